package dev.theater.spring.page;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What stands after the page's address, and the headers that each answer has. The page
 * needs nothing from anywhere else, so it is allowed nothing else.
 */
final class PageParts {

	static final String ENDPOINT = "theaterui";

	static final String PART = "part";

	static final String SETTINGS = "settings";

	static final String CHANGES = "changes";

	static final String STREAM = "stream";

	static final String AFTER = "after";

	/** Says that the page was asked for by its alias. */
	static final String ALIAS = "alias";

	static final String CSRF_HEADER = "Theater-Csrf-Header";

	static final String CSRF_TOKEN = "Theater-Csrf-Token";

	private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
			+ "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
			+ "require-trusted-types-for 'script'; trusted-types 'none'";

	private PageParts() {
	}

	static Map<String, String> headers(@Nullable String part) {
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("Content-Security-Policy", POLICY);
		headers.put("X-Content-Type-Options", "nosniff");
		headers.put("Referrer-Policy", "no-referrer");
		headers.put("Cross-Origin-Resource-Policy", "same-origin");
		headers.put("Cache-Control", PageFile.of(part).isPresent() ? "no-cache" : "no-store");
		if (STREAM.equals(part)) {
			headers.put("X-Accel-Buffering", "no");
		}
		return headers;
	}

}
