package dev.theater.supervisor;

import dev.theater.actor.EventBounds;
import dev.theater.actor.LogBounds;

/**
 * What one actor may use.
 *
 * @param memory bytes over all memories and tables of its component
 * @param maxState bytes of its state
 * @param maxMessage bytes of one message it receives
 * @param maxChildren direct children
 * @param mailbox messages waiting
 * @param maxChannels channels at a time
 * @param events of the host calls of one call
 * @param log lines that it writes
 */
public record ActorLimits(long memory, long maxState, long maxMessage, int maxChildren, int mailbox, int maxChannels,
		EventBounds events, LogBounds log) {

	/**
	 * 64 MB, 16 MB, 16 MB, 10,000 children, 1,000 messages, 1,000 channels, and the
	 * defaults of events and lines.
	 */
	public static final ActorLimits DEFAULT = new ActorLimits(64L << 20, 16L << 20, 16L << 20, 10_000, 1_000, 1_000,
			EventBounds.DEFAULT, LogBounds.DEFAULT);

	/** The smaller of each. */
	public ActorLimits atMost(ActorLimits other) {
		return new ActorLimits(Math.min(this.memory, other.memory), Math.min(this.maxState, other.maxState),
				Math.min(this.maxMessage, other.maxMessage), Math.min(this.maxChildren, other.maxChildren),
				Math.min(this.mailbox, other.mailbox), Math.min(this.maxChannels, other.maxChannels),
				this.events.atMost(other.events), this.log.atMost(other.log));
	}

}
