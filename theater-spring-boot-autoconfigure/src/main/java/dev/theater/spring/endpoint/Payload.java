package dev.theater.spring.endpoint;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Shows an event's payload as what it is. */
final class Payload {

	/** Jackson's own bounds on depth and length of numbers apply. */
	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private Payload() {
	}

	/**
	 * JSON as maps, lists, texts and numbers, so that whatever writes the answer can
	 * write it; other bytes as such.
	 */
	static Object describe(byte[] payload) {
		Object json = parse(payload);
		return (json != null) ? json : ValueDescriptor.of(payload);
	}

	private static @Nullable Object parse(byte[] payload) {
		try {
			return (payload.length != 0) ? JSON.readValue(payload, Object.class) : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

}
