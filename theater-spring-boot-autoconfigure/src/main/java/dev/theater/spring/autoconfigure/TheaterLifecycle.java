package dev.theater.spring.autoconfigure;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.theater.runtime.RuntimeStatus;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.spring.event.ActorEventPublisher;
import dev.theater.supervisor.SupervisorException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Starts the runtime before the web server opens its port and stops it once the requests
 * under way have been answered: its phase lies below the web server's two, and phases
 * start in rising and stop in falling order.
 */
final class TheaterLifecycle implements SmartLifecycle {

	/**
	 * Below Boot's {@code WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE} and
	 * {@code START_STOP_LIFECYCLE_PHASE}, which are 1024 and 2048 below the default. Not
	 * taken from there, since the web server is optional.
	 */
	static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

	private static final Logger logger = LoggerFactory.getLogger(TheaterLifecycle.class);

	private final TheaterRuntime runtime;

	private final @Nullable ActorEventPublisher events;

	private final Duration shutdownTimeout;

	private final StartupReport report;

	private volatile boolean running;

	TheaterLifecycle(TheaterRuntime runtime, @Nullable ActorEventPublisher events, Duration shutdownTimeout,
			StartupReport report) {
		this.runtime = runtime;
		this.events = events;
		this.shutdownTimeout = shutdownTimeout;
		this.report = report;
	}

	@Override
	public void start() {
		RuntimeStatus status = this.runtime.status();
		if (status == RuntimeStatus.STOPPING || status == RuntimeStatus.STOPPED) {
			throw new IllegalStateException(
					"The theater is " + status + " and cannot be started again; it needs a new application context");
		}
		if (status == RuntimeStatus.NEW) {
			startRuntime();
		}
		this.running = true;
		if (logger.isInfoEnabled()) {
			logger.info(this.report.line(this.runtime));
		}
	}

	private void startRuntime() {
		try {
			this.runtime.start();
		}
		catch (SupervisorException ex) {
			throw new RootActorStartException(ex);
		}
	}

	@Override
	public void stop() {
		boolean unused = end(() -> {
		}).join();
	}

	@Override
	public void stop(Runnable callback) {
		CompletableFuture<Boolean> unused = end(callback);
	}

	/**
	 * Calls back when the runtime is closed or its time is over, whatever comes first;
	 * tells whether in time.
	 */
	private CompletableFuture<Boolean> end(Runnable callback) {
		CompletableFuture<Void> closed = new CompletableFuture<>();
		// on a thread of its own, so that a runtime that hangs cannot hold up the context
		Thread.ofPlatform().daemon().name("theater-shutdown").start(() -> close(closed));
		return closed.orTimeout(this.shutdownTimeout.toNanos(), TimeUnit.NANOSECONDS).handle((none, failure) -> {
			this.running = false;
			if (failure != null) {
				logger.warn("Theater did not stop properly within theater.shutdown-timeout, which is {}",
						PropertyCheck.text(this.shutdownTimeout), failure);
			}
			callback.run();
			return failure == null;
		});
	}

	private void close(CompletableFuture<Void> closed) {
		long deadline = System.nanoTime() + this.shutdownTimeout.toNanos();
		try {
			this.runtime.close();
			if (this.events != null) {
				this.events.close(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
			}
			closed.complete(null);
		}
		catch (RuntimeException | Error ex) {
			closed.completeExceptionally(ex);
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * A test's context that is cached must not end its actors: they cannot be started
	 * again.
	 */
	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
