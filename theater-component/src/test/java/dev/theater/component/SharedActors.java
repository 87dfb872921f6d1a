package dev.theater.component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

/**
 * The actors that lie beside the project: the system property
 * {@code theater.shared-actors}, else ../shared/actors from the project's root. Where
 * they are missing tests are skipped, except in CI, where they fail.
 */
final class SharedActors {

	static final List<String> NAMES = List.of("basic", "chatty", "counter", "echo", "supervisor-parent");

	private SharedActors() {
	}

	static Path folder() {
		String property = System.getProperty("theater.shared-actors");
		Path folder = property != null ? Path.of(property) : root().resolve("../shared/actors").normalize();
		if (!Files.isDirectory(folder)) {
			String message = "no actors at " + folder.toAbsolutePath() + "; set -Dtheater.shared-actors";
			if (Boolean.parseBoolean(System.getenv("CI"))) {
				throw new IllegalStateException(message);
			}
			Assumptions.abort(message);
		}
		return folder;
	}

	static byte[] component(String name) {
		return read(folder().resolve("bin").resolve(name + ".component.wasm"));
	}

	static byte[] coreModule(String name) {
		return read(folder().resolve("bin").resolve(name + ".core.wasm"));
	}

	static List<Path> expectations() {
		try (Stream<Path> files = Files.list(folder().resolve("expected"))) {
			return files.filter((file) -> file.toString().endsWith(".json")).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] read(Path file) {
		try {
			return Files.readAllBytes(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Maven runs tests in the module's folder, other tools in the root. */
	static Path root() {
		Path here = Path.of("").toAbsolutePath();
		return Files.isDirectory(here.resolve("theater-component")) ? here : here.getParent();
	}

}
