package dev.theater.component;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

	/** Finds a name in a map: exactly, else the newest of the compatible versions. */
	static <T> @Nullable T find(Map<String, T> byName, String name) {
		T exact = byName.get(name);
		if (exact != null) {
			return exact;
		}
		String found = findName(byName.keySet(), name);
		return found != null ? byName.get(found) : null;
	}

	/** Finds a name: exactly, else the newest of the compatible versions. */
	static @Nullable String findName(Set<String> names, String name) {
		if (names.contains(name)) {
			return name;
		}
		InterfaceName wanted = of(name);
		if (wanted.canonical.isEmpty()) {
			return null;
		}
		String newest = null;
		for (String each : names) {
			if (of(each).equals(wanted) && (newest == null || isNewer(each, newest))) {
				newest = each;
			}
		}
		return newest;
	}

	/**
	 * Compares the numbers of two versions; what is compatible has the same pre-release.
	 */
	private static boolean isNewer(String name, String other) {
		List<BigInteger> one = numbers(name);
		List<BigInteger> two = numbers(other);
		for (int i = 0; i < Math.min(one.size(), two.size()); i++) {
			int compared = one.get(i).compareTo(two.get(i));
			if (compared != 0) {
				return compared > 0;
			}
		}
		return false;
	}

	private static List<BigInteger> numbers(String name) {
		String version = name.substring(name.indexOf('@') + 1).split("[-+]", 2)[0];
		return Arrays.stream(version.split("\\.", -1)).map(BigInteger::new).toList();
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
