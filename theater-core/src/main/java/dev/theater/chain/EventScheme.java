package dev.theater.chain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What an event's hash is taken over. The layout is a published format: every byte of it
 * stands in docs/chain-format.md, and any change needs a new scheme name.
 */
final class EventScheme {

	static final String NAME = "theater-chain-v1";

	private static final byte[] NAME_BYTES = NAME.getBytes(StandardCharsets.US_ASCII);

	private static final ThreadLocal<Hasher> HASHER = ThreadLocal.withInitial(Hasher::new);

	private EventScheme() {
	}

	static EventHash hash(UUID actor, long sequence, @Nullable EventHash parent, String type, byte[] data,
			long epochMillis) {
		byte[] typeBytes = type.getBytes(StandardCharsets.UTF_8);
		int parentLength = (parent != null) ? EventHash.LENGTH : 0;
		int length = 4 + NAME_BYTES.length + 16 + 8 + 1 + parentLength + 4 + typeBytes.length + 4 + data.length
				+ Long.BYTES;
		Hasher hasher = HASHER.get();
		ByteBuffer form = hasher.buffer(length);
		form.putInt(NAME_BYTES.length).put(NAME_BYTES);
		form.putLong(actor.getMostSignificantBits()).putLong(actor.getLeastSignificantBits());
		form.putLong(sequence);
		if (parent == null) {
			form.put((byte) 0);
		}
		else {
			form.put((byte) 1).put(parent.unsafeBytes());
		}
		form.putInt(typeBytes.length).put(typeBytes);
		form.putInt(data.length).put(data);
		form.putLong(epochMillis);
		hasher.digest.reset();
		hasher.digest.update(form.flip());
		return new EventHash(hasher.digest.digest());
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
		try {
			return Instant.ofEpochMilli(timestamp.toEpochMilli());
		}
		catch (ArithmeticException ex) {
			throw new IllegalArgumentException(
					"timestamp " + timestamp + " does not fit 64 bits of milliseconds since 1970", ex);
		}
	}

	/**
	 * Lone surrogates all encode to the same byte, so that two types would share a hash.
	 */
	static String requireType(String type) {
		if (type.isEmpty()) {
			throw new IllegalArgumentException("an event's type must not be empty");
		}
		if (!isWellFormed(type)) {
			throw new IllegalArgumentException("an event's type must be well-formed Unicode; '" + type + "' is not");
		}
		return type;
	}

	private static boolean isWellFormed(String type) {
		for (int i = 0; i < type.length(); i++) {
			if (Character.isSurrogate(type.charAt(i))) {
				return StandardCharsets.UTF_8.newEncoder().canEncode(type);
			}
		}
		return true;
	}

	static byte[] sha256(byte[] bytes) {
		MessageDigest digest = HASHER.get().digest;
		digest.reset();
		return digest.digest(bytes);
	}

	/** What a thread hashes with: looking a digest up takes longer than a hash. */
	private static final class Hasher {

		private static final int KEPT = 4096;

		/** To be reset before use: an error may have ended the last one half way. */
		final MessageDigest digest = newSha256();

		private final ByteBuffer kept = ByteBuffer.allocate(KEPT);

		/** Room for so many bytes, written from its beginning. */
		ByteBuffer buffer(int length) {
			return (length <= KEPT) ? this.kept.clear() : ByteBuffer.allocate(length);
		}

	}

	private static MessageDigest newSha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256, but this one has not", ex);
		}
	}

}
