package dev.theater.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** A page of the documentation, in pieces. */
final class Page {

	private final Path file;

	private final String text;

	private Page(Path file) throws IOException {
		this.file = file;
		this.text = Files.readString(file);
	}

	static Path repository() {
		Path folder = Path.of("").toAbsolutePath();
		while (!Files.exists(folder.resolve("mvnw"))) {
			folder = folder.getParent();
			assertThat(folder).as("a folder above this one with mvnw").isNotNull();
		}
		return folder;
	}

	static Page read(String file) throws IOException {
		return new Page(repository().resolve(file));
	}

	List<String> lines() {
		return this.text.lines().toList();
	}

	/** The fenced blocks of a language in the section under a heading. */
	List<String> blocks(String heading, String language) {
		Matcher section = Pattern.compile("(?ms)^## " + Pattern.quote(heading) + "$(.*?)(?=^## |\\z)")
			.matcher(this.text);
		assertThat(section.find()).as(this.file + " has a section '## " + heading + "'").isTrue();
		return blocksIn(section.group(1), language);
	}

	/** All fenced blocks of a language. */
	List<String> blocks(String language) {
		return blocksIn(this.text, language);
	}

	private static List<String> blocksIn(String text, String language) {
		return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$")
			.matcher(text)
			.results()
			.map((block) -> block.group(1))
			.toList();
	}

	/** The only block of a language in the section under a heading. */
	String block(String heading, String language) {
		List<String> blocks = blocks(heading, language);
		assertThat(blocks).as("blocks of " + language + " under '" + heading + "'").hasSize(1);
		return blocks.getFirst();
	}

	/** The files of this repository that it links to. */
	List<Path> links() {
		return Pattern.compile("]\\((?!https?:)([^)#]+)[^)]*\\)")
			.matcher(this.text)
			.results()
			.map((link) -> this.file.resolveSibling(link.group(1)))
			.toList();
	}

}
