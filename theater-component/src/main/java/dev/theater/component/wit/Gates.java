package dev.theater.component.wit;

import org.jspecify.annotations.Nullable;

/** Reads the gates before an item (WIT.md, feature gates). */
final class Gates {

	private Gates() {
	}

	static Syntax.Gate read(Cursor cursor) {
		Syntax.Name since = null;
		String feature = null;
		while (cursor.at("@")) {
			Token at = cursor.next();
			Token attribute = cursor.next();
			switch (attribute.text()) {
				case "since" -> since = version(cursor, at, since);
				case "deprecated" -> version(cursor, at, null);
				case "unstable" -> {
					field(cursor, "feature");
					feature = cursor.name("a feature").text();
					cursor.expect(")", "after a feature");
				}
				case "external-id" -> throw WitException.unsupported(at.place(), "external ids", "this item");
				default -> throw Cursor.unexpected(attribute, "one of 'since', 'unstable' and 'deprecated'");
			}
			if (since != null && feature != null) {
				throw new WitException(at.place(), "both @since and @unstable on one item; one of them is right");
			}
		}
		return since == null && feature == null ? Syntax.Gate.OPEN : new Syntax.Gate(since, feature);
	}

	private static Syntax.Name version(Cursor cursor, Token at, Syntax.@Nullable Name before) {
		if (before != null) {
			throw new WitException(at.place(), "@since twice on one item");
		}
		field(cursor, "version");
		String version = cursor.version();
		cursor.expect(")", "after a version");
		return new Syntax.Name(version, at.place());
	}

	/** Up to and with the equals sign, where nothing may be looked at ahead. */
	private static void field(Cursor cursor, String field) {
		cursor.expect("(", "after the gate");
		Token name = cursor.next();
		if (!name.text().equals(field)) {
			throw Cursor.unexpected(name, "'" + field + "'");
		}
		cursor.expect("=", "after '" + field + "'");
	}

}
