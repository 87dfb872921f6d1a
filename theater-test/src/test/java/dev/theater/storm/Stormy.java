package dev.theater.storm;

import java.nio.file.Path;
import java.time.Duration;

import dev.theater.runtime.RuntimeSettings;
import dev.theater.supervisor.Backoff;
import dev.theater.supervisor.RestartIntensity;
import dev.theater.supervisor.RestartStrategy;
import dev.theater.supervisor.SupervisionPolicy;

/** How much the tests of this package do, and the settings that they run with. */
final class Stormy {

	/** Children of the supervisor that they crash under. */
	static final int CHILDREN = Integer.getInteger("theater.storm.children", 100);

	/** How long they get messages. */
	static final Duration TIME = Duration.ofMillis(Long.getLong("theater.storm.millis", 1_500));

	/** Restarts that the strict supervisors allow, the root and guests included. */
	static final int RESTARTS = 3;

	/** What may be left on the heap, such as what is kept of chains. */
	static final long MORE_HEAP = 8L << 20;

	/** Guests that may run at a time. */
	static final int PLACES = RuntimeSettings.defaults().dispatcher().threads();

	private Stormy() {
	}

	/** Whether it is a test of what the machine can do, and not a sample in a build. */
	static boolean atLength() {
		return TIME.toSeconds() >= 10;
	}

	/**
	 * The defaults of an application, but for the root's window, which is as long as any
	 * of these tests so that the machine's speed does not decide, and a longer memory of
	 * each chain.
	 */
	static RuntimeSettings settings() {
		RuntimeSettings all = RuntimeSettings.defaults();
		SupervisionPolicy supervision = new SupervisionPolicy(RestartStrategy.ONE_FOR_ONE,
				new RestartIntensity(RESTARTS, Duration.ofHours(1)), Backoff.NONE,
				SupervisionPolicy.DEFAULT.maxConsecutive());
		return new RuntimeSettings(
				new RuntimeSettings.Engine(all.engine().mode(), Path.of("target", "compiled-guests"), false),
				all.dispatcher(), all.requestTimeout(), supervision, all.limits(),
				new RuntimeSettings.Chain(50_000, all.chain().retainedSize()), Duration.ofMinutes(1),
				all.maxActorNames());
	}

}
