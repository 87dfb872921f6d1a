package dev.theater.component.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The checked-in list of commands whose components this host refuses, each with the
 * refused feature. A refusal that is not listed is a failure, and so is a listed command
 * that does anything but be refused for that very feature.
 */
final class Expectations {

	private static final String FILE = "expected-refusals.txt";

	private final Map<String, String> features;

	Expectations() {
		this(read());
	}

	/** By command, in place of the list. */
	Expectations(Map<String, String> features) {
		this.features = features;
	}

	private static Map<String, String> read() {
		Map<String, String> read = new LinkedHashMap<>();
		try (InputStream in = Objects.requireNonNull(Expectations.class.getResourceAsStream(FILE))) {
			for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
				int bar = line.indexOf(" | ");
				boolean text = !line.isBlank() && !line.startsWith("#");
				if (text && (bar < 0 || read.put(line.substring(0, bar), line.substring(bar + 3)) != null)) {
					throw new IllegalStateException(FILE + " has the line \"" + line
							+ "\"; \"file:line | feature\" is right, once per command");
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return read;
	}

	/** All commands that are listed. */
	Set<String> commands() {
		return Set.copyOf(this.features.keySet());
	}

	void check(String command, Outcome outcome) {
		@Nullable String expected = this.features.get(command);
		if (outcome instanceof Outcome.Refused refused) {
			if (!refused.feature().equals(expected)) {
				throw new AssertionError("refused for \"" + refused.feature() + "\"; " + FILE
						+ (expected != null ? " says \"" + expected + "\"" : " does not list it"));
			}
		}
		else if (expected != null) {
			throw new AssertionError(
					"not refused (" + outcome + "), but " + FILE + " says that it is, for \"" + expected + "\"");
		}
	}

}
