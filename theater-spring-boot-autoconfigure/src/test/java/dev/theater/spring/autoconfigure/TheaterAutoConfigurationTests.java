package dev.theater.spring.autoconfigure;

import java.util.List;
import java.util.function.Consumer;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorMessaging;
import dev.theater.actor.TurnInterceptor;
import dev.theater.chain.EventStore;
import dev.theater.host.HostHandler;
import dev.theater.manifest.ManifestLocation;
import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.RuntimeSettings;
import dev.theater.runtime.RuntimeStatus;
import dev.theater.runtime.TheaterListener;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.spring.Theaters;
import dev.theater.spring.event.ActorEventPublisher;
import dev.theater.supervisor.SupervisorService;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import org.mockito.MockedStatic;
import org.mockito.Mockito;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.converter.Converter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

class TheaterAutoConfigurationTests {

	private final TheaterRuntime runtime = Theaters.runtime(RuntimeStatus.NEW);

	private final TheaterRuntime.Builder builder = mock(TheaterRuntime.Builder.class, Mockito.RETURNS_SELF);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TheaterAutoConfiguration.class));

	@Test
	void offersTheRuntimeAndWhatApplicationsInjectOfIt() {
		run(this.runner, (context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(TheaterRuntime.class)).isSameAs(this.runtime);
			assertThat(context.getBean(SupervisorService.class)).isSameAs(this.runtime.supervisor());
			assertThat(context.getBean(ActorDirectory.class)).isSameAs(this.runtime.directory());
			assertThat(context.getBean(ActorMessaging.class)).isSameAs(this.runtime.messaging());
			assertThat(context).hasSingleBean(ActorEventPublisher.class).hasSingleBean(ActorIdConverter.class);
		});
	}

	@Test
	void startsTheRuntimeWithTheContextAndClosesItWithTheContext() {
		run(this.runner, (context) -> {
			verify(this.runtime).start();
			verify(this.runtime, never()).close();
			context.close();
			verify(this.runtime, Mockito.atLeastOnce()).close();
		});
	}

	@Test
	void closesTheRuntimeOfAContextThatDoesNotComeUp() {
		run(this.runner.withBean("broken", SmartLifecycle.class, BrokenLifecycle::new), (context) -> {
			assertThat(context).hasFailed();
			InOrder order = inOrder(this.runtime);
			order.verify(this.runtime).start();
			order.verify(this.runtime, Mockito.atLeastOnce()).close();
		});
	}

	@Test
	void doesNothingWhenSwitchedOff() {
		run(this.runner.withPropertyValues("theater.enabled=false"), (context) -> {
			assertThat(context).doesNotHaveBean(TheaterRuntime.class)
				.doesNotHaveBean(TheaterProperties.class)
				.doesNotHaveBean("theaterLifecycle");
			verify(this.runtime, never()).start();
		});
	}

	@Test
	void handsPropertiesToTheBuilder() {
		run(this.runner.withPropertyValues("theater.dispatcher.threads=3", "theater.actors.desk.manifest=desk.toml",
				"theater.manifest-locations=file:/srv/actors,classpath:/other/"), (context) -> {
					TheaterProperties properties = context.getBean(TheaterProperties.class);
					verify(this.builder).settings(properties.toSettings());
					verify(this.builder).rootActors(argThat((List<RuntimeSettings.RootActor> roots) -> roots.size() == 1
							&& roots.getFirst().name().equals("desk") && roots.getFirst().required()));
					InOrder order = inOrder(this.builder);
					order.verify(this.builder).manifests(described("directory /srv/actors"));
					order.verify(this.builder).manifests(described("classpath:/other/"));
				});
	}

	@Test
	void handsTheApplicationsBeansToTheBuilder() {
		HostHandler handler = mock(HostHandler.class);
		TheaterListener listener = mock(TheaterListener.class);
		TurnInterceptor interceptor = mock(TurnInterceptor.class);
		run(this.runner.withBean(HostHandler.class, () -> handler)
			.withBean(TheaterListener.class, () -> listener)
			.withBean(TurnInterceptor.class, () -> interceptor), (context) -> {
				verify(this.builder).hostHandler(handler);
				verify(this.builder).listener(listener);
				verify(this.builder).listener(context.getBean(ActorEventPublisher.class));
				verify(this.builder).interceptor(interceptor);
			});
	}

	@Test
	void leavesTheStoreToTheCoreWhereTheApplicationHasNone() {
		run(this.runner, (context) -> verify(this.builder, never()).eventStore(any()));
	}

	@Test
	void prefersTheApplicationsStore() {
		EventStore store = mock(EventStore.class);
		run(this.runner.withBean(EventStore.class, () -> store), (context) -> verify(this.builder).eventStore(store));
	}

	@Test
	void refusesTwoStores() {
		run(this.runner.withBean("one", EventStore.class, () -> mock(EventStore.class))
			.withBean("two", EventStore.class, () -> mock(EventStore.class)),
				(context) -> assertThat(context).getFailure().hasStackTraceContaining("one,two"));
	}

	@Test
	void letsCustomizersHaveTheLastWordInTheirOrder() {
		run(this.runner.withUserConfiguration(CustomizersConfiguration.class)
			.withBean(HostHandler.class, () -> mock(HostHandler.class)), (context) -> {
				Customizers customizers = context.getBean(Customizers.class);
				InOrder order = inOrder(this.builder, customizers.first(), customizers.second());
				order.verify(this.builder).hostHandler(any());
				order.verify(customizers.first()).customize(this.builder);
				order.verify(customizers.second()).customize(this.builder);
				order.verify(this.builder).build();
			});
	}

	@Test
	void backsOffForTheApplicationsOwnRuntime() {
		TheaterRuntime own = Theaters.runtime(RuntimeStatus.NEW);
		run(this.runner.withBean(TheaterRuntime.class, () -> own), (context) -> {
			assertThat(context.getBean(TheaterRuntime.class)).isSameAs(own);
			verify(own).start();
			verify(this.builder, never()).build();
		});
	}

	@Test
	void backsOffForEachOfTheApplicationsOwnBeans() {
		SupervisorService supervisor = mock(SupervisorService.class);
		ActorDirectory directory = mock(ActorDirectory.class);
		ActorMessaging messaging = mock(ActorMessaging.class);
		ActorEventPublisher publisher = new ActorEventPublisher((event) -> {
		});
		ActorIdConverter converter = new ActorIdConverter();
		SmartLifecycle lifecycle = mock(SmartLifecycle.class);
		run(this.runner.withBean(SupervisorService.class, () -> supervisor)
			.withBean(ActorDirectory.class, () -> directory)
			.withBean(ActorMessaging.class, () -> messaging)
			.withBean(ActorEventPublisher.class, () -> publisher)
			.withBean(ActorIdConverter.class, () -> converter)
			.withBean("theaterLifecycle", SmartLifecycle.class, () -> lifecycle), (context) -> {
				assertThat(context.getBean(SupervisorService.class)).isSameAs(supervisor);
				assertThat(context.getBean(ActorDirectory.class)).isSameAs(directory);
				assertThat(context.getBean(ActorMessaging.class)).isSameAs(messaging);
				assertThat(context.getBean(ActorEventPublisher.class)).isSameAs(publisher);
				assertThat(context.getBean(ActorIdConverter.class)).isSameAs(converter);
				assertThat(context.getBean("theaterLifecycle")).isSameAs(lifecycle);
				verify(this.runtime, never()).start();
			});
	}

	@Test
	void startsTheRuntimeAlsoWhereBeansAreLazy() {
		run(this.runner.withInitializer(
				(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor())),
				(context) -> verify(this.runtime).start());
	}

	@Test
	void readsIdsStrictly() {
		Converter<String, ActorId> converter = new ActorIdConverter();
		ActorId id = ActorId.random();
		assertThat(converter.convert(id.toString())).isEqualTo(id);
		assertThatIllegalArgumentException().isThrownBy(() -> converter.convert("1-1-1-1-1"));
	}

	private void run(ApplicationContextRunner runner, Consumer<AssertableApplicationContext> consumer) {
		given(this.builder.build()).willReturn(this.runtime);
		given(this.runtime.supervisor()).willReturn(mock(SupervisorService.class));
		given(this.runtime.directory()).willReturn(mock(ActorDirectory.class));
		given(this.runtime.messaging()).willReturn(mock(ActorMessaging.class));
		try (MockedStatic<TheaterRuntime> statics = mockStatic(TheaterRuntime.class)) {
			statics.when(TheaterRuntime::builder).thenReturn(this.builder);
			runner.run(consumer::accept);
		}
	}

	private static ManifestLocation described(String description) {
		return argThat((location) -> location != null && location.description().equals(description));
	}

	private static final class BrokenLifecycle implements SmartLifecycle {

		@Override
		public void start() {
			throw new IllegalStateException("the port is taken");
		}

		@Override
		public void stop() {
			throw new UnsupportedOperationException("it never ran");
		}

		@Override
		public boolean isRunning() {
			return false;
		}

	}

	record Customizers(TheaterRuntimeBuilderCustomizer first, TheaterRuntimeBuilderCustomizer second) {
	}

	@Configuration(proxyBeanMethods = false)
	static class CustomizersConfiguration {

		@Bean
		@Order(2)
		TheaterRuntimeBuilderCustomizer second() {
			return mock(TheaterRuntimeBuilderCustomizer.class);
		}

		@Bean
		@Order(1)
		TheaterRuntimeBuilderCustomizer first() {
			return mock(TheaterRuntimeBuilderCustomizer.class);
		}

		@Bean
		Customizers customizers(TheaterRuntimeBuilderCustomizer first, TheaterRuntimeBuilderCustomizer second) {
			return new Customizers(first, second);
		}

	}

}
