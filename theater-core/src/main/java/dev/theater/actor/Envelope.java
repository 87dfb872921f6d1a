package dev.theater.actor;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A message on its way; the guest sees its payload alone.
 *
 * @param id the message's own id, for a request the one its handler gets
 * @param incarnation the receiver's when it was sent
 * @param kind what is expected of the receiver
 * @param headers beside the payload, such as trace context
 * @param payload never written to
 * @param request who waits for the answer, for a request
 */
record Envelope(UUID id, int incarnation, Kind kind, Map<String, String> headers, byte[] payload,
		@Nullable PendingRequest request) {

	/** What kind of message. */
	enum Kind {

		SEND(GuestExport.HANDLE_SEND), REQUEST(GuestExport.HANDLE_REQUEST);

		private final GuestExport export;

		Kind(GuestExport export) {
			this.export = export;
		}

		/** The function of the guest that takes it. */
		GuestExport export() {
			return this.export;
		}

	}

	GuestExport export() {
		return this.kind.export();
	}

	/** Ends the request, if it is one, with an error. */
	void fail(MessagingException reason) {
		if (this.request != null) {
			this.request.fail(reason);
		}
	}
}
