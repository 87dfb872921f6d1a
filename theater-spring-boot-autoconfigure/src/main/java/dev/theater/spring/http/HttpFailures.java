package dev.theater.spring.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of exchanges what went wrong: to guests in words of ours alone, and to the
 * application where it is at fault.
 */
final class HttpFailures {

	private static final Logger logger = LoggerFactory.getLogger(HttpFailures.class);

	private static final long TELL_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

	private static final int CAUSES = 10;

	private final AtomicLong tellAt = new AtomicLong(System.nanoTime());

	/** What the guest is told. */
	String forGuest(Throwable failure, GuestUri uri) {
		HttpRefusedException refused = find(failure, HttpRefusedException.class);
		if (refused != null) {
			logger.debug("An exchange with {} did not come about", uri.origin(), failure);
			return String.valueOf(refused.getMessage());
		}
		if (find(failure, IOException.class) != null) {
			logger.debug("The exchange with {} failed", uri.origin(), failure);
			return "the connection to " + uri.origin() + " failed before the response was complete";
		}
		tell(uri, failure);
		return "the application could not make the request to " + uri.origin() + "; its log says why";
	}

	/** Guests decide how often this comes. */
	private void tell(GuestUri uri, Throwable failure) {
		long now = System.nanoTime();
		long next = this.tellAt.get();
		if (now - next >= 0 && this.tellAt.compareAndSet(next, now + TELL_EVERY_NANOS)) {
			logger.warn("A request of an actor to {} failed in the application; more such failures within a minute are "
					+ "logged at level debug only", uri.origin(), failure);
		}
		else {
			logger.debug("A request of an actor to {} failed in the application", uri.origin(), failure);
		}
	}

	private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
		@Nullable Throwable next = failure;
		for (int i = 0; i < CAUSES && next != null; i++, next = next.getCause()) {
			if (type.isInstance(next)) {
				return type.cast(next);
			}
		}
		return null;
	}

}
