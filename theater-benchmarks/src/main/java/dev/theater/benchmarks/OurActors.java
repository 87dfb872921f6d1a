package dev.theater.benchmarks;

import java.time.Duration;
import java.util.function.UnaryOperator;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorMessaging;
import dev.theater.manifest.ManifestLocation;
import dev.theater.runtime.RuntimeSettings;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.Backoff;
import dev.theater.supervisor.RestartIntensity;
import dev.theater.supervisor.RestartStrategy;
import dev.theater.supervisor.SupervisionPolicy;
import dev.theater.supervisor.SupervisorService;

/**
 * A runtime with its defaults, but that it never gives up restarting, and the measured
 * actor: 17 pages of memory, its state the last message.
 */
final class OurActors implements AutoCloseable {

	private static final ActorSpec SPEC = ActorSpec.manifest("actor.toml").init(Guest.hundredBytes('i'));

	private static final SupervisionPolicy NEVER_GIVES_UP = new SupervisionPolicy(RestartStrategy.ONE_FOR_ONE,
			new RestartIntensity(1_000, Duration.ofNanos(1)),
			new Backoff(Duration.ZERO, Duration.ZERO, 1, 0, Duration.ZERO), 1_000);

	private final TheaterRuntime runtime;

	final SupervisorService supervisor;

	final ActorMessaging messaging;

	OurActors() {
		this(UnaryOperator.identity());
	}

	OurActors(UnaryOperator<TheaterRuntime.Builder> more) {
		this.runtime = more
			.apply(TheaterRuntime.builder()
				.settings(settings())
				.manifests(ManifestLocation.classpath("guests", OurActors.class.getClassLoader())))
			.start();
		this.supervisor = this.runtime.supervisor();
		this.messaging = this.runtime.messaging();
	}

	private static RuntimeSettings settings() {
		RuntimeSettings defaults = RuntimeSettings.defaults();
		return new RuntimeSettings(defaults.engine(), defaults.dispatcher(), defaults.requestTimeout(), NEVER_GIVES_UP,
				defaults.limits(), defaults.chain(), defaults.shutdownTimeout(), defaults.maxActorNames());
	}

	/** Comes back when {@code init} has returned. */
	ActorId spawn() {
		return this.supervisor.spawn(SPEC);
	}

	/** Comes back when the actor is gone. */
	void stop(ActorId actor) {
		this.supervisor.stopChild(actor);
	}

	void send(ActorId actor, byte[] message) {
		this.messaging.send(actor, message);
	}

	byte[] request(ActorId actor, byte[] message) {
		return this.messaging.request(actor, message).join();
	}

	@Override
	public void close() {
		this.runtime.close();
	}

}
