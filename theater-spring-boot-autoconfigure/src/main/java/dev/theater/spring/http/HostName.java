package dev.theater.spring.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A host as a URI or a manifest names it, in the one spelling that there is of it here:
 * nothing that two readers could take for two hosts is read at all. So an IPv4 address is
 * four decimal numbers (RFC 3986, section 3.2.2), and not one of the shorter, octal or
 * hexadecimal forms that resolvers take besides.
 *
 * @param text in lower case; an IPv6 address in brackets, with all its groups
 * @param address of a name that is an address; null of any other
 */
record HostName(String text, @Nullable InetAddress address) {

	private static final int LONGEST = 253;

	private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

	/** What the URL Standard calls a host that ends in a number. */
	private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");

	private static final Pattern IPV4 = Pattern
		.compile("(0|[1-9][0-9]{0,2})\\.(0|[1-9][0-9]{0,2})\\.(0|[1-9][0-9]{0,2})\\.(0|[1-9][0-9]{0,2})");

	private static final Pattern IPV6 = Pattern.compile("[0-9a-f:.]{2,45}");

	/**
	 * Reads a host.
	 * @throws IllegalArgumentException with what is wrong, to be put after the host
	 */
	static HostName parse(String host) {
		if (host.isEmpty()) {
			throw new IllegalArgumentException("is empty");
		}
		if (host.chars().anyMatch((c) -> c > '~' || c <= ' ')) {
			throw new IllegalArgumentException(
					"has a character that is not printable ASCII; an international name is written as xn--…");
		}
		String text = host.toLowerCase(Locale.ROOT);
		return text.startsWith("[") ? ipv6(text) : nameOrIpv4(text);
	}

	private static HostName ipv6(String text) {
		String inside = text.endsWith("]") ? text.substring(1, text.length() - 1) : "";
		if (!IPV6.matcher(inside).matches() || inside.indexOf(':') < 0) {
			throw new IllegalArgumentException("is no IPv6 address in brackets, such as [2001:db8::1]");
		}
		try {
			// in brackets it is never looked up
			InetAddress address = InetAddress.getByName("[" + inside + "]");
			if (!(address instanceof Inet6Address)) {
				throw new IllegalArgumentException("is an IPv4 address in the form of IPv6; write it as IPv4");
			}
			return new HostName("[" + address.getHostAddress() + "]", address);
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException("is no IPv6 address", ex);
		}
	}

	private static HostName nameOrIpv4(String text) {
		if (text.length() > LONGEST) {
			throw new IllegalArgumentException("has more than " + LONGEST + " characters");
		}
		String[] labels = text.split("\\.", -1);
		for (String label : labels) {
			if (!LABEL.matcher(label).matches()) {
				throw new IllegalArgumentException(label.isEmpty() ? "has a dot at an end, or two in a row"
						: "has the part '" + label + "', which is no part of a host's name");
			}
		}
		return NUMBER.matcher(labels[labels.length - 1]).matches() ? ipv4(text) : new HostName(text, null);
	}

	private static HostName ipv4(String text) {
		Matcher matcher = IPV4.matcher(text);
		byte[] bytes = new byte[4];
		for (int i = 0; i < bytes.length; i++) {
			int number = matcher.matches() ? Integer.parseInt(matcher.group(i + 1)) : 256;
			if (number > 255) {
				throw new IllegalArgumentException(
						"ends in a number and is no IPv4 address of four decimal numbers, such as 192.0.2.1");
			}
			bytes[i] = (byte) number;
		}
		try {
			return new HostName(text, InetAddress.getByAddress(bytes));
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException("four bytes are an address", ex);
		}
	}

	boolean isLocalhost() {
		return this.text.equals("localhost");
	}

	/** The text as a resolver or a certificate has it, without brackets. */
	String bare() {
		return this.text.startsWith("[") ? this.text.substring(1, this.text.length() - 1) : this.text;
	}

}
