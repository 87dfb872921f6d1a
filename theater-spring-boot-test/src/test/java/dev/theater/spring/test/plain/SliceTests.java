package dev.theater.spring.test.plain;

import dev.theater.chain.EventStore;
import dev.theater.runtime.RuntimeStatus;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.spring.test.TheaterTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Service;
import org.springframework.test.context.NestedTestConfiguration;
import org.springframework.test.context.NestedTestConfiguration.EnclosingConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/** What is in the slice and what is not. */
@TheaterTest(properties = "greeting=hello")
class SliceTests {

	@Autowired
	ApplicationContext context;

	@Test
	void hasWhatTheRuntimeIsBuiltFrom() {
		assertThat(beans(Greeter.class)).isOne();
		assertThat(beans(Listener.class)).isOne();
		assertThat(beans(Interceptor.class)).isOne();
		assertThat(beans(Customizer.class)).isOne();
		assertThat(beans(EventStore.class)).isOne();
		assertThat(this.context.getBean(TheaterRuntime.class).status()).isEqualTo(RuntimeStatus.RUNNING);
	}

	@Test
	void hasNothingElseOfTheApplication() {
		assertThat(beans(PlainService.class)).isZero();
		assertThat(beans(PlainController.class)).isZero();
		assertThat(beans(PlainComponent.class)).isZero();
	}

	@Test
	void hasNoOtherAutoConfiguration() {
		assertThat(this.context.getBeanNamesForAnnotation(AutoConfiguration.class)).isNotEmpty()
			.allSatisfy((name) -> assertThat(name).startsWith("dev.theater."));
	}

	@Test
	void hasThePropertiesOfTheTestAndOfTheApplication() {
		Environment environment = this.context.getEnvironment();
		assertThat(environment.getProperty("greeting")).isEqualTo("hello");
		assertThat(environment.getProperty("theater.actors.desk.manifest")).isEqualTo("desk.toml");
		assertThat(environment.getProperty("spring.main.web-application-type")).isEqualTo("none");
	}

	private int beans(Class<?> type) {
		return beans(this.context, type);
	}

	private static int beans(ApplicationContext context, Class<?> type) {
		return context.getBeanNamesForType(type).length;
	}

	@Nested
	@NestedTestConfiguration(EnclosingConfiguration.OVERRIDE)
	@TheaterTest(includeFilters = @Filter(Service.class),
			excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Greeter.class))
	class Filtered {

		@Test
		void takesAndLeavesWhatItIsTold(@Autowired ApplicationContext context) {
			assertThat(beans(context, PlainService.class)).isOne();
			assertThat(beans(context, Greeter.class)).isZero();
			assertThat(beans(context, PlainController.class)).isZero();
			assertThat(beans(context, Listener.class)).isOne();
		}

	}

	@Nested
	@NestedTestConfiguration(EnclosingConfiguration.OVERRIDE)
	@TheaterTest(useDefaultFilters = false)
	class Unfiltered {

		@Test
		void leavesEvenHostHandlers(@Autowired ApplicationContext context) {
			assertThat(beans(context, Greeter.class)).isZero();
			assertThat(beans(context, PlainService.class)).isZero();
			assertThat(beans(context, TheaterRuntime.class)).isOne();
		}

	}

	@Nested
	class Inside {

		@Test
		void isTheSameSlice(@Autowired ApplicationContext context) {
			assertThat(context).isSameAs(SliceTests.this.context);
		}

	}

}
