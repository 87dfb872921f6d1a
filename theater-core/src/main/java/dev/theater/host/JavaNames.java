package dev.theater.host;

import java.util.Locale;

/** How the names of WIT are written in Java. */
final class JavaNames {

	private JavaNames() {
	}

	/** {@code place-order} as {@code placeOrder}, {@code get-URL} as {@code getURL}. */
	static String camelCase(String label) {
		StringBuilder name = new StringBuilder();
		for (String word : label.split("-")) {
			name.append(name.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
		}
		return name.toString();
	}

	/** {@code sold-out} as {@code SOLD_OUT}. */
	static String constant(String label) {
		return label.replace('-', '_').toUpperCase(Locale.ROOT);
	}

	/**
	 * Whether a name in Java is that of a label. It may end in an underscore, which makes
	 * a name of a keyword: {@code default_}.
	 */
	static boolean isOf(String label, String name) {
		String camelCase = camelCase(label);
		return name.equals(camelCase) || name.equals(camelCase + "_");
	}

}
