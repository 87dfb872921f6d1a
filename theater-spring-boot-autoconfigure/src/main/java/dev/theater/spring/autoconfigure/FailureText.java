package dev.theater.spring.autoconfigure;

import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The messages of an exception and its causes, fit for a log: guests may have had a say
 * in them.
 */
final class FailureText {

	private static final int CAUSES = 10;

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
		return printable(String.join(System.lineSeparator() + "    Caused by: ", messages));
	}

	private static String printable(String text) {
		return text.codePoints()
			.map((c) -> (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t') ? '?' : c)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

}
