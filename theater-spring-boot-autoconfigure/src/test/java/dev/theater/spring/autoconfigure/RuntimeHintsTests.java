package dev.theater.spring.autoconfigure;

import dev.theater.spring.endpoint.ActorDescriptor;
import dev.theater.spring.endpoint.EventsDescriptor;
import dev.theater.spring.endpoint.RefusalDescriptor;
import dev.theater.spring.endpoint.TheaterDescriptor;
import dev.theater.spring.endpoint.ValueDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/** What a native image is told that it could not see for itself. */
class RuntimeHintsTests {

	@Test
	void keepsTheModulesThatTheEngineIsTriedWith() {
		RuntimeHints hints = hints();
		for (String module : new String[] { "warm-up.wasm", "warm-up-shared.wasm" }) {
			String path = "dev/theater/component/wasm/" + module;
			assertThat(getClass().getClassLoader().getResource(path)).as(path).isNotNull();
			assertThat(RuntimeHintsPredicates.resource().forResource(path)).accepts(hints);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "actors/counter.toml", "actors/counter.wasm", "actors/team/state/desk.json" })
	void keepsWhatLiesInTheDefaultLocation(String path) {
		assertThat(RuntimeHintsPredicates.resource().forResource(path)).accepts(hints());
		assertThat(RuntimeHintsPredicates.resource().forResource(path))
			.rejects(hints("theater.manifest-locations=file:actors/"), hints("theater.enabled=false"));
	}

	@Test
	void keepsWhatLiesInOtherLocationsOfTheClassPath() {
		RuntimeHints hints = hints("theater.manifest-locations=classpath:agents,classpath:/more/actors/,file:here/",
				"theater.actors.desk.manifest=desk.toml", "theater.actors.desk.init-location=classpath:init/desk.json",
				"theater.actors.till.manifest=till.toml", "theater.actors.till.init-location=file:till.json");
		for (String path : new String[] { "agents/desk.toml", "more/actors/desk.wasm", "init/desk.json" }) {
			assertThat(RuntimeHintsPredicates.resource().forResource(path)).accepts(hints);
		}
		for (String path : new String[] { "here/desk.toml", "till.json", "actors/desk.toml" }) {
			assertThat(RuntimeHintsPredicates.resource().forResource(path)).rejects(hints);
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { TheaterDescriptor.class, ActorDescriptor.class, EventsDescriptor.class,
			RefusalDescriptor.class, ValueDescriptor.class })
	void letsJacksonWriteWhatTheEndpointAnswersWith(Class<?> descriptor) throws Exception {
		RuntimeHints hints = hints("management.endpoints.jmx.exposure.include=theater");
		assertThat(RuntimeHintsPredicates.reflection().onType(descriptor)).accepts(hints);
		for (var component : descriptor.getRecordComponents()) {
			assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(component.getAccessor())).accepts(hints);
			if (component.getType().getName().startsWith("dev.theater.spring.")) {
				assertThat(RuntimeHintsPredicates.reflection().onType(component.getType())).accepts(hints);
			}
		}
	}

	@Test
	void saysNothingOfTheEndpointWhereItIsNotThere() {
		assertThat(RuntimeHintsPredicates.reflection().onType(RefusalDescriptor.class)).rejects(
				hints("management.endpoints.jmx.exposure.include=theater", "management.endpoint.theater.access=none"));
	}

	@Test
	void letsBootBindAllGroupsOfProperties() {
		RuntimeHints hints = hints();
		for (Class<?> group : TheaterProperties.class.getDeclaredClasses()) {
			assertThat(RuntimeHintsPredicates.reflection().onType(group)).as(group.getName()).accepts(hints);
		}
	}

	/** The hints of an application with these properties. */
	private static RuntimeHints hints(String... properties) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.getEnvironment().setConversionService(new ApplicationConversionService());
			TestPropertyValues.of(properties).and("spring.jmx.enabled=true").applyTo(context);
			context.register(Application.class);
			DefaultGenerationContext generation = new DefaultGenerationContext(
					new ClassNameGenerator(ClassName.get(Application.class)), new InMemoryGeneratedFiles());
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
			return generation.getRuntimeHints();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
