package dev.theater.spring.startup;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.theater.chain.EventStore;
import dev.theater.chain.StoredActor;
import dev.theater.host.HostFunctions;
import dev.theater.host.HostHandler;
import dev.theater.manifest.ManifestLocation;
import dev.theater.manifest.ManifestResolver;
import dev.theater.manifest.ResolvedManifest;
import dev.theater.supervisor.SupervisorService;

import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Beans that keep an application from starting. */
final class StartupBeans {

	private StartupBeans() {
	}

	@Configuration(proxyBeanMethods = false)
	static class SpawningRunner {

		@Bean
		ApplicationRunner runner(SupervisorService supervisor) {
			return (args) -> supervisor.spawn("worker.toml");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReadingBean {

		@Bean
		ResolvedManifest worker() {
			return new ManifestResolver(List.of(ManifestLocation.directory(Path.of("/srv/app/actors"))))
				.resolve("worker.toml");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoTills {

		@Bean
		HostHandler till() {
			return new TillHandler("till");
		}

		@Bean
		HostHandler secondTill() {
			return new TillHandler("till");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRuntime {

		@Bean
		HostHandler till() {
			return new TillHandler("runtime");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BrokenStore {

		@Bean
		EventStore store() {
			return new TillStore();
		}

	}

	/** Offers nothing. */
	record TillHandler(String name) implements HostHandler {

		@Override
		public void setUpHostFunctions(HostFunctions functions) {
		}

	}

	/** Has no connection. */
	static final class TillStore implements EventStore {

		@Override
		public String name() {
			return "till-db";
		}

		@Override
		public void commit(Commit commit) {
			throw new IllegalStateException("no connection to db:5432");
		}

		@Override
		public Optional<StoredActor> read(UUID actor) {
			return Optional.empty();
		}

		@Override
		public void forget(UUID actor) {
		}

	}

}
