package dev.theater.actor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Messages from Java to actors. Failures are {@link MessagingException}s: thrown by
 * {@link #send}, and what the futures of {@link #request} complete with.
 */
public interface ActorMessaging {

	/**
	 * Hands a message to an actor's mailbox and returns as soon as the mailbox has it.
	 * @throws ActorNotFoundException if there is no such actor
	 * @throws MailboxFullException if the actor's mailbox is full
	 * @throws MessageTooLargeException if the message is longer than the actor accepts
	 * @throws ActorFailedException if the actor is parked or stopping
	 */
	void send(ActorId to, byte[] message);

	/** A {@link #request(ActorId, byte[], Duration)} with the configured timeout. */
	CompletableFuture<byte[]> request(ActorId to, byte[] message);

	/**
	 * Sends a message and completes with the actor's answer. A guest that answers
	 * {@code none} answers later. Cancelling the future, or completing it in another way,
	 * withdraws a request that has not begun.
	 * @param timeout counted from this call, waiting in the mailbox included
	 */
	CompletableFuture<byte[]> request(ActorId to, byte[] message, Duration timeout);

	/**
	 * Tells exactly once when an actor and its subtree are gone, also when it had ended
	 * before; never of a restart.
	 * @param onEnd called on the callback executor
	 */
	ActorWatch watch(ActorId id, Consumer<ExitReason> onEnd);

}
