package dev.theater.spring.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses a host may have that a guest calls. Who holds a name decides where it
 * leads, so a name that the application allows may lead into its own network (server-side
 * request forgery).
 *
 * <p>
 * The ranges are those of the IANA registries of special-purpose addresses (RFC 6890 and
 * its successors). Beside them stand the addresses at which clouds hand credentials to
 * the machines they run: no name leads there, whatever is allowed.
 */
enum Addresses {

	/** Those of the Internet. */
	PUBLIC,
	/** Those of the machine itself. */
	LOOPBACK,
	/** Those of the Internet, of private networks and of the machine itself. */
	PRIVATE,
	/** All, since the manifest names the address itself. */
	ANY;

	private static final List<Range> NEVER = Range.all("0.0.0.0/8", "100.100.100.200/32", "168.63.129.16/32",
			"169.254.0.0/16", "192.0.0.0/24", "224.0.0.0/3", "::/128", "fd00:ec2::/32", "fd20:ce::254/128",
			"2001::/32");

	private static final List<Range> NOT_PUBLIC = Range.all("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8",
			"172.16.0.0/12", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
			"203.0.113.0/24", "::1/128", "fc00::/7", "fec0::/10", "2001::/23", "2001:db8::/32", "3fff::/20");

	/** The only IPv6 addresses that are of the Internet. */
	private static final Range GLOBAL = Range.of("2000::/3");

	/** Translated to an IPv4 address: where in 16 bytes that begins. */
	private static final Range NAT64 = Range.of("64:ff9b::/96");

	private static final int IN_NAT64 = 12;

	private static final Range SIX_TO_FOUR = Range.of("2002::/16");

	private static final int IN_SIX_TO_FOUR = 2;

	/** Whether a host may have this address. */
	boolean include(InetAddress address) {
		return switch (this) {
			case ANY -> true;
			case LOOPBACK -> address.isLoopbackAddress();
			case PUBLIC ->
				!isOneOf(NEVER, behind(address)) && !isOneOf(NOT_PUBLIC, behind(address)) && isGlobal(behind(address));
			case PRIVATE ->
				!isOneOf(NEVER, behind(address)) && (isOneOf(NOT_PUBLIC, behind(address)) || isGlobal(behind(address)));
		};
	}

	private static boolean isGlobal(byte[] address) {
		return address.length == 4 || GLOBAL.has(address);
	}

	private static boolean isOneOf(List<Range> ranges, byte[] address) {
		return ranges.stream().anyMatch((range) -> range.has(address));
	}

	/** The address at which a packet arrives that is sent to this one. */
	private static byte[] behind(InetAddress address) {
		byte[] bytes = address.getAddress();
		if (address instanceof Inet4Address) {
			return bytes;
		}
		if (NAT64.has(bytes)) {
			return Arrays.copyOfRange(bytes, IN_NAT64, IN_NAT64 + 4);
		}
		return SIX_TO_FOUR.has(bytes) ? Arrays.copyOfRange(bytes, IN_SIX_TO_FOUR, IN_SIX_TO_FOUR + 4) : bytes;
	}

	/** The addresses that begin with the same bits. */
	private record Range(byte[] start, int bits) {

		static List<Range> all(String... texts) {
			return Arrays.stream(texts).map(Range::of).toList();
		}

		static Range of(String text) {
			int slash = text.indexOf('/');
			try {
				return new Range(InetAddress.getByName(text.substring(0, slash)).getAddress(),
						Integer.parseInt(text.substring(slash + 1)));
			}
			catch (UnknownHostException ex) {
				throw new IllegalArgumentException("no address: " + text, ex);
			}
		}

		boolean has(byte[] address) {
			if (address.length != this.start.length) {
				return false;
			}
			for (int bit = 0; bit < this.bits; bit++) {
				int mask = 0x80 >> (bit % 8);
				if ((address[bit / 8] & mask) != (this.start[bit / 8] & mask)) {
					return false;
				}
			}
			return true;
		}

	}

}
