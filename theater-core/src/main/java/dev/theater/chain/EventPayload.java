package dev.theater.chain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Writes an event's payload: JSON with one key that names the event, its fields below it,
 * such as <code>{"SpawnChildCall":{"manifest":"worker.toml"}}</code>. Bytes are base64.
 * So that no guest can make a chain grow by what it merely passes along, bytes over
 * {@value #MAX_BYTES} are written as their hash and length, and text over
 * {@value #MAX_CHARS} characters with its beginning besides. A list of texts with more
 * characters in all is written as the number of texts, and hash and length of the texts
 * with a line feed after each.
 * <p>
 * Written without a generator, which would be most of what an event takes to make.
 * <p>
 * For one payload and one thread; after {@link #toBytes()} it is spent. Fields come out
 * in the order they are given, so equal calls make equal bytes.
 */
public final class EventPayload {

	/** Bytes that a value of bytes may have to be written in full. */
	public static final int MAX_BYTES = 1024;

	/** Characters that a text may have to be written in full. */
	public static final int MAX_CHARS = 4096;

	/** Characters of a longer text that are still written. */
	private static final int START_CHARS = 256;

	private byte[] json = new byte[256];

	private int length;

	private final List<String> keys = new ArrayList<>(4);

	private boolean spent;

	private EventPayload(String name) {
		write("{");
		writeString(name);
		write(":{");
	}

	/**
	 * Begins a payload.
	 * @param name what happened, such as {@code SpawnChildCall}; not empty
	 */
	public static EventPayload named(String name) {
		if (name.isEmpty()) {
			throw new IllegalArgumentException("an event's payload needs a name, such as SpawnChildCall");
		}
		return new EventPayload(name);
	}

	/** Adds a text, or a JSON null. */
	public EventPayload with(String key, @Nullable String value) {
		writeName(key);
		writeText(value);
		return this;
	}

	/** Adds bytes, or a JSON null. */
	public EventPayload with(String key, byte @Nullable [] value) {
		writeName(key);
		if (value == null) {
			write("null");
		}
		else if (value.length <= MAX_BYTES) {
			write("\"");
			write(Base64.getEncoder().encode(value));
			write("\"");
		}
		else {
			write("{");
			writeHashAndLength(value);
			write("}");
		}
		return this;
	}

	/** Adds a whole number. */
	public EventPayload with(String key, long value) {
		writeName(key);
		write(String.valueOf(value));
		return this;
	}

	/** Adds a truth value. */
	public EventPayload with(String key, boolean value) {
		writeName(key);
		write(String.valueOf(value));
		return this;
	}

	/** Adds a list of texts. */
	public EventPayload with(String key, Collection<String> values) {
		writeName(key);
		if (values.stream().mapToLong((value) -> value.length() + 1L).sum() > MAX_CHARS) {
			write("{\"count\":" + values.size() + ",");
			writeHashAndLength((String.join("\n", values) + "\n").getBytes(StandardCharsets.UTF_8));
			write("}");
			return this;
		}
		String separator = "[";
		for (String value : values) {
			write(separator);
			writeText(value);
			separator = ",";
		}
		write(values.isEmpty() ? "[]" : "]");
		return this;
	}

	/** Ends the payload. */
	public byte[] toBytes() {
		if (this.spent) {
			throw new IllegalStateException("the payload has ended; toBytes() comes once");
		}
		this.spent = true;
		write("}}");
		return Arrays.copyOf(this.json, this.length);
	}

	private void writeName(String key) {
		if (this.spent || this.keys.contains(key)) {
			throw new IllegalStateException("the field '" + key + "' comes "
					+ (this.spent ? "after the payload's end" : "twice") + "; each comes once, before toBytes()");
		}
		if (!this.keys.isEmpty()) {
			write(",");
		}
		this.keys.add(key);
		writeString(key);
		write(":");
	}

	private void writeText(@Nullable String value) {
		if (value == null) {
			write("null");
		}
		else if (value.length() <= MAX_CHARS) {
			writeString(value);
		}
		else {
			write("{");
			writeHashAndLength(value.getBytes(StandardCharsets.UTF_8));
			write(",\"start\":");
			boolean splits = Character.isHighSurrogate(value.charAt(START_CHARS - 1));
			writeString(value.substring(0, splits ? START_CHARS - 1 : START_CHARS));
			write("}");
		}
	}

	private void writeHashAndLength(byte[] value) {
		write("\"sha256\":\"" + HexFormat.of().formatHex(EventScheme.sha256(value)) + "\",\"length\":" + value.length);
	}

	private void writeString(String text) {
		write("\"");
		if (isPlain(Objects.requireNonNull(text, "text"))) {
			write(text);
		}
		else {
			write(JsonStringEncoder.getInstance().quoteAsUTF8(wellFormed(text)));
		}
		write("\"");
	}

	/** Writes ASCII as it is. */
	private void write(String text) {
		write(text.getBytes(StandardCharsets.US_ASCII));
	}

	private void write(byte[] bytes) {
		int end = this.length + bytes.length;
		if (end > this.json.length) {
			this.json = Arrays.copyOf(this.json, Math.max(2 * this.json.length, end));
		}
		System.arraycopy(bytes, 0, this.json, this.length, bytes.length);
		this.length = end;
	}

	/** Whether JSON writes the text as it is, a byte for each letter. */
	private static boolean isPlain(String text) {
		for (int i = 0; i < text.length(); i++) {
			char letter = text.charAt(i);
			if (letter < ' ' || letter == '"' || letter == '\\' || letter > '~') {
				return false;
			}
		}
		return true;
	}

	/**
	 * Messages of Java exceptions may hold half a character, which no UTF-8 can carry:
	 * there and back puts a whole one in its place.
	 */
	private static String wellFormed(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16);
	}

}
