package dev.theater.spring.integration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are there at once, so that nobody who watches sees half of one. */
final class WholeFile {

	private WholeFile() {
	}

	static void replace(Path file, String text) throws IOException {
		replace(file, text.getBytes(StandardCharsets.UTF_8));
	}

	static void replace(Path file, byte[] content) throws IOException {
		Path written = Files.createTempFile("whole", null);
		Files.write(written, content);
		Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
	}

}
