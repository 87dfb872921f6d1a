package dev.theater.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The key {@code recipients} of {@code [[handler]] type = "message-server"}: which actors
 * a guest may send messages and requests to and open channels to. An entry is one of the
 * words for actors near the sender, or a pattern of paths, in whose segments {@code *}
 * stands for one and {@code **} for any number of them, none included. Without the key a
 * guest may reach everybody whose id it knows.
 */
public final class Recipients {

	/** The key's name. */
	public static final String KEY = "recipients";

	private static final Set<String> WORDS = Set.of("parent", "children", "siblings", "descendants", "itself");

	private static final int MAX_ENTRIES = 100;

	private static final int MAX_LENGTH = 1_000;

	private static final int SHOWN = 80;

	private Recipients() {
	}

	/** Why this is no value of the key, and what would be; empty if it is one. */
	public static Optional<String> whyInvalid(Object value) {
		if (!(value instanceof List<?> entries)) {
			return Optional.of("is " + shown(value) + "; it must be an array of strings, each " + allowed());
		}
		if (entries.size() > MAX_ENTRIES) {
			return Optional.of("has " + entries.size() + " entries; at most " + MAX_ENTRIES
					+ " are allowed, so name more actors at once by a pattern such as \"desk/*\"");
		}
		for (Object entry : entries) {
			String why = (entry instanceof String text) ? whyNoPattern(text) : "it is no string";
			if (why != null) {
				return Optional.of("has the entry " + shown(entry) + ": " + why + "; an entry must be " + allowed());
			}
		}
		return Optional.empty();
	}

	private static String allowed() {
		return "\"parent\", \"children\", \"siblings\", \"descendants\", \"itself\", "
				+ "or a pattern of paths such as \"desk/*\" or \"desk/**\"";
	}

	private static @Nullable String whyNoPattern(String entry) {
		if (entry.length() > MAX_LENGTH) {
			return "it has " + entry.length() + " characters, and at most " + MAX_LENGTH + " are allowed";
		}
		if (entry.codePoints().anyMatch(Character::isISOControl)) {
			return "it contains a control character";
		}
		for (String segment : entry.split("/", -1)) {
			if (segment.isBlank()) {
				return entry.isBlank() ? "it is empty" : "it has an empty segment";
			}
			if (segment.indexOf('*') >= 0 && !segment.equals("*") && !segment.equals("**")) {
				return "* stands for a whole segment, not for a part as in '" + shownText(segment) + "'";
			}
		}
		return null;
	}

	private static String shown(Object value) {
		return (value instanceof String text) ? '"' + shownText(text) + '"' : shownText(String.valueOf(value));
	}

	private static String shownText(String text) {
		String printable = text.replaceAll("\\p{Cntrl}", "?");
		return (printable.length() > SHOWN) ? printable.substring(0, SHOWN) + "…" : printable;
	}

	/**
	 * Whether an actor may reach another.
	 * @param grant the sender's keys, which were checked when its manifest was loaded
	 * @param from the sender's path
	 * @param to the receiver's
	 */
	static boolean allow(Map<String, Object> grant, String from, String to) {
		if (!(grant.get(KEY) instanceof List<?> entries)) {
			return true;
		}
		return entries.stream().anyMatch((entry) -> allows((String) entry, from, to));
	}

	/**
	 * Whether an entry of a child reaches nobody whom its parent does not reach. Words
	 * mean others there than they do for the parent.
	 * @param entry an entry of the child
	 * @param most the parent's entries
	 */
	public static boolean within(String entry, List<?> most) {
		return switch (entry) {
			case "itself", "parent" -> true;
			case "siblings" -> most.contains("children") || most.contains("descendants");
			case "children", "descendants" -> most.contains("descendants");
			default -> most.contains(entry);
		};
	}

	private static boolean allows(String entry, String from, String to) {
		if (!WORDS.contains(entry)) {
			return matches(entry, to);
		}
		return switch (entry) {
			case "itself" -> to.equals(from);
			case "parent" -> !to.isEmpty() && to.equals(above(from));
			case "children" -> from.equals(above(to));
			case "descendants" -> to.startsWith(from + "/");
			default -> !to.equals(from) && above(to).equals(above(from));
		};
	}

	/** The parent's path; empty of one that the application started. */
	private static String above(String path) {
		return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
	}

	/**
	 * Whether a path fits a pattern. Where the segments after a {@code **} do not fit, it
	 * takes one more and they are tried again; an earlier one never needs to, so that the
	 * work stays within the product of both lengths.
	 */
	private static boolean matches(String pattern, String path) {
		String[] wanted = pattern.split("/", -1);
		String[] segments = path.split("/", -1);
		int at = 0;
		int next = 0;
		int afterStars = -1;
		int taken = 0;
		while (at < segments.length) {
			if (next < wanted.length && wanted[next].equals("**")) {
				afterStars = ++next;
				taken = at;
			}
			else if (next < wanted.length && (wanted[next].equals("*") || wanted[next].equals(segments[at]))) {
				next++;
				at++;
			}
			else if (afterStars >= 0) {
				next = afterStars;
				at = ++taken;
			}
			else {
				return false;
			}
		}
		while (next < wanted.length && wanted[next].equals("**")) {
			next++;
		}
		return next == wanted.length;
	}

}
