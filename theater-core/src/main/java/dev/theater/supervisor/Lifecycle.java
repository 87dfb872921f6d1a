package dev.theater.supervisor;

import java.time.Duration;

/**
 * An actor as a child: the {@code [lifecycle]} section of its manifest.
 *
 * @param restart when it is restarted
 * @param restartState the state a restarted {@code init} gets
 * @param onError what an {@code err} means
 * @param shutdown the time of a running call when the actor is stopped
 * @param initTimeout deadline of {@code init}, more than zero
 * @param callTimeout deadline of every other call, more than zero
 */
public record Lifecycle(RestartType restart, RestartState restartState, OnError onError, ShutdownPolicy shutdown,
		Duration initTimeout, Duration callTimeout) {

	/**
	 * Transient, last known state, {@code err} fails, 5 s shutdown, 10 s init, 30 s
	 * calls.
	 */
	public static final Lifecycle DEFAULT = new Lifecycle(RestartType.TRANSIENT, RestartState.LAST_KNOWN, OnError.FAIL,
			ShutdownPolicy.DEFAULT, Duration.ofSeconds(10), Duration.ofSeconds(30));

	public Lifecycle {
		requirePositive("init_timeout", initTimeout);
		requirePositive("call_timeout", callTimeout);
	}

	private static void requirePositive(String key, Duration value) {
		if (!value.isPositive()) {
			throw new IllegalArgumentException(key + " is " + value + "; it must be longer than zero");
		}
	}
}
