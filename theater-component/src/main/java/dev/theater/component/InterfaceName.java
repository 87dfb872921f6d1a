package dev.theater.component;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An interface's name with the part of its version that decides about compatibility: the
 * major version, or for 0.x the minor, or for 0.0.x the patch; a pre-release only fits
 * itself.
 *
 * @param path the name without version
 * @param canonical the deciding part of the version, empty where there is none
 */
record InterfaceName(String path, String canonical) {

	static InterfaceName of(String name) {
		int at = name.indexOf('@');
		return at < 0 ? new InterfaceName(name, "")
				: new InterfaceName(name.substring(0, at), canonicalVersion(name.substring(at + 1)));
	}

	/** Finds a name in a map: exactly, else by a compatible version. */
	static <T> @Nullable T find(Map<String, T> byName, String name) {
		T exact = byName.get(name);
		if (exact != null) {
			return exact;
		}
		InterfaceName wanted = of(name);
		if (wanted.canonical.isEmpty()) {
			return null;
		}
		for (Map.Entry<String, T> entry : byName.entrySet()) {
			if (of(entry.getKey()).equals(wanted)) {
				return entry.getValue();
			}
		}
		return null;
	}

	private static String canonicalVersion(String version) {
		int build = version.indexOf('+');
		String plain = build < 0 ? version : version.substring(0, build);
		if (plain.indexOf('-') >= 0) {
			return plain;
		}
		StringBuilder canonical = new StringBuilder();
		for (String number : plain.split("\\.", -1)) {
			canonical.append(canonical.isEmpty() ? "" : ".").append(number);
			if (!number.equals("0")) {
				break;
			}
		}
		return canonical.toString();
	}

}
