package dev.theater.spring.page;

import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what the page reads. Not the application's mapper, which may name or order
 * things otherwise.
 */
final class PageJson {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private PageJson() {
	}

	/** As UTF-8, on one line. */
	static byte[] bytes(Object value) {
		return MAPPER.writeValueAsBytes(value);
	}

}
