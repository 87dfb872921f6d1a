package dev.theater.runtime;

import java.nio.file.Path;
import java.util.List;

import dev.theater.actor.ActorMessaging;
import dev.theater.actor.Counters;
import dev.theater.actor.TurnInterceptor;
import dev.theater.chain.EventStore;
import dev.theater.host.HostHandler;
import dev.theater.manifest.ManifestLocation;
import dev.theater.supervisor.SupervisorService;

/** SKELETON: signatures only, being written. */
public final class TheaterRuntime implements AutoCloseable {

	public static Builder builder() {
		return new Builder();
	}

	/** Starts the root actors in order; throws SupervisorException (LOAD, INIT_FAILED…) when a required one cannot start, with everything undone. */
	public TheaterRuntime start() {
		return this;
	}

	public SupervisorService supervisor() {
		throw new IllegalStateException();
	}

	public ActorDirectory directory() {
		throw new IllegalStateException();
	}

	public ActorMessaging messaging() {
		throw new IllegalStateException();
	}

	public RuntimeStatus status() {
		return RuntimeStatus.NEW;
	}

	public RuntimeSettings settings() {
		throw new IllegalStateException();
	}

	/** The store's name, such as {@code memory}. */
	public String storeName() {
		return "memory";
	}

	public Counters counters() {
		throw new IllegalStateException();
	}

	/** Messages waiting in all mailboxes. */
	public long mailboxSize() {
		return 0;
	}

	/** Bytes of all guests' memories. */
	public long wasmMemory() {
		return 0;
	}

	/** Stops all actors, children before parents, within the shutdown timeout. Idempotent. */
	@Override
	public void close() {
	}

	public static final class Builder {

		public Builder settings(RuntimeSettings settings) {
			return this;
		}

		/** Adds a directory of manifests. */
		public Builder manifests(Path directory) {
			return this;
		}

		/** Adds a location of manifests; the first that has a name wins. */
		public Builder manifests(ManifestLocation location) {
			return this;
		}

		public Builder eventStore(EventStore store) {
			return this;
		}

		/** Adds a host handler beside the built-in ones; duplicate names fail build(). */
		public Builder hostHandler(HostHandler handler) {
			return this;
		}

		public Builder listener(TheaterListener listener) {
			return this;
		}

		public Builder interceptor(TurnInterceptor interceptor) {
			return this;
		}

		/** Root actors, started in this order by start(). */
		public Builder rootActors(List<RuntimeSettings.RootActor> actors) {
			return this;
		}

		public TheaterRuntime build() {
			return new TheaterRuntime();
		}

		public TheaterRuntime start() {
			return build().start();
		}

	}

}
