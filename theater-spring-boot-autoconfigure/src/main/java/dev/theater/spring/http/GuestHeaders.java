package dev.theater.spring.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import dev.theater.component.type.TupleValue;

import org.springframework.http.HttpHeaders;

/** Which headers a guest may send, and which it is shown. */
final class GuestHeaders {

	static final int MOST = 100;

	/** Characters of names and values together. */
	static final int LONGEST = 16_384;

	/** A token of RFC 9110. */
	private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9!#$%&'*+.^_`|~-]{1,256}");

	private static final Pattern VALUE = Pattern.compile("(?:[!-~](?:[ -~\\t]*[!-~])?)?");

	/**
	 * What belongs to the connection or says whose the request is, what would make a
	 * method of it that was not granted, and what the application's tracing says.
	 */
	private static final Set<String> NOT_TO_SEND = Set.of("host", "content-length", "transfer-encoding", "connection",
			"keep-alive", "te", "trailer", "upgrade", "expect", "http2-settings", "via", "forwarded", "x-real-ip",
			"x-http-method", "x-http-method-override", "x-method-override", "traceparent", "tracestate", "baggage",
			"b3");

	private static final List<String> NOT_TO_SEND_BEGINNINGS = List.of("proxy-", "x-forwarded-", "x-b3-");

	/**
	 * What belongs to the connection, and what would make a guest the holder of a session
	 * that the application's credentials have opened.
	 */
	private static final Set<String> NOT_TO_SHOW = Set.of("connection", "keep-alive", "proxy-connection", "te",
			"trailer", "transfer-encoding", "upgrade", "proxy-authenticate", "proxy-authentication-info", "set-cookie",
			"set-cookie2");

	private GuestHeaders() {
	}

	/**
	 * Reads the headers of a guest's request.
	 * @throws IllegalArgumentException with what is wrong, for the guest
	 */
	static HttpHeaders read(List<?> pairs) {
		if (pairs.size() > MOST) {
			throw new IllegalArgumentException(
					"the request has " + pairs.size() + " headers; at most " + MOST + " are allowed");
		}
		HttpHeaders headers = new HttpHeaders();
		int length = 0;
		for (Object pair : pairs) {
			List<?> values = ((TupleValue) pair).items();
			String name = (String) values.get(0);
			String value = (String) values.get(1);
			length += name.length() + value.length();
			if (length > LONGEST) {
				throw new IllegalArgumentException(
						"the request's headers have more than " + LONGEST + " characters together");
			}
			check(name, value);
			checkMaySend(name);
			headers.add(name, value);
		}
		return headers;
	}

	private static void checkMaySend(String name) {
		// servers that hand headers on as variables take x_forwarded_for for another
		// spelling
		String lower = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-");
		if (NOT_TO_SEND.contains(lower) || NOT_TO_SEND_BEGINNINGS.stream().anyMatch(lower::startsWith)) {
			throw new IllegalArgumentException("header '" + name
					+ "' is not a guest's to set: the runtime, or a proxy on the way, says what it says");
		}
	}

	/**
	 * Refuses what would not be one header.
	 * @throws IllegalArgumentException with what is wrong
	 */
	static void check(String name, String value) {
		if (!isName(name)) {
			throw new IllegalArgumentException("'" + GuestUri.shown(name) + "' is no name of a header, which has "
					+ "letters, digits, - and such, and neither spaces nor control characters");
		}
		if (!VALUE.matcher(value).matches()) {
			throw new IllegalArgumentException("header '" + name + "' has a value with something else than printable "
					+ "ASCII, such as a line break, or with a space at an end");
		}
	}

	static boolean isName(String text) {
		return NAME.matcher(text).matches();
	}

	/** Whether a server may send this as a header's value. */
	static boolean isReadable(String value) {
		return value.chars().allMatch((c) -> c == '\t' || c >= ' ' && c != 0x7f);
	}

	/** The headers of a response, as the guest gets them. */
	static List<TupleValue> shown(HttpHeaders headers) {
		List<TupleValue> shown = new ArrayList<>();
		headers.forEach((name, values) -> {
			if (!NOT_TO_SHOW.contains(name.toLowerCase(Locale.ROOT))) {
				values.forEach((value) -> shown.add(TupleValue.of(name, value)));
			}
		});
		return shown;
	}

}
