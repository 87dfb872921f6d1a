package dev.theater.actor;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The headers of messages: what may be in them, since they wait in mailboxes and go on
 * from message to message.
 */
final class Headers {

	/** What the application may give leaves room for trace context. */
	private static final int MOST_GIVEN = 16;

	private static final int LENGTH_GIVEN = 4_096;

	private static final int MOST = 32;

	/** Characters of names and values; W3C Baggage alone may have 8,192. */
	private static final int LENGTH = 16_384;

	/** Bytes of heap that a header takes beside its characters. */
	private static final int HEADER = 128;

	private Headers() {
	}

	/**
	 * Headers that the application gives.
	 * @throws IllegalArgumentException if they are too many or too long
	 */
	static Map<String, String> checked(Map<String, String> headers) {
		if (headers.size() > MOST_GIVEN || length(headers) > LENGTH_GIVEN) {
			throw new IllegalArgumentException("there are " + headers.size() + " headers of " + length(headers)
					+ " characters; a message may be given " + MOST_GIVEN + " of " + LENGTH_GIVEN
					+ " characters in all");
		}
		return Map.copyOf(headers);
	}

	/**
	 * What is sent while a message is handled.
	 * @param handled the message's, which have room
	 * @param own what goes over them; what there is no room for is left out
	 * @param onDropped is told of each that is
	 */
	static Map<String, String> outgoing(Map<String, String> handled, Map<String, String> own, Runnable onDropped) {
		if (own.isEmpty()) {
			return handled;
		}
		Map<String, String> headers = new LinkedHashMap<>(handled);
		int length = length(handled);
		for (Map.Entry<String, String> header : own.entrySet()) {
			String before = headers.get(header.getKey());
			int more = header.getValue().length() - ((before != null) ? before.length() : -header.getKey().length());
			if (length + more > LENGTH || (before == null && headers.size() == MOST)) {
				onDropped.run();
				continue;
			}
			headers.put(header.getKey(), header.getValue());
			length += more;
		}
		return Map.copyOf(headers);
	}

	private static int length(Map<String, String> headers) {
		int length = 0;
		for (Map.Entry<String, String> header : headers.entrySet()) {
			length += header.getKey().length() + header.getValue().length();
		}
		return length;
	}

	/** Bytes of heap that they take. */
	static long weight(Map<String, String> headers) {
		return headers.isEmpty() ? 0 : (long) HEADER * headers.size() + length(headers);
	}

}
