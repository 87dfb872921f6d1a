package dev.theater.chain;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The SHA-256 hash that names an event; a value, in JSON and as text 64 lower-case hex
 * digits.
 */
public final class EventHash {

	/** Bytes of a hash. */
	public static final int LENGTH = 32;

	private static final HexFormat HEX = HexFormat.of();

	private final byte[] bytes;

	/** Keeps the array: only for callers in this package that give theirs away. */
	EventHash(byte[] bytes) {
		if (bytes.length != LENGTH) {
			throw new IllegalArgumentException("an event hash has " + LENGTH + " bytes, not " + bytes.length);
		}
		this.bytes = bytes;
	}

	/**
	 * The hash with these bytes, which are copied.
	 * @throws IllegalArgumentException if they are not 32
	 */
	public static EventHash of(byte[] bytes) {
		return new EventHash(bytes.clone());
	}

	/**
	 * The hash that {@link #toString()} writes like this.
	 * @param hex 64 lower-case hex digits
	 * @throws IllegalArgumentException if it is anything else
	 */
	@JsonCreator
	public static EventHash parse(String hex) {
		if (hex.length() != 2 * LENGTH || !hex.chars().allMatch(EventHash::isLowerCaseHex)) {
			throw new IllegalArgumentException(
					"an event hash is " + 2 * LENGTH + " lower-case hex digits, not '" + shortened(hex) + "'");
		}
		return new EventHash(HEX.parseHex(hex));
	}

	private static boolean isLowerCaseHex(int c) {
		return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
	}

	private static String shortened(String text) {
		return (text.length() <= 80) ? text : text.substring(0, 80) + "…";
	}

	/** A copy of the 32 bytes. */
	public byte[] bytes() {
		return this.bytes.clone();
	}

	/**
	 * The first eight bytes, big-endian: the 64-bit hash of {@code runtime.get-chain}.
	 */
	public long firstLong() {
		return ByteBuffer.wrap(this.bytes).getLong();
	}

	/** The bytes themselves, for hashing. */
	byte[] unsafeBytes() {
		return this.bytes;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof EventHash that && Arrays.equals(this.bytes, that.bytes);
	}

	@Override
	public int hashCode() {
		return (int) firstLong();
	}

	/** 64 lower-case hex digits. */
	@JsonValue
	@Override
	public String toString() {
		return HEX.formatHex(this.bytes);
	}

}
