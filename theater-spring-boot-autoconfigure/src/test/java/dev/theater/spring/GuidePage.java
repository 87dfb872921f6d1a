package dev.theater.spring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page of the guide that a test produces: the page must say what the test says, or is
 * written where {@code -Dtheater.docs.write=true} is given.
 */
public final class GuidePage {

	private final Path file;

	/**
	 * @param name such as {@code reference.md}
	 */
	public GuidePage(String name) {
		this.file = Path.of("..", "docs", "guide", name);
	}

	/** What it says now; empty if there is none. */
	public String text() throws IOException {
		return Files.exists(this.file) ? Files.readString(this.file) : "";
	}

	/** Compares the page with what it should say, or writes that. */
	public void mustSay(String text) throws IOException {
		if (Boolean.getBoolean("theater.docs.write")) {
			Files.writeString(this.file, text);
		}
		List<String> there = text().lines().toList();
		List<String> right = text.lines().toList();
		int line = 0;
		while (line < there.size() && line < right.size() && there.get(line).equals(right.get(line))) {
			line++;
		}
		assertThat(line(there, line))
			.as("line %d of %s is not what this test produces; if that is right, write the page by running this test with "
					+ "-Dtheater.docs.write=true, and look at the difference", line + 1, this.file)
			.isEqualTo(line(right, line));
	}

	private static String line(List<String> lines, int number) {
		return (number < lines.size()) ? lines.get(number) : "(the end)";
	}

}
