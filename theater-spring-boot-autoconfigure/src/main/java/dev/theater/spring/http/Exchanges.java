package dev.theater.spring.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
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

	private final ExecutorService threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS,
			new SynchronousQueue<>(), Thread.ofPlatform().name("theater-http-", 1).daemon(true).factory());

	private final int most;

	private final Semaphore free;

	private final ObservationRegistry observations;

	Exchanges(int most, ObservationRegistry observations) {
		this.most = most;
		this.free = new Semaphore(most);
		this.observations = observations;
	}

	/**
	 * Begins an exchange.
	 * @param work what it takes
	 * @param time how long it may take
	 * @param late the answer if it takes longer
	 * @throws IllegalStateException if there are too many already
	 */
	<T> CompletableFuture<T> begin(Exchange exchange, Supplier<T> work, Duration time, T late) {
		Observation parent = this.observations.getCurrentObservation();
		if (!this.free.tryAcquire()) {
			throw new IllegalStateException("the application makes " + this.most + " exchanges for its actors already, "
					+ "as many as theater.http-client.max-concurrent allows at a time; try again later");
		}
		CompletableFuture<T> answer = new CompletableFuture<>();
		try {
			this.threads.execute(() -> run(exchange, work, answer, (parent != null) ? parent : Observation.NOOP));
		}
		catch (RuntimeException | Error ex) {
			this.free.release();
			throw ex;
		}
		return answer.completeOnTimeout(late, time.toNanos(), TimeUnit.NANOSECONDS);
	}

	private <T> void run(Exchange exchange, Supplier<T> work, CompletableFuture<T> answer, Observation parent) {
		Runnable tell = () -> {
		};
		try {
			if (exchange.begins()) {
				T result = parent.scoped(work);
				tell = () -> answer.complete(result);
			}
		}
		catch (RuntimeException | Error ex) {
			tell = () -> answer.completeExceptionally(ex);
		}
		exchange.leaves();
		// before anybody learns of the answer and asks for the next
		this.free.release();
		tell.run();
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

}
