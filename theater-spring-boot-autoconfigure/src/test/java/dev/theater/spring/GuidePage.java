package dev.theater.spring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
		assertThat(text())
			.as("%s is not what this test produces; look at the difference, and if it is right, write the "
					+ "page with -Dtheater.docs.write=true", this.file)
			.isEqualTo(text);
	}

}
