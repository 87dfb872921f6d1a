package dev.theater.supervision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.theater.test.Puppet;

/**
 * Manifests and components in a directory, as a developer changes them. There are several
 * builds of the puppet, which differ in a text that they know.
 */
final class ChangingFiles {

	/** The build that everybody else has. */
	static final String FIRST = "err unknown command: ";

	/** Answers to a command that it does not know with another text. */
	static final String SECOND = "err what do you mean: ".substring(0, FIRST.length());

	static final String THIRD = "err never heard this: ".substring(0, FIRST.length());

	private final Path directory;

	ChangingFiles(Path directory) {
		this.directory = directory;
	}

	Path directory() {
		return this.directory;
	}

	/** Writes a manifest with all grants, whose component has the same name. */
	ChangingFiles actor(String name, String more) {
		return write(name + ".toml", Puppet.manifest(name, more)
			.replace("component = \"puppet.wasm\"", "component = \"" + name + ".wasm\""));
	}

	/** Writes a text. */
	ChangingFiles write(String name, String text) {
		return write(name, text.getBytes(StandardCharsets.UTF_8));
	}

	/** Writes a build of the puppet. */
	ChangingFiles build(String name, String unknownCommand) {
		return write(name + ".wasm", puppet(unknownCommand));
	}

	/** Writes the component of the example that counts: its state must be a number. */
	ChangingFiles counter(String name) {
		try {
			return write(name + ".wasm",
					Files.readAllBytes(Path.of("../theater-example-actors/src/main/resources/actors/counter.wasm")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] puppet(String unknownCommand) {
		byte[] puppet = Puppet.location().read("puppet.wasm").orElseThrow();
		String code = new String(puppet, StandardCharsets.ISO_8859_1);
		if (!code.contains(FIRST) || FIRST.length() != unknownCommand.length()) {
			throw new IllegalArgumentException("'" + FIRST + "' cannot be replaced by '" + unknownCommand + "'");
		}
		return code.replace(FIRST, unknownCommand).getBytes(StandardCharsets.ISO_8859_1);
	}

	private ChangingFiles write(String name, byte[] content) {
		try {
			Path file = this.directory.resolve(name);
			Files.createDirectories(file.getParent());
			Files.write(file, content);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	ChangingFiles delete(String name) {
		try {
			Files.delete(this.directory.resolve(name));
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
