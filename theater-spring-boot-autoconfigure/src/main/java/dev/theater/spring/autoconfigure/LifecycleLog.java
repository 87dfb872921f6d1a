package dev.theater.spring.autoconfigure;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import dev.theater.actor.ActorMdc;
import dev.theater.actor.ExitReason;
import dev.theater.runtime.TheaterListener;
import dev.theater.supervisor.SupervisorEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log of actors that fail, come back or do not, so that an operator who has
 * nothing but the log sees it. Guests decide how often they fail, so the lines are
 * limited; that an actor is parked is always told, because somebody must act on it.
 */
final class LifecycleLog implements TheaterListener {

	/** Beside {@code theater.guest.*}, which is what guests themselves say. */
	static final String LOGGER = "theater.lifecycle";

	/** Lines in a window. */
	static final int LINES = 100;

	static final Duration WINDOW = Duration.ofSeconds(10);

	/** Digits of a hash that tell two builds apart. */
	private static final int HASH = 8;

	private static final Logger logger = LoggerFactory.getLogger(LOGGER);

	private final LongSupplier nanoTime;

	private long windowStart;

	private int lines;

	private long left;

	LifecycleLog() {
		this(System::nanoTime);
	}

	LifecycleLog(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.windowStart = nanoTime.getAsLong();
	}

	@Override
	public void onEvent(SupervisorEvent event) {
		SupervisorEvent.Subject subject = event.subject();
		ActorMdc before = ActorMdc.put(subject.id(), subject.name(), subject.path());
		try {
			log(event, subject.path());
		}
		finally {
			before.restore();
		}
	}

	private void log(SupervisorEvent event, String path) {
		switch (event) {
			case SupervisorEvent.Failed failed -> failed(path, failed);
			case SupervisorEvent.Restarted restarted -> {
				if (logger.isInfoEnabled() && mayLog()) {
					logger.info("[{}] is back, as incarnation {}", path, restarted.subject().incarnation());
				}
			}
			case SupervisorEvent.Reloaded reloaded -> {
				if (logger.isInfoEnabled() && mayLog()) {
					logger.info("[{}] is reloaded from {} as incarnation {}: {}", path, reloaded.manifest(),
							reloaded.subject().incarnation(), changes(reloaded));
				}
			}
			case SupervisorEvent.ReloadFailed failed -> {
				if (mayLog()) {
					logger.warn("[{}] is not reloaded and stays as it is: {}", path, lines(failed.problem()));
				}
			}
			case SupervisorEvent.GaveUp gaveUp -> {
				if (mayLog()) {
					logger.warn("[{}] {}", path, text(gaveUp.reason()));
				}
			}
			case SupervisorEvent.Parked parked ->
				logger.error("[{}] is parked and stays down until it is restarted, as by {\"action\":\"restart\"} to "
						+ "/actuator/theater/{}: {}", path, parked.subject().id(), text(parked.reason()));
			case SupervisorEvent.Spawned spawned -> logger.debug("[{}] has started", path);
			case SupervisorEvent.Stopped stopped -> logger.debug("[{}] is down: {}", path, text(stopped.reason()));
		}
	}

	private void failed(String path, SupervisorEvent.Failed failed) {
		// what a supervisor gave up on has been told
		if (!(failed.reason() instanceof ExitReason.GaveUp) && mayLog()) {
			logger.warn("[{}] {}", path, text(failed.reason()));
		}
	}

	private static String changes(SupervisorEvent.Reloaded reloaded) {
		String component = "component " + shortened(reloaded.before()) + " -> " + shortened(reloaded.component());
		return reloaded.changes()
			.stream()
			.map((change) -> change.equals("component") ? component : change)
			.collect(Collectors.joining(", "));
	}

	private static String shortened(String hash) {
		String digits = hash.substring(hash.indexOf(':') + 1);
		return digits.substring(0, Math.min(HASH, digits.length()));
	}

	/** All of it: a developer waits for it. */
	private static String lines(String text) {
		return text.lines().map(FailureText::line).collect(Collectors.joining(System.lineSeparator() + "    "));
	}

	private boolean mayLog() {
		long now = this.nanoTime.getAsLong();
		if (now - this.windowStart >= WINDOW.toNanos()) {
			if (this.left > 0) {
				logger.warn("{} more failures and restarts of actors were not logged; see theater.actors.failures",
						this.left);
			}
			this.windowStart = now;
			this.lines = 0;
			this.left = 0;
		}
		if (this.lines == LINES) {
			this.left++;
			return false;
		}
		this.lines++;
		return true;
	}

	private static String text(ExitReason reason) {
		return FailureText.line(reason.describe());
	}

}
