package dev.theater.spring.http;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URI that a guest asks for, read once. What goes to the server is written from what
 * was read, so nobody can read it in another way later on. The grammar is that of RFC
 * 3986 without what a request has no use for: user information and fragments.
 *
 * @param https whether the scheme is {@code https}
 * @param host the host
 * @param port the port, which may be the scheme's own
 * @param target path and query, beginning with a slash
 */
record GuestUri(boolean https, HostName host, int port, String target) {

	static final int HTTPS_PORT = 443;

	static final int HTTP_PORT = 80;

	private static final int LONGEST = 8192;

	private static final int SHOWN = 200;

	private static final Pattern SHAPE = Pattern.compile("(?<scheme>[a-zA-Z][a-zA-Z0-9+.-]*)://(?<authority>[^/?#]*)"
			+ "(?<path>(?:/[^?#]*)?)(?<query>(?:\\?[^#]*)?)(?<fragment>(?:#.*)?)");

	/** What path and query may have of RFC 3986 beside letters, digits and %XX. */
	private static final String MARKS = "-._~!$&'()*+,;=:@/?";

	private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");

	/**
	 * Reads a URI.
	 * @throws IllegalArgumentException with what is wrong, for the guest
	 */
	static GuestUri parse(String text) {
		if (text.length() > LONGEST) {
			throw new IllegalArgumentException(
					"the uri has " + text.length() + " characters; at most " + LONGEST + " are allowed");
		}
		if (text.chars().anyMatch((c) -> c <= ' ' || c > '~' || c == '\\')) {
			throw refused(text, "has a character that no URI has, such as a space, a backslash or one beyond ASCII; "
					+ "write it as %XX");
		}
		Matcher parts = SHAPE.matcher(text);
		if (!parts.matches()) {
			throw refused(text, "is not of the form https://host/path");
		}
		if (!parts.group("fragment").isEmpty()) {
			throw refused(text, "has a fragment, which is never sent; leave out # and what follows");
		}
		String path = parts.group("path");
		String target = (path.isEmpty() ? "/" : path) + parts.group("query");
		if (!isTarget(target)) {
			throw refused(text, "has a character in path or query that must be written as %XX, or a % without two "
					+ "hexadecimal digits");
		}
		boolean https = isHttps(text, parts.group("scheme").toLowerCase(Locale.ROOT));
		return authority(text, https, parts.group("authority"), target);
	}

	/** Not by a pattern, which would take stack for each character. */
	private static boolean isTarget(String text) {
		for (int i = 0; i < text.length(); i++) {
			char letter = text.charAt(i);
			boolean escape = letter == '%' && i + 2 < text.length() && isHex(text.charAt(i + 1))
					&& isHex(text.charAt(i + 2));
			if (!escape && !(letter < 0x80 && Character.isLetterOrDigit(letter)) && MARKS.indexOf(letter) < 0) {
				return false;
			}
		}
		return true;
	}

	private static boolean isHex(char letter) {
		return letter < 0x80 && Character.digit(letter, 16) >= 0;
	}

	private static boolean isHttps(String text, String scheme) {
		return switch (scheme) {
			case "https" -> true;
			case "http" -> false;
			default -> throw refused(text, "has the scheme '" + scheme + "'; it must be https or http");
		};
	}

	private static GuestUri authority(String text, boolean https, String authority, String target) {
		if (authority.indexOf('@') >= 0) {
			throw new IllegalArgumentException(
					"the uri has user information before its host; credentials belong in a header");
		}
		try {
			int colon = authority.startsWith("[") ? authority.indexOf(':', authority.indexOf(']') + 1)
					: authority.indexOf(':');
			HostName host = HostName.parse((colon < 0) ? authority : authority.substring(0, colon));
			return new GuestUri(https, host,
					(colon < 0) ? defaultPort(https) : parsePort(authority.substring(colon + 1)), target);
		}
		catch (IllegalArgumentException ex) {
			throw refused(text, "names no host that can be called: '" + shown(authority) + "' " + ex.getMessage());
		}
	}

	/**
	 * Reads a port.
	 * @throws IllegalArgumentException with what is wrong, to be put after the authority
	 */
	static int parsePort(String digits) {
		int port = PORT.matcher(digits).matches() ? Integer.parseInt(digits) : 0;
		if (port < 1 || port > 65_535) {
			throw new IllegalArgumentException(
					"has the port '" + shown(digits) + "'; a port is a number from 1 to 65535");
		}
		return port;
	}

	static int defaultPort(boolean https) {
		return https ? HTTPS_PORT : HTTP_PORT;
	}

	private static IllegalArgumentException refused(String text, String why) {
		return new IllegalArgumentException("uri '" + shown(text) + "' " + why);
	}

	/** A guest's text as part of a message. */
	static String shown(String text) {
		String printable = text.replaceAll("[^ -~]", "?");
		return (printable.length() > SHOWN) ? printable.substring(0, SHOWN) + "…" : printable;
	}

	/**
	 * The server, such as {@code https://example.com} or {@code http://10.0.0.5:8080}.
	 */
	String origin() {
		return (this.https ? "https://" : "http://") + this.host.text()
				+ ((this.port == defaultPort(this.https)) ? "" : ":" + this.port);
	}

	URI toUri() {
		return URI.create(toString());
	}

	@Override
	public String toString() {
		return origin() + this.target;
	}

}
