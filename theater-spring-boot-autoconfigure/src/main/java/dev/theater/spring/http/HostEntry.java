package dev.theater.spring.http;

/**
 * What a manifest allows to be called: a server, or those of all names below one.
 *
 * @param https whether it is called by {@code https}
 * @param wildcard whether names below the host are meant, and not the host itself
 * @param host the host
 * @param port the port
 */
record HostEntry(boolean https, boolean wildcard, HostName host, int port) {

	private static final String ALLOWED = "; an entry is a host such as \"api.example.com\", \"api.example.com:8443\", "
			+ "\"*.example.com\" or \"[2001:db8::1]\", by https; for http without TLS, \"http://\" stands before it";

	private static final String HTTP = "http://";

	private static final String HTTPS = "https://";

	private static final String ALL_BELOW = "*.";

	/**
	 * Reads an entry.
	 * @throws IllegalArgumentException with what is wrong
	 */
	static HostEntry parse(String text) {
		boolean https = !text.startsWith(HTTP);
		String scheme = https ? HTTPS : HTTP;
		String rest = text.startsWith(scheme) ? text.substring(scheme.length()) : text;
		boolean wildcard = rest.startsWith(ALL_BELOW);
		String authority = wildcard ? rest.substring(ALL_BELOW.length()) : rest;
		int colon = authority.indexOf(':', authority.startsWith("[") ? Math.max(authority.indexOf(']'), 0) : 0);
		try {
			HostName host = HostName.parse((colon < 0) ? authority : authority.substring(0, colon));
			int port = (colon < 0) ? GuestUri.defaultPort(https) : GuestUri.parsePort(authority.substring(colon + 1));
			if (wildcard && (host.address() != null || host.text().indexOf('.') < 0)) {
				throw new IllegalArgumentException("stands for too much; below * there must be a domain");
			}
			return new HostEntry(https, wildcard, host, port);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("\"" + GuestUri.shown(text) + "\" " + ex.getMessage() + ALLOWED, ex);
		}
	}

	/** Whether a guest may call this. */
	boolean allows(GuestUri uri) {
		return this.https == uri.https() && this.port == uri.port() && covers(uri.host().text(), false);
	}

	/** Whether another entry allows nothing that this one does not. */
	boolean covers(HostEntry other) {
		return this.https == other.https && this.port == other.port && covers(other.host.text(), other.wildcard);
	}

	private boolean covers(String name, boolean all) {
		String own = this.host.text();
		return this.wildcard ? name.endsWith("." + own) || all && name.equals(own) : !all && name.equals(own);
	}

	/** Which addresses it may lead to where nothing else is said. */
	Addresses addresses() {
		if (this.host.address() != null) {
			return Addresses.ANY;
		}
		return this.host.isLocalhost() ? Addresses.LOOPBACK : Addresses.PUBLIC;
	}

	@Override
	public String toString() {
		String scheme = this.https ? "" : HTTP;
		String ending = (this.port == GuestUri.defaultPort(this.https)) ? "" : ":" + this.port;
		return scheme + (this.wildcard ? ALL_BELOW : "") + this.host.text() + ending;
	}

}
