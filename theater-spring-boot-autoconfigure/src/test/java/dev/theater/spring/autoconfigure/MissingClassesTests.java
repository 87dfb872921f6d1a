package dev.theater.spring.autoconfigure;

import dev.theater.actor.ActorMessaging;
import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.RuntimeStatus;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.spring.Theaters;
import dev.theater.spring.endpoint.TheaterEndpoint;
import dev.theater.spring.health.TheaterHealthIndicator;
import dev.theater.spring.metrics.ObservingTurnInterceptor;
import dev.theater.spring.metrics.TheaterMetrics;
import dev.theater.supervisor.SupervisorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.ApplicationContextAssert;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DeferredImportSelector;
import org.springframework.context.annotation.Import;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

/** All of it works without each of the parts that it makes use of. */
class MissingClassesTests {

	private final TheaterRuntime runtime = runtime();

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withUserConfiguration(TheaterConfiguration.class)
		.withBean(TheaterRuntime.class, () -> this.runtime)
		.withPropertyValues("management.endpoints.web.exposure.include=theater");

	private final ApplicationContextRunner full = this.bare.withConfiguration(
			AutoConfigurations.of(MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
					SimpleMetricsExportAutoConfiguration.class, ObservationAutoConfiguration.class));

	private final WebApplicationContextRunner web = new WebApplicationContextRunner()
		.withUserConfiguration(TheaterConfiguration.class)
		.withBean(TheaterRuntime.class, () -> this.runtime)
		.withPropertyValues("management.endpoints.web.exposure.include=theaterui");

	@Test
	void hasEverythingWithEverything() {
		this.full.run((context) -> assertRuns(context).hasSingleBean(TheaterEndpoint.class)
			.hasSingleBean(TheaterHealthIndicator.class)
			.hasSingleBean(TheaterMetrics.class)
			.hasSingleBean(ObservingTurnInterceptor.class));
	}

	@Test
	void runsWithoutActuator() {
		this.full.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> assertRuns(context).doesNotHaveBean("theaterEndpoint")
				.doesNotHaveBean("theaterEndpointWebExtension")
				.hasSingleBean(TheaterHealthIndicator.class)
				.hasSingleBean(TheaterMetrics.class));
	}

	@Test
	void runsWithoutTheAutoConfigurationOfActuator() {
		this.full.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate.autoconfigure"))
			.run((context) -> assertRuns(context).doesNotHaveBean("theaterEndpoint"));
	}

	@Test
	void runsWithoutMicrometer() {
		this.bare.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertRuns(context).doesNotHaveBean("theaterMetrics")
				.doesNotHaveBean("theaterObservations")
				.hasSingleBean(TheaterEndpoint.class));
	}

	@Test
	void runsWithoutHealth() {
		this.full.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
			.run((context) -> assertRuns(context).doesNotHaveBean("theaterHealthIndicator")
				.hasSingleBean(TheaterEndpoint.class)
				.hasSingleBean(TheaterMetrics.class));
	}

	@Test
	void runsWithoutWeb() {
		this.full
			.withClassLoader(new FilteredClassLoader("org.springframework.web", "jakarta.servlet",
					"org.springframework.http", "org.springframework.boot.web", "org.springframework.boot.webmvc",
					"org.springframework.boot.tomcat", "org.apache.catalina"))
			.run((context) -> assertRuns(context).hasSingleBean(TheaterEndpoint.class)
				.hasSingleBean(TheaterHealthIndicator.class)
				.hasSingleBean(TheaterMetrics.class)
				.doesNotHaveBean(TheaterAutoConfiguration.WebEndpointPossible.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.micrometer", "org.springframework.web.servlet", "org.springframework.security",
			"reactor", "none.of.them" })
	void hasALivePageWhereWebEndpointsAre(String missing) {
		this.web
			.withConfiguration(AutoConfigurations.of(EndpointAutoConfiguration.class,
					WebEndpointAutoConfiguration.class, ManagementContextAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> {
				assertThat(context).hasNotFailed().hasBean("theaterPageEndpoint").hasBean("theaterPageFilter");
				assertThat(context.containsBean("theaterPageStreams"))
					.isNotEqualTo(missing.equals("org.springframework.web.servlet"));
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.springframework.boot.actuate", "org.springframework.boot.actuate.autoconfigure" })
	void hasNoLivePageWithoutActuator(String missing) {
		this.web.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("theaterPageEndpoint"));
		this.web.withClassLoader(new FilteredClassLoader(missing))
			.withPropertyValues("theater.page.enabled=true")
			.run((context) -> assertThat(context).getFailure().rootCause().isInstanceOf(PropertyException.class));
	}

	@Test
	void runsWithNothingBesideBoot() {
		this.bare
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate", "io.micrometer",
					"org.springframework.boot.health", "org.springframework.boot.micrometer", "org.springframework.web",
					"jakarta.servlet", "org.springframework.http"))
			.run((context) -> assertRuns(context).doesNotHaveBean("theaterEndpoint")
				.doesNotHaveBean("theaterHealthIndicator")
				.doesNotHaveBean("theaterMetrics")
				.doesNotHaveBean("theaterObservations"));
	}

	@Test
	void hidesWhatItClaimsToHide() {
		this.bare.withClassLoader(new FilteredClassLoader(Endpoint.class, HealthIndicator.class)).run((context) -> {
			assertThat(context.getClassLoader()).isNotNull();
			assertThat(ClassUtils.isPresent(Endpoint.class.getName(), context.getClassLoader())).isFalse();
			assertRuns(context).doesNotHaveBean("theaterEndpoint").doesNotHaveBean("theaterHealthIndicator");
		});
	}

	/**
	 * Names the auto-configurations from the file where Boot finds them, so that they are
	 * read without loading what is missing, as in an application.
	 */
	static class TheaterImports implements DeferredImportSelector {

		@Override
		public String[] selectImports(AnnotationMetadata metadata) {
			String[] names = ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader())
				.getCandidates()
				.stream()
				.filter((name) -> name.startsWith("dev.theater."))
				.toArray(String[]::new);
			assertThat(names).hasSize(7);
			return names;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(TheaterImports.class)
	static class TheaterConfiguration {

	}

	private ApplicationContextAssert<?> assertRuns(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed()
			.hasSingleBean(SupervisorService.class)
			.hasSingleBean(ActorDirectory.class)
			.hasSingleBean(ActorMessaging.class);
		verify(this.runtime).start();
		return assertThat(context);
	}

	private static TheaterRuntime runtime() {
		TheaterRuntime runtime = Theaters.runtime(RuntimeStatus.NEW);
		given(runtime.supervisor()).willReturn(mock(SupervisorService.class));
		given(runtime.directory()).willReturn(mock(ActorDirectory.class));
		given(runtime.messaging()).willReturn(mock(ActorMessaging.class));
		return runtime;
	}

}
