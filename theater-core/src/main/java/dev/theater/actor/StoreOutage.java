package dev.theater.actor;

import java.time.Duration;

/**
 * The time that an actor waits after its store has failed, growing while it goes on
 * failing.
 */
final class StoreOutage {

	private static final Duration FIRST = Duration.ofMillis(100);

	private static final Duration LONGEST = Duration.ofSeconds(5);

	private final RuntimeClock clock;

	private final Runnable whenOver;

	private Duration next = FIRST;

	private volatile boolean lasting;

	StoreOutage(RuntimeClock clock, Runnable whenOver) {
		this.clock = clock;
		this.whenOver = whenOver;
	}

	void begin() {
		this.lasting = true;
		this.clock.schedule(this.next, () -> {
			this.lasting = false;
			this.whenOver.run();
		});
		Duration doubled = this.next.multipliedBy(2);
		this.next = (doubled.compareTo(LONGEST) < 0) ? doubled : LONGEST;
	}

	/** A commit has succeeded. */
	void over() {
		this.next = FIRST;
	}

	boolean lasts() {
		return this.lasting;
	}

}
