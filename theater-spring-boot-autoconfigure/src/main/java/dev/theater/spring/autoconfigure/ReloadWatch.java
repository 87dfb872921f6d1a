package dev.theater.spring.autoconfigure;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

import dev.theater.runtime.ActorDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Has actors reloaded when their files change. One thread looks at the files from time to
 * time; what becomes of the actors is told by their events. Knows the files from before
 * the actors are loaded, so that no change is missed, and nobody waits for it at the end.
 */
final class ReloadWatch implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(LifecycleLog.LOGGER);

	private final ActorDirectory actors;

	private final WatchedPlaces places;

	private final WatchedFiles files;

	private final Duration interval;

	private final Duration quiet;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition stopped = this.lock.newCondition();

	private @Nullable Thread thread;

	/**
	 * @param interval between two looks
	 * @param quiet between two looks while something changes
	 */
	ReloadWatch(ActorDirectory actors, WatchedPlaces places, Duration interval, Duration quiet) {
		this.actors = actors;
		this.places = places;
		this.files = new WatchedFiles(places.directories());
		this.interval = interval;
		this.quiet = quiet;
	}

	@Override
	public void start() {
		String others = this.places.others().isEmpty() ? ""
				: "; what is in " + String.join(", ", this.places.others()) + " stays as it is";
		if (this.places.directories().isEmpty()) {
			logger.warn("Actors are not reloaded: theater.manifest-locations has no directory{}; add one, such as "
					+ "file:src/main/resources/actors/", others);
			return;
		}
		logger.info("Actors are reloaded when files change in {}{}",
				this.places.directories().stream().map(Object::toString).collect(Collectors.joining(", ")), others);
		this.lock.lock();
		try {
			if (this.thread == null) {
				this.thread = Thread.ofPlatform().daemon().name("theater-reload").start(this::watch);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void watch() {
		while (pause(this.files.isSettled() ? this.interval : this.quiet)) {
			look();
		}
	}

	/** Returns false if this is to end. */
	private boolean pause(Duration time) {
		this.lock.lock();
		try {
			long left = time.toNanos();
			while (isCurrent() && left > 0) {
				left = this.stopped.awaitNanos(left);
			}
			return isCurrent();
		}
		catch (InterruptedException ex) {
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isCurrent() {
		return this.thread == Thread.currentThread();
	}

	/** Looks at the files once, and has actors reloaded if there is a reason to. */
	void look() {
		try {
			Set<String> changed = this.files.look();
			if (!changed.isEmpty()) {
				logger.debug("Files have changed: {}", changed);
				this.actors.reload(changed);
			}
		}
		catch (RuntimeException | LinkageError | StackOverflowError ex) {
			// the next change is another chance
			logger.warn("Actors could not be reloaded", ex);
		}
	}

	@Override
	public void stop() {
		this.lock.lock();
		try {
			this.thread = null;
			this.stopped.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public boolean isRunning() {
		this.lock.lock();
		try {
			return this.thread != null;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Starts after the runtime and stops before it. */
	@Override
	public int getPhase() {
		return TheaterLifecycle.PHASE + 1;
	}

}
