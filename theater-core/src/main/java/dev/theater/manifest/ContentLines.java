package dev.theater.manifest;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A TOML text without the lines that say nothing: blank ones, and comments that stand
 * alone. The parser's time grows with the cube of how many of those follow one another,
 * and a guest may hand over a text of nothing else. Knows which line each was.
 */
final class ContentLines {

	/**
	 * So many may follow one another where they are part of a string, or seem to be: what
	 * is a string for this class is none for the parser where another mistake comes
	 * before.
	 */
	private static final int MOST_IN_A_ROW = 100;

	private final StringBuilder text = new StringBuilder();

	private final List<Integer> numbers = new ArrayList<>();

	private int firstOfTooMany;

	private ContentLines() {
	}

	static ContentLines of(String toml) {
		ContentLines content = new ContentLines();
		String open = null;
		int number = 1;
		int inARow = 0;
		for (int at = 0; at < toml.length(); number++) {
			int feed = toml.indexOf('\n', at);
			int end = (feed < 0) ? toml.length() : feed + 1;
			String line = toml.substring(at, end);
			inARow = (open != null && saysNothing(line)) ? inARow + 1 : 0;
			if (inARow > MOST_IN_A_ROW) {
				content.firstOfTooMany = number - MOST_IN_A_ROW;
				return content;
			}
			if (open != null || !saysNothing(line)) {
				content.text.append(line);
				content.numbers.add(number);
				open = openAfter(line, open);
			}
			at = end;
		}
		return content;
	}

	/** Where too many lines of a string begin that say nothing; 0 if nowhere. */
	int firstOfTooMany() {
		return this.firstOfTooMany;
	}

	String text() {
		return this.text.toString();
	}

	/** Where a line of {@link #text()} stands in the whole text; both count from 1. */
	int original(int line) {
		return (line >= 1 && line <= this.numbers.size()) ? this.numbers.get(line - 1) : line;
	}

	private static boolean saysNothing(String line) {
		for (int i = 0; i < line.length(); i++) {
			switch (line.charAt(i)) {
				case ' ', '\t', '\r', '\n' -> {
					// go on
				}
				case '#' -> {
					return true;
				}
				default -> {
					return false;
				}
			}
		}
		return true;
	}

	/**
	 * The delimiter of the string of several lines that is open at a line's end, if one
	 * is.
	 * @param before what was open at its beginning
	 */
	private static @Nullable String openAfter(String line, @Nullable String before) {
		String open = before;
		int at = 0;
		while (at < line.length()) {
			char next = line.charAt(at);
			if (open != null) {
				if (line.startsWith(open, at)) {
					at = behindQuotes(line, at + 3, next);
					open = null;
				}
				else {
					at += (next == '\\' && open.charAt(0) == '"') ? 2 : 1;
				}
			}
			else if (next == '#') {
				return null;
			}
			else if (next == '"' || next == '\'') {
				String delimiter = String.valueOf(next).repeat(3);
				boolean several = line.startsWith(delimiter, at);
				open = several ? delimiter : null;
				at = several ? at + 3 : behindString(line, at + 1, next);
			}
			else {
				at++;
			}
		}
		return open;
	}

	/** Two quotes may stand before the three that close. */
	private static int behindQuotes(String line, int from, char quote) {
		int at = from;
		while (at < line.length() && at < from + 2 && line.charAt(at) == quote) {
			at++;
		}
		return at;
	}

	private static int behindString(String line, int from, char quote) {
		int at = from;
		while (at < line.length() && line.charAt(at) != quote) {
			at += (line.charAt(at) == '\\' && quote == '"') ? 2 : 1;
		}
		return at + 1;
	}

}
