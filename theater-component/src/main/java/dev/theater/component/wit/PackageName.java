package dev.theater.component.wit;

/**
 * The name of a package.
 *
 * @param namespace such as {@code wasi}
 * @param name such as {@code clocks}
 * @param version such as {@code 0.2.0}, empty where there is none
 */
record PackageName(String namespace, String name, String version) {

	/** The full name of an interface or world of the package. */
	String item(String item) {
		return this.namespace + ":" + this.name + "/" + item + suffix();
	}

	/** The package in the full name of an interface: all but the interface. */
	static PackageName of(String interfaceName) {
		int colon = interfaceName.indexOf(':');
		int slash = interfaceName.indexOf('/');
		int at = interfaceName.indexOf('@');
		return new PackageName(interfaceName.substring(0, colon), interfaceName.substring(colon + 1, slash),
				at < 0 ? "" : interfaceName.substring(at + 1));
	}

	/** The interface in its full name. */
	static String itemOf(String interfaceName) {
		int at = interfaceName.indexOf('@');
		return interfaceName.substring(interfaceName.indexOf('/') + 1, at < 0 ? interfaceName.length() : at);
	}

	private String suffix() {
		return this.version.isEmpty() ? "" : "@" + this.version;
	}

	@Override
	public String toString() {
		return this.namespace + ":" + this.name + suffix();
	}

}
