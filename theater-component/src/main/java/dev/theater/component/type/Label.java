package dev.theater.component.type;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The names of fields, cases, flags, parameters and functions: words joined by hyphens,
 * each word all lower or all upper case, the first beginning with a letter ({@code label}
 * in the component model's explainer).
 */
public final class Label {

	private Label() {
	}

	/**
	 * Whether a text is a label.
	 * @param text any text
	 * @return true for such as {@code get-chain} or {@code get-URL2}
	 */
	public static boolean isLabel(String text) {
		boolean first = true;
		int begin = 0;
		while (true) {
			int end = text.indexOf('-', begin);
			if (!isWord(text, begin, end < 0 ? text.length() : end, first)) {
				return false;
			}
			if (end < 0) {
				return true;
			}
			begin = end + 1;
			first = false;
		}
	}

	/**
	 * Two labels that are equal under this form may not stand in one scope.
	 * @param label a label
	 * @return the label in lower case
	 */
	public static String comparable(String label) {
		return label.toLowerCase(Locale.ROOT);
	}

	static void require(String name, String what) {
		if (!isLabel(name)) {
			throw new IllegalArgumentException("\"" + name + "\" is not a name for a " + what
					+ "; a label is words joined by hyphens, each word all lower or all upper case,"
					+ " such as \"get-chain\"");
		}
	}

	static void requireUnique(List<String> names, String what) {
		Set<String> seen = new HashSet<>();
		for (String name : names) {
			require(name, what);
			if (!seen.add(comparable(name))) {
				throw new IllegalArgumentException(
						"the " + what + " \"" + name + "\" twice; names may not differ in case only");
			}
		}
	}

	static <T> List<T> notEmpty(List<T> parts, String what, String part) {
		if (parts.isEmpty()) {
			throw new IllegalArgumentException(what + " without any " + part + "; at least one is needed");
		}
		return parts;
	}

	private static boolean isWord(String text, int begin, int end, boolean first) {
		if (begin >= end || (first && !isLetter(text.charAt(begin)))) {
			return false;
		}
		boolean lower = false;
		boolean upper = false;
		for (int i = begin; i < end; i++) {
			char c = text.charAt(i);
			lower |= c >= 'a' && c <= 'z';
			upper |= c >= 'A' && c <= 'Z';
			if (!isLetter(c) && !(c >= '0' && c <= '9')) {
				return false;
			}
		}
		return !(lower && upper);
	}

	private static boolean isLetter(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	}

}
