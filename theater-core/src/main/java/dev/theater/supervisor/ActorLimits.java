package dev.theater.supervisor;

/**
 * What one actor may use.
 *
 * @param memory bytes over all memories and tables of its component
 * @param maxState bytes of its state
 * @param maxMessage bytes of one message it receives
 * @param maxChildren direct children
 * @param mailbox messages waiting
 * @param maxChannels channels at a time
 */
public record ActorLimits(long memory, long maxState, long maxMessage, int maxChildren, int mailbox, int maxChannels) {

	/** 64 MB, 16 MB, 16 MB, 10,000 children, 1,000 messages, 1,000 channels. */
	public static final ActorLimits DEFAULT = new ActorLimits(64L << 20, 16L << 20, 16L << 20, 10_000, 1_000, 1_000);

}
