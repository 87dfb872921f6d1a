package dev.theater.component.validation;

import java.util.Locale;
import java.util.regex.Pattern;

import dev.theater.component.type.Label;
import dev.theater.component.type.UnsupportedFeatureException;

/**
 * The names of imports and exports (explainer, import and export definitions): plain
 * labels, interface names with an optional version, and names that point at other
 * components.
 */
public final class ExternName {

	private static final Pattern LOWER_WORDS = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

	private static final String NUMBER = "(0|[1-9][0-9]*)";

	private static final Pattern VERSION = Pattern.compile(NUMBER + "\\." + NUMBER + "\\." + NUMBER
			+ "(-(0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)(\\.(0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*)?"
			+ "(\\+[0-9a-zA-Z-]+(\\.[0-9a-zA-Z-]+)*)?");

	private ExternName() {
	}

	/**
	 * Whether a name is an interface name.
	 * @param name such as {@code theater:simple/runtime} or {@code wasi:io/streams@0.2.0}
	 * @return true for an interface name with or without version
	 */
	public static boolean isInterface(String name) {
		int at = name.indexOf('@');
		String path = at < 0 ? name : name.substring(0, at);
		if (at >= 0 && !VERSION.matcher(name.substring(at + 1)).matches()) {
			return false;
		}
		int colon = path.indexOf(':');
		int slash = path.indexOf('/');
		return colon > 0 && slash > colon && LOWER_WORDS.matcher(path.substring(0, colon)).matches()
				&& LOWER_WORDS.matcher(path.substring(colon + 1, slash)).matches()
				&& Label.isLabel(path.substring(slash + 1));
	}

	static void requireImport(String name, long offset) {
		if (isPointer(name, "unlocked-dep=<") || isPointer(name, "locked-dep=<") || isPointer(name, "url=<")
				|| isPointer(name, "integrity=<")) {
			return;
		}
		requireExport(name, offset);
	}

	static void requireExport(String name, long offset) {
		if (Label.isLabel(name) || isInterface(name)) {
			return;
		}
		for (String annotation : new String[] { "[constructor]", "[method]", "[static]", "[implements=<" }) {
			if (name.startsWith(annotation)) {
				throw new UnsupportedFeatureException("names annotated with " + annotation + " (resources)", offset);
			}
		}
		if (name.startsWith("[async")) {
			throw new UnsupportedFeatureException("names annotated with [async] (async)", offset);
		}
		throw new InvalidComponentException(ValidationRule.NAME,
				"\"" + name
						+ "\" as the name of an import or export; a label such as \"get-chain\" or an interface such as"
						+ " \"namespace:package/interface@1.0.0\" is right",
				offset);
	}

	/** Two names that are equal under this form are not strongly unique. */
	static String comparable(String name) {
		return name.indexOf(':') < 0 ? name.toLowerCase(Locale.ROOT) : name;
	}

	private static boolean isPointer(String name, String prefix) {
		return name.startsWith(prefix) && name.indexOf('>') > prefix.length();
	}

}
