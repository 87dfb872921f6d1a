package dev.theater.component.wit;

import java.util.StringJoiner;

/** The text of doc comments. */
final class Docs {

	private Docs() {
	}

	/** The text between the ends of a block comment, without margins of stars. */
	static String ofBlock(String comment) {
		StringJoiner lines = new StringJoiner("\n");
		for (String line : comment.strip().split("\n", -1)) {
			String text = line.strip();
			if (text.startsWith("* ")) {
				text = text.substring(2);
			}
			lines.add(text.equals("*") ? "" : text);
		}
		return lines.toString();
	}

}
