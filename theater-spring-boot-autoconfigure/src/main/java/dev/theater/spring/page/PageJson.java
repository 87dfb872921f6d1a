package dev.theater.spring.page;

import java.io.OutputStream;

import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what the page reads. Not the application's mapper, which may name or order
 * things otherwise.
 */
final class PageJson {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.disable(StreamWriteFeature.AUTO_CLOSE_TARGET, StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
		.build();

	private PageJson() {
	}

	/** As UTF-8, on one line. */
	static byte[] bytes(Object value) {
		return MAPPER.writeValueAsBytes(value);
	}

	/** The same, without closing or flushing what it is written to. */
	static void write(Object value, OutputStream out) {
		MAPPER.writeValue(out, value);
	}

}
