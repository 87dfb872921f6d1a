package dev.theater.spring.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/**
 * Does what exchanges take on threads of their own, so many at a time. They are platform
 * threads: looking up a name would hold up a carrier of virtual ones. An exchange that
 * was given up keeps its thread until that has come back.
 */
final class Exchanges implements AutoCloseable {

	private static final long IDLE_SECONDS = 10;

	private final ThreadPoolExecutor threads;

	private final ObservationRegistry observations;

	Exchanges(int most, ObservationRegistry observations) {
		this.observations = observations;
		this.threads = new ThreadPoolExecutor(0, most, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(),
				Thread.ofPlatform().name("theater-http-", 1).daemon(true).factory());
	}

	/**
	 * Begins an exchange.
	 * @param work what it takes; it does not fail
	 * @param time how long it may take
	 * @param late the answer if it takes longer
	 * @throws IllegalStateException if there are too many already
	 */
	<T> CompletableFuture<T> begin(Exchange exchange, Supplier<T> work, Duration time, T late) {
		CompletableFuture<T> answer = new CompletableFuture<>();
		Observation parent = this.observations.getCurrentObservation();
		try {
			this.threads.execute(() -> run(exchange, work, answer, (parent != null) ? parent : Observation.NOOP));
		}
		catch (RejectedExecutionException ex) {
			throw new IllegalStateException(
					"the application makes " + this.threads.getMaximumPoolSize() + " exchanges for its actors already, "
							+ "as many as theater.http-client.max-concurrent allows at a time; try again later",
					ex);
		}
		return answer.completeOnTimeout(late, time.toNanos(), TimeUnit.NANOSECONDS);
	}

	private static <T> void run(Exchange exchange, Supplier<T> work, CompletableFuture<T> answer, Observation parent) {
		if (!exchange.begins()) {
			return;
		}
		try {
			parent.scoped(() -> {
				answer.complete(work.get());
			});
		}
		catch (RuntimeException | Error ex) {
			answer.completeExceptionally(ex);
		}
		finally {
			exchange.leaves();
		}
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

}
