package dev.theater.component.validation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names that earlier drafts of the explainer have: imports that point at other components
 * by package, URL or hash, and annotations that have become something else since.
 */
final class DependencyName {

	private static final String PACKAGE = ExternName.WORDS + ":" + ExternName.WORDS;

	private static final String LOWER = ">=" + ExternName.SEMVER;

	private static final String UPPER = "<" + ExternName.SEMVER;

	private static final String RANGE = "@(\\*|\\{(" + LOWER + "|" + UPPER + "|" + LOWER + " " + UPPER + ")\\})";

	private static final String HASH = "sha(256|384|512)-[A-Za-z0-9+/]+={0,2}(\\?[!-;=?-~]*)?";

	private static final String INTEGRITY = "integrity=<" + HASH + "( +" + HASH + ")*>";

	private static final Pattern POINTER = Pattern
		.compile("unlocked-dep=<" + PACKAGE + "(" + RANGE + ")?>" + "|locked-dep=<" + PACKAGE + "(@" + ExternName.SEMVER
				+ ")?>(," + INTEGRITY + ")?" + "|url=<[^<>]*>(," + INTEGRITY + ")?" + "|" + INTEGRITY);

	private static final Pattern ANNOTATION = Pattern
		.compile("\\[(async|async method|async static|implements=<([^<>]*)>)\\](.*)");

	/** Patterns recurse over repeated groups, so what they are matched with is short. */
	private static final int MAX_LENGTH = 2_000;

	private DependencyName() {
	}

	/** Whether an import's name points at another component. */
	static boolean matches(String name) {
		return name.length() <= MAX_LENGTH && POINTER.matcher(name).matches();
	}

	/** Whether a name has an annotation that other drafts know, in its right form. */
	static boolean isOfOtherDraft(String name) {
		Matcher matcher = ANNOTATION.matcher(name);
		if (name.length() > MAX_LENGTH || !matcher.matches()) {
			return false;
		}
		String rest = matcher.group(3);
		return switch (matcher.group(1)) {
			case "async" -> ExternName.annotated("[constructor]" + rest) != null;
			case "async method", "async static" -> ExternName.annotated("[method]" + rest) != null;
			default -> ExternName.isInterface(matcher.group(2)) && ExternName.annotated("[constructor]" + rest) != null;
		};
	}

}
