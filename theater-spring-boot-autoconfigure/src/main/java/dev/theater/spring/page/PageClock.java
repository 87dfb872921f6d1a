package dev.theater.spring.page;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Time, which tests own.
 *
 * @param nanoTime monotonic time in nanoseconds
 * @param source wall-clock time, for timestamps
 */
record PageClock(LongSupplier nanoTime, InstantSource source) {

	static PageClock system() {
		return new PageClock(System::nanoTime, InstantSource.system());
	}

	long nanos() {
		return this.nanoTime.getAsLong();
	}

	Instant now() {
		return this.source.instant();
	}

}
