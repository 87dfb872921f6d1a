package dev.theater.actor;

/**
 * How much may come to an actor and leave it.
 *
 * @param maxMessage bytes of one message that it receives, an answer included
 * @param mailbox messages that may wait
 * @param maxChannels channels at a time
 * @param maxResult bytes that it may give to {@code shutdown} for its parent
 * @param events of the host calls of one call
 * @param log lines
 */
public record ActorBounds(long maxMessage, int mailbox, int maxChannels, long maxResult, EventBounds events,
		LogBounds log) {
}
