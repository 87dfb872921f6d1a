package dev.theater.spring.autoconfigure;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The messages of an exception and its causes, fit for a log: guests may have had a say
 * in them.
 */
final class FailureText {

	private static final int CAUSES = 10;

	/** Characters of a line at most. */
	private static final int LINE = 500;

	/** How errors begin that guests get, too. */
	private static final Pattern FOR_GUESTS = Pattern.compile("(?:Handler|Actor|Serialization) error: ");

	private FailureText() {
	}

	static String of(@Nullable Throwable failure) {
		Set<String> messages = new LinkedHashSet<>();
		Throwable next = failure;
		for (int i = 0; i < CAUSES && next != null; i++, next = next.getCause()) {
			String message = (next.getMessage() != null) ? next.getMessage() : next.getClass().getName();
			// an exception without words of its own repeats those of its cause
			if (messages.stream().noneMatch((known) -> known.contains(message))) {
				messages.add(message);
			}
		}
		return printable(String.join(System.lineSeparator() + "Caused by: ", messages));
	}

	/**
	 * The same for people alone: without the words by which guests tell apart whose error
	 * it is, and which a message that passed several hands has several times.
	 */
	static String forPeople(@Nullable Throwable failure) {
		return FOR_GUESTS.matcher(of(failure)).replaceAll("");
	}

	/** A sentence and below it, indented, what it is about. */
	static String block(String sentence, String text) {
		return paragraphs(sentence, text.indent(4).stripTrailing().replace("\n", System.lineSeparator()));
	}

	static String paragraphs(String... paragraphs) {
		return String.join(System.lineSeparator() + System.lineSeparator(), paragraphs);
	}

	/** A text as one line of a log that cannot pretend to be two. */
	static String line(String text) {
		String shown = (text.length() <= LINE) ? text : text.substring(0, LINE) + "…";
		return printable(shown.replaceAll("[\\n\\r\\t\\u2028\\u2029]", " "));
	}

	private static String printable(String text) {
		return text.codePoints()
			.map((c) -> (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t') ? '?' : c)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

}
