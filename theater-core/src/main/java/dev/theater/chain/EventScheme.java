package dev.theater.chain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What an event's hash is taken over. The layout is a published format: every byte of it
 * stands in docs/chain-format.md, and any change needs a new scheme name.
 */
final class EventScheme {

	static final String NAME = "theater-chain-v1";

	private static final byte[] NAME_BYTES = NAME.getBytes(StandardCharsets.US_ASCII);

	private EventScheme() {
	}

	static EventHash hash(UUID actor, long sequence, @Nullable EventHash parent, String type, byte[] data,
			long epochMillis) {
		byte[] typeBytes = type.getBytes(StandardCharsets.UTF_8);
		ByteBuffer head = ByteBuffer
			.allocate(4 + NAME_BYTES.length + 16 + 8 + 1 + EventHash.LENGTH + 4 + typeBytes.length + 4);
		head.putInt(NAME_BYTES.length).put(NAME_BYTES);
		head.putLong(actor.getMostSignificantBits()).putLong(actor.getLeastSignificantBits());
		head.putLong(sequence);
		if (parent == null) {
			head.put((byte) 0);
		}
		else {
			head.put((byte) 1).put(parent.unsafeBytes());
		}
		head.putInt(typeBytes.length).put(typeBytes);
		head.putInt(data.length);
		MessageDigest digest = sha256();
		digest.update(head.flip());
		digest.update(data);
		digest.update(ByteBuffer.allocate(Long.BYTES).putLong(epochMillis).flip());
		return new EventHash(digest.digest());
	}

	/**
	 * Whether the hashed form, whole milliseconds in 64 bits, tells this time from all
	 * others.
	 */
	static boolean isExact(Instant timestamp) {
		try {
			return Instant.ofEpochMilli(timestamp.toEpochMilli()).equals(timestamp);
		}
		catch (ArithmeticException ex) {
			return false;
		}
	}

	static Instant toMillis(Instant timestamp) {
		Instant truncated = timestamp.truncatedTo(ChronoUnit.MILLIS);
		if (!isExact(truncated)) {
			throw new IllegalArgumentException(
					"timestamp " + timestamp + " does not fit 64 bits of milliseconds since 1970");
		}
		return truncated;
	}

	/**
	 * Lone surrogates all encode to the same byte, so that two types would share a hash.
	 */
	static String requireType(String type) {
		if (type.isEmpty()) {
			throw new IllegalArgumentException("an event's type must not be empty");
		}
		if (!StandardCharsets.UTF_8.newEncoder().canEncode(type)) {
			throw new IllegalArgumentException("an event's type must be well-formed Unicode; '" + type + "' is not");
		}
		return type;
	}

	static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256, but this one has not", ex);
		}
	}

}
