package dev.theater.spring.autoconfigure;

import java.util.List;

import dev.theater.actor.ActorMessaging;
import dev.theater.actor.TurnInterceptor;
import dev.theater.chain.EventStore;
import dev.theater.component.wasm.WasmLoadException;
import dev.theater.host.HostHandler;
import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.RuntimeSettings.RootActor;
import dev.theater.runtime.TheaterListener;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.spring.event.ActorEventPublisher;
import dev.theater.supervisor.SupervisorService;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the runtime and for what
 * applications inject of it. A {@link HostHandler}, {@link TheaterListener} or
 * {@link TurnInterceptor} bean that itself needs one of these beans asks for an
 * {@link ObjectProvider} of it, since the runtime is built from such beans.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "theater.enabled", matchIfMissing = true)
@EnableConfigurationProperties(TheaterProperties.class)
@Import(TheaterReloadConfiguration.class)
public final class TheaterAutoConfiguration {

	/**
	 * Built but not started, which is the life cycle's part; closed also if the context
	 * never comes up.
	 */
	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	TheaterRuntime theaterRuntime(TheaterProperties properties, ResourceLoader resources, Environment environment,
			ObjectProvider<EventStore> stores, ObjectProvider<HostHandler> handlers,
			ObjectProvider<TheaterListener> listeners, ObjectProvider<TurnInterceptor> interceptors,
			ObjectProvider<TheaterRuntimeBuilderCustomizer> customizers) {
		TheaterRuntime.Builder builder = TheaterRuntime.builder()
			.settings(EngineChoice.settings(properties, environment))
			.rootActors(new RootActors(resources).from(properties.actors()));
		new ManifestLocations(resources).from(properties.manifestLocations()).forEach(builder::manifests);
		stores.ifAvailable(builder::eventStore);
		handlers.orderedStream().forEach(builder::hostHandler);
		listeners.orderedStream().forEach(builder::listener);
		interceptors.orderedStream().forEach(builder::interceptor);
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return build(builder);
	}

	private static TheaterRuntime build(TheaterRuntime.Builder builder) {
		try {
			return builder.build();
		}
		catch (IllegalArgumentException ex) {
			throw new TheaterSetUpException(ex);
		}
		catch (LinkageError ex) {
			throw new EngineException(ex);
		}
		catch (WasmLoadException ex) {
			throw (ex.getCause() instanceof LinkageError) ? new EngineException(ex) : ex;
		}
	}

	@Bean
	@ConditionalOnMissingBean(name = "theaterLifecycle")
	SmartLifecycle theaterLifecycle(TheaterRuntime runtime, TheaterProperties properties, ResourceLoader resources,
			ObjectProvider<ActorEventPublisher> events, ObjectProvider<WebEndpointPossible> endpoint,
			BeanFactory beans) {
		List<RootActor> roots = new RootActors(resources).from(properties.actors());
		StartupReport report = new StartupReport(roots, endpoint.getIfAvailable() != null, beans);
		return new TheaterLifecycle(runtime, events.getIfAvailable(), properties.shutdownTimeout(), report);
	}

	@Bean(destroyMethod = "")
	@ConditionalOnMissingBean
	SupervisorService theaterSupervisor(TheaterRuntime runtime) {
		return runtime.supervisor();
	}

	@Bean(destroyMethod = "")
	@ConditionalOnMissingBean
	ActorDirectory theaterDirectory(TheaterRuntime runtime) {
		return runtime.directory();
	}

	@Bean(destroyMethod = "")
	@ConditionalOnMissingBean
	ActorMessaging theaterMessaging(TheaterRuntime runtime) {
		return runtime.messaging();
	}

	@Bean
	@ConditionalOnMissingBean
	ActorEventPublisher theaterEventPublisher(ApplicationEventPublisher publisher) {
		return new ActorEventPublisher(publisher);
	}

	@Bean
	@ConditionalOnMissingBean
	LifecycleLog theaterLifecycleLog() {
		return new LifecycleLog();
	}

	@Bean
	@ConditionalOnMissingBean
	ActorIdConverter theaterActorIdConverter() {
		return new ActorIdConverter();
	}

	/**
	 * Says that there could be an endpoint, so that it is worth telling how to expose it.
	 */
	record WebEndpointPossible() {
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication
	@ConditionalOnClass(
			name = "org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint")
	static class WebEndpointConfiguration {

		@Bean
		WebEndpointPossible theaterWebEndpointPossible() {
			return new WebEndpointPossible();
		}

	}

}
