package dev.theater.actor;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A future for users: what they make depend on it runs on the callback executor, or on a
 * thread of theirs that waits for it, and never where the runtime completes its own.
 *
 * <p>
 * How it works: who waits, waits for the runtime's own future and then completes this
 * one, so that a wait takes no thread between the runtime's and the waiter's. Whoever
 * completes the runtime's future looks for waiters after that; a waiter that leaves
 * before the end says so before it looks at the future again: one of the two completes
 * this one.
 */
final class UsersFuture<T> extends CompletableFuture<T> {

	private final CompletableFuture<T> source;

	private final AtomicInteger waiting = new AtomicInteger();

	/**
	 * @param source the runtime's own
	 * @param callbacks runs what completes this one if nobody waits for it
	 */
	UsersFuture(CompletableFuture<T> source, Consumer<Runnable> callbacks) {
		this.source = source;
		source.whenComplete((value, failure) -> {
			if (this.waiting.get() == 0) {
				callbacks.accept(this::settle);
			}
		});
	}

	@Override
	public T join() {
		if (!isDone()) {
			this.waiting.incrementAndGet();
			try {
				this.source.join();
			}
			catch (CompletionException | CancellationException ex) {
				// this future tells
			}
			finally {
				stopWaiting();
			}
		}
		return super.join();
	}

	@Override
	public T get() throws InterruptedException, ExecutionException {
		if (!isDone()) {
			this.waiting.incrementAndGet();
			try {
				this.source.get();
			}
			catch (ExecutionException | CancellationException ex) {
				// this future tells
			}
			finally {
				stopWaiting();
			}
		}
		return super.get();
	}

	@Override
	public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
		if (!isDone()) {
			this.waiting.incrementAndGet();
			try {
				this.source.get(timeout, unit);
			}
			catch (ExecutionException | CancellationException ex) {
				// this future tells
			}
			finally {
				stopWaiting();
			}
		}
		// not to be waited for any longer: it is complete
		return super.get();
	}

	private void stopWaiting() {
		if (!this.source.isDone()) {
			this.waiting.decrementAndGet();
		}
		if (this.source.isDone()) {
			settle();
		}
	}

	/** The source has completed: so does this. */
	private void settle() {
		this.source.whenComplete((value, failure) -> {
			if (failure == null) {
				complete(value);
			}
			else {
				completeExceptionally((failure instanceof CompletionException && failure.getCause() != null)
						? failure.getCause() : failure);
			}
		});
	}

}
