package dev.theater.chain;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes an event's payload: JSON with one key that names the event, its fields below it,
 * such as <code>{"SpawnChildCall":{"manifest":"worker.toml"}}</code>. Bytes are base64.
 * So that no guest can make a chain grow by what it merely passes along, bytes over
 * {@value #MAX_BYTES} are written as their hash and length, and text over
 * {@value #MAX_CHARS} characters with its beginning besides. A list of texts with more
 * characters in all is written as the number of texts, and hash and length of the texts
 * with a line feed after each.
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

	private static final JsonFactory JSON = JsonFactory.builder()
		.enable(StreamWriteFeature.STRICT_DUPLICATE_DETECTION)
		.build();

	private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

	private final JsonGenerator json;

	private EventPayload(String name) {
		this.json = JSON.createGenerator(ObjectWriteContext.empty(), this.out);
		this.json.writeStartObject();
		this.json.writeName(wellFormed(name));
		this.json.writeStartObject();
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
		this.json.writeName(key);
		writeText(value);
		return this;
	}

	/** Adds bytes, or a JSON null. */
	public EventPayload with(String key, byte @Nullable [] value) {
		this.json.writeName(key);
		if (value == null) {
			this.json.writeNull();
		}
		else if (value.length <= MAX_BYTES) {
			this.json.writeBinary(value);
		}
		else {
			this.json.writeStartObject();
			writeHashAndLength(value);
			this.json.writeEndObject();
		}
		return this;
	}

	/** Adds a whole number. */
	public EventPayload with(String key, long value) {
		this.json.writeName(key);
		this.json.writeNumber(value);
		return this;
	}

	/** Adds a truth value. */
	public EventPayload with(String key, boolean value) {
		this.json.writeName(key);
		this.json.writeBoolean(value);
		return this;
	}

	/** Adds a list of texts. */
	public EventPayload with(String key, Collection<String> values) {
		this.json.writeName(key);
		if (values.stream().mapToLong((value) -> value.length() + 1L).sum() > MAX_CHARS) {
			this.json.writeStartObject();
			this.json.writeName("count");
			this.json.writeNumber(values.size());
			writeHashAndLength((String.join("\n", values) + "\n").getBytes(StandardCharsets.UTF_8));
			this.json.writeEndObject();
			return this;
		}
		this.json.writeStartArray();
		values.forEach(this::writeText);
		this.json.writeEndArray();
		return this;
	}

	/** Ends the payload. */
	public byte[] toBytes() {
		this.json.writeEndObject();
		this.json.writeEndObject();
		this.json.close();
		return this.out.toByteArray();
	}

	private void writeText(@Nullable String value) {
		if (value == null) {
			this.json.writeNull();
		}
		else if (value.length() <= MAX_CHARS) {
			this.json.writeString(wellFormed(value));
		}
		else {
			this.json.writeStartObject();
			writeHashAndLength(value.getBytes(StandardCharsets.UTF_8));
			this.json.writeName("start");
			boolean splits = Character.isHighSurrogate(value.charAt(START_CHARS - 1));
			this.json.writeString(wellFormed(value.substring(0, splits ? START_CHARS - 1 : START_CHARS)));
			this.json.writeEndObject();
		}
	}

	private void writeHashAndLength(byte[] value) {
		this.json.writeName("sha256");
		this.json.writeString(HexFormat.of().formatHex(EventScheme.sha256().digest(value)));
		this.json.writeName("length");
		this.json.writeNumber(value.length);
	}

	/**
	 * Messages of Java exceptions may hold half a character, which no UTF-8 can carry.
	 */
	private static String wellFormed(String text) {
		Objects.requireNonNull(text, "text");
		for (int i = 0; i < text.length(); i++) {
			if (Character.isSurrogate(text.charAt(i))) {
				return new String(text.getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16);
			}
		}
		return text;
	}

}
