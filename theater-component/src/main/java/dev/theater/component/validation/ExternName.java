package dev.theater.component.validation;

import java.util.Locale;
import java.util.regex.Pattern;

import dev.theater.component.type.Label;
import dev.theater.component.type.UnsupportedFeatureException;
import org.jspecify.annotations.Nullable;

/**
 * The names of imports and exports (explainer, import and export definitions): plain
 * labels, labels of a resource's functions, interface names with an optional version, and
 * names that point at other components.
 */
public final class ExternName {

	static final String WORDS = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

	/** Patterns recurse over repeated groups, so what they are matched with is short. */
	private static final int MAX_VERSION = 1_000;

	private static final String NUMBER = "(0|[1-9][0-9]*)";

	static final String SEMVER = NUMBER + "\\." + NUMBER + "\\." + NUMBER
			+ "(-(0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)(\\.(0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*)?"
			+ "(\\+[0-9a-zA-Z-]+(\\.[0-9a-zA-Z-]+)*)?";

	private static final Pattern VERSION = Pattern.compile(SEMVER);

	private ExternName() {
	}

	/** What a function is to a resource. */
	enum Kind {

		/** Makes one. */
		CONSTRUCTOR,
		/** Works on one. */
		METHOD,
		/** Belongs to the resource and not to one of its kind. */
		STATIC;

		private String prefix() {
			return "[" + name().toLowerCase(Locale.ROOT) + "]";
		}

	}

	/**
	 * The name of a resource's function.
	 *
	 * @param kind what the function is
	 * @param resource the resource's label
	 * @param function the function's own label, empty for a constructor
	 */
	record Annotated(Kind kind, String resource, String function) {
	}

	/**
	 * Whether a name is an interface name.
	 * @param name such as {@code theater:simple/runtime} or {@code wasi:io/streams@0.2.0}
	 * @return true for an interface name with or without version
	 */
	public static boolean isInterface(String name) {
		int at = name.indexOf('@');
		String path = (at < 0) ? name : name.substring(0, at);
		if (at >= 0 && !isVersion(name.substring(at + 1))) {
			return false;
		}
		int colon = path.indexOf(':');
		int slash = path.indexOf('/');
		return colon > 0 && slash > colon && isWords(path.substring(0, colon))
				&& isWords(path.substring(colon + 1, slash)) && Label.isLabel(path.substring(slash + 1));
	}

	private static boolean isVersion(String text) {
		return text.length() <= MAX_VERSION && VERSION.matcher(text).matches();
	}

	/** Labels without upper case. */
	private static boolean isWords(String text) {
		return Label.isLabel(text) && text.equals(text.toLowerCase(Locale.ROOT));
	}

	/** The parts of a constructor's, method's or static function's name, else null. */
	static @Nullable Annotated annotated(String name) {
		for (Kind kind : Kind.values()) {
			if (name.startsWith(kind.prefix())) {
				String rest = name.substring(kind.prefix().length());
				int dot = (kind != Kind.CONSTRUCTOR) ? rest.indexOf('.') : rest.length();
				boolean labels = dot > 0 && Label.isLabel(rest.substring(0, dot))
						&& (kind == Kind.CONSTRUCTOR || Label.isLabel(rest.substring(dot + 1)));
				return labels ? new Annotated(kind, rest.substring(0, dot),
						(kind != Kind.CONSTRUCTOR) ? rest.substring(dot + 1) : "") : null;
			}
		}
		return null;
	}

	static void requireImport(String name, long offset) {
		if (!DependencyName.matches(name)) {
			requireExport(name, offset);
		}
	}

	static void requireExport(String name, long offset) {
		if (Label.isLabel(name) || isInterface(name) || annotated(name) != null) {
			return;
		}
		if (DependencyName.isOfOtherDraft(name)) {
			throw new UnsupportedFeatureException("names annotated as \"" + name + "\" (async, implements)", offset);
		}
		throw new InvalidComponentException(ValidationRule.NAME,
				"\"" + name
						+ "\" as the name of an import or export; a label such as \"get-chain\", a resource's function"
						+ " such as \"[method]file.read\" or an interface such as"
						+ " \"namespace:package/interface@1.0.0\" is right",
				offset);
	}

	/**
	 * Two names that are equal under this form are not strongly unique: case makes no
	 * difference, nor does it whether a resource's function is a method or static.
	 */
	static String comparable(String name) {
		if (name.indexOf('<') >= 0) {
			return name;
		}
		int at = name.indexOf('@');
		String path = (at < 0) ? name : name.substring(0, at);
		String plain = path.toLowerCase(Locale.ROOT);
		Annotated annotated = annotated(plain);
		if (annotated != null && annotated.kind() != Kind.CONSTRUCTOR) {
			plain = annotated.resource().equals(annotated.function()) ? annotated.resource()
					: annotated.resource() + "." + annotated.function();
		}
		return (at < 0) ? plain : plain + name.substring(at);
	}

}
