package dev.theater.actor;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/**
 * Tests of what guards a call, on a guest's thread and by a clock that the test moves.
 */
@Timeout(20)
abstract class OnGuestThread {

	static final Duration LONG = Duration.ofHours(1);

	final ManualClock clock = new ManualClock();

	final SystemClock realClock = new SystemClock();

	final AtomicInteger abandoned = new AtomicInteger();

	GuestDispatcher dispatcher = new GuestDispatcher(2, 8, LONG, 1 << 20, this.clock);

	CallGuard guard = new CallGuard(this.clock, this.abandoned::incrementAndGet);

	@AfterEach
	void close() {
		this.dispatcher.close();
		this.realClock.close();
	}

	void useRealTime(int places, int maxThreads) {
		this.dispatcher = new GuestDispatcher(places, maxThreads, LONG, 1 << 20, this.realClock);
		this.guard = new CallGuard(this.realClock, this.abandoned::incrementAndGet);
	}

	/** Runs something on a guest's thread. */
	<T> CompletableFuture<T> onGuestThread(Callable<T> action) {
		CompletableFuture<T> result = new CompletableFuture<>();
		this.dispatcher.execute(() -> {
			try {
				result.complete(action.call());
			}
			catch (Throwable ex) {
				result.completeExceptionally(ex);
			}
		});
		return result;
	}

	static <T> T get(CompletableFuture<T> future) throws Exception {
		try {
			return future.get(5, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
	}

}
