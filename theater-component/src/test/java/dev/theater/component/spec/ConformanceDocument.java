package dev.theater.component.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The sections of docs/conformance.md that tests write. A normal run compares a section
 * with what was found, so that the document cannot grow old; it is written anew only on
 * demand.
 */
public final class ConformanceDocument {

	private static final String WRITE = "theater.conformance.write";

	private ConformanceDocument() {
	}

	/**
	 * Compares a section with what it should say, or writes it.
	 * @param section its name, as in the comment before and after it
	 * @param text what was found, without the comments
	 * @throws AssertionError if the document says something else
	 */
	public static void check(String section, String text) {
		Path file = SpecFolder.projectRoot().resolve("docs/conformance.md");
		String begin = "<!-- begin " + section + " -->\n";
		String end = "<!-- end " + section + " -->\n";
		try {
			String document = Files.readString(file);
			int from = document.indexOf(begin) + begin.length();
			int to = document.indexOf(end);
			if (from < begin.length() || to < from) {
				throw new AssertionError(file + " lacks the comments around the section " + section);
			}
			String content = "\n" + text.strip() + "\n\n";
			if (document.substring(from, to).equals(content)) {
				return;
			}
			if (!Boolean.getBoolean(WRITE)) {
				throw new AssertionError("docs/conformance.md, section " + section
						+ ", is not what the tests find; run this test with -D" + WRITE
						+ "=true to write it anew, and look at the difference. Found:" + content);
			}
			Files.writeString(file, document.substring(0, from) + content + document.substring(to));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
