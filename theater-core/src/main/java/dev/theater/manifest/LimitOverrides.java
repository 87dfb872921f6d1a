package dev.theater.manifest;

import dev.theater.actor.EventBounds;
import dev.theater.actor.LogBounds;
import dev.theater.supervisor.ActorLimits;
import org.jspecify.annotations.Nullable;

/**
 * The {@code [limits]} section: what an actor may use; what is null is left to the
 * defaults.
 *
 * @param memory bytes over all memories and tables of its component, 1 or more
 * @param maxState bytes of its state, 1 or more
 * @param maxMessage bytes of one message it receives, 1 or more
 * @param maxChildren direct children, 0 or more
 * @param mailbox messages waiting, 1 or more
 * @param maxChannels channels at a time, 0 or more
 * @param maxEvents events of the host calls of one call, 0 or more
 * @param maxEventsSize bytes of the data of these events, 1 or more
 * @param maxLogLine bytes of one line that it logs, 1 or more
 * @param logRate lines that it logs per second, 0 or more
 * @param logBurst lines that it logs at once, 0 or more
 */
public record LimitOverrides(@Nullable Long memory, @Nullable Long maxState, @Nullable Long maxMessage,
		@Nullable Integer maxChildren, @Nullable Integer mailbox, @Nullable Integer maxChannels,
		@Nullable Integer maxEvents, @Nullable Long maxEventsSize, @Nullable Long maxLogLine, @Nullable Integer logRate,
		@Nullable Integer logBurst) {

	/** Leaves everything to the defaults. */
	public static final LimitOverrides NONE = new LimitOverrides(null, null, null, null, null, null, null, null, null,
			null, null);

	/**
	 * The limits that result when these are laid over others; ceilings are not looked at.
	 */
	public ActorLimits over(ActorLimits limits) {
		return new ActorLimits(or(this.memory, limits.memory()), or(this.maxState, limits.maxState()),
				or(this.maxMessage, limits.maxMessage()), or(this.maxChildren, limits.maxChildren()),
				or(this.mailbox, limits.mailbox()), or(this.maxChannels, limits.maxChannels()), events(limits.events()),
				log(limits.log()));
	}

	private EventBounds events(EventBounds events) {
		return new EventBounds(or(this.maxEvents, events.count()), or(this.maxEventsSize, events.size()));
	}

	private LogBounds log(LogBounds log) {
		return new LogBounds(or(this.maxLogLine, log.maxLine()), or(this.logRate, log.rate()),
				or(this.logBurst, log.burst()));
	}

	private static <T> T or(@Nullable T value, T fallback) {
		return (value != null) ? value : fallback;
	}

}
