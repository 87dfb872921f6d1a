package dev.theater.actor;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

/**
 * A message on its way; the guest sees its payload alone.
 *
 * @param id the message's own id, for a request the one its handler gets
 * @param incarnation the receiver's when it was sent
 * @param kind what is expected of the receiver
 * @param headers beside the payload, such as trace context; bounded
 * @param payload never written to
 * @param request who waits for the answer, for a request or the opening of a channel
 * @param channel the receiver's end, where it is about a channel
 */
record Envelope(UUID id, int incarnation, Kind kind, Map<String, String> headers, byte[] payload,
		@Nullable PendingRequest request, Channel.@Nullable End channel) {

	Envelope(UUID id, int incarnation, Kind kind, Map<String, String> headers, byte[] payload,
			@Nullable PendingRequest request) {
		this(id, incarnation, kind, headers, payload, request, null);
	}

	/** What kind of message. */
	enum Kind {

		SEND(GuestExport.HANDLE_SEND), REQUEST(GuestExport.HANDLE_REQUEST),
		CHANNEL_OPEN(GuestExport.HANDLE_CHANNEL_OPEN), CHANNEL_MESSAGE(GuestExport.HANDLE_CHANNEL_MESSAGE),
		/** No message but the news of an end: it needs no room in the mailbox. */
		CHANNEL_CLOSE(GuestExport.HANDLE_CHANNEL_CLOSE);

		private final GuestExport export;

		Kind(GuestExport export) {
			this.export = export;
		}

		/** The function of the guest that takes it. */
		GuestExport export() {
			return this.export;
		}

	}

	/**
	 * An id for a message that nobody answers, so that nobody must be kept from guessing
	 * it: as unique as others, without waiting for the one secure source.
	 */
	static UUID newId() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		return new UUID((random.nextLong() & ~0xf000L) | 0x4000L, (random.nextLong() >>> 2) | Long.MIN_VALUE);
	}

	GuestExport export() {
		return this.kind.export();
	}

	/** Whether somebody sent it, so that it needs room and can become a dead letter. */
	boolean isMessage() {
		return this.kind != Kind.CHANNEL_CLOSE;
	}

	/** Ends the request, if it is one, with an error. */
	void fail(MessagingException reason) {
		if (this.request != null) {
			this.request.fail(reason);
		}
	}
}
