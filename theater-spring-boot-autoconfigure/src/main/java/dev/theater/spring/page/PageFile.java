package dev.theater.spring.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.util.MimeType;

/** The files that the page is made of. */
enum PageFile {

	/** Which is answered to whoever asks for no part. */
	PAGE("page.html", new MimeType("text", "html", StandardCharsets.UTF_8)),

	SCRIPT("page.js", new MimeType("text", "javascript", StandardCharsets.UTF_8)),

	STYLES("page.css", new MimeType("text", "css", StandardCharsets.UTF_8));

	private final String part;

	private final MimeType type;

	private volatile byte @Nullable [] content;

	PageFile(String part, MimeType type) {
		this.part = part;
		this.type = type;
	}

	/** The file that is this part of the page. */
	static Optional<PageFile> of(@Nullable String part) {
		if (part == null) {
			return Optional.of(PAGE);
		}
		return Arrays.stream(values()).filter((file) -> file != PAGE && file.part.equals(part)).findFirst();
	}

	MimeType type() {
		return this.type;
	}

	byte[] content() {
		byte[] read = this.content;
		if (read == null) {
			read = read();
			this.content = read;
		}
		return read.clone();
	}

	private byte[] read() {
		try (InputStream in = PageFile.class.getResourceAsStream(this.part)) {
			if (in == null) {
				throw new IllegalStateException(
						this.part + " is not beside " + PageFile.class.getName() + ", where theater's jar has it");
			}
			return in.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
