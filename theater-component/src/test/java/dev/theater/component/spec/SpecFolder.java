package dev.theater.component.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import static org.junit.jupiter.api.Assumptions.abort;

/**
 * The component model's own tests, which lie beside the project: the system property
 * {@code theater.component-spec}, else ../shared/component-spec from the project's root.
 * Where they are missing tests are skipped, except in CI, where they fail.
 */
public final class SpecFolder {

	private SpecFolder() {
	}

	/**
	 * Finds the folder.
	 * @return the folder, which exists
	 */
	public static Path path() {
		String property = System.getProperty("theater.component-spec");
		Path folder = property != null ? Path.of(property)
				: projectRoot().resolve("../shared/component-spec").normalize();
		if (Files.isDirectory(folder)) {
			return folder;
		}
		String message = "no tests of the component model at " + folder.toAbsolutePath()
				+ "; set -Dtheater.component-spec to the folder that holds them";
		if (Boolean.parseBoolean(System.getenv("CI"))) {
			throw new IllegalStateException(message);
		}
		return abort(message);
	}

	/** Maven runs tests in the module's folder, other tools in the root. */
	static Path projectRoot() {
		Path here = Path.of("").toAbsolutePath();
		return Files.isDirectory(here.resolve("theater-component")) ? here : here.getParent();
	}

	/** Every script, sorted by name. */
	static List<Script> scripts() {
		List<Script> scripts = new ArrayList<>();
		Path folder = path();
		try (Stream<Path> files = Files.find(folder, 3, (file, attributes) -> file.endsWith("spec.json"))) {
			for (Path file : files.sorted().toList()) {
				JsonNode json = new ObjectMapper().readTree(file.toFile());
				List<JsonNode> commands = new ArrayList<>();
				json.get("commands").forEach(commands::add);
				scripts.add(new Script(json.get("source").asString(), file.getParent(), commands));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return scripts;
	}

	/**
	 * One script.
	 *
	 * @param source its name in the standard's repository, such as values/realloc.wast
	 * @param folder where its binaries are
	 * @param commands in order
	 */
	record Script(String source, Path folder, List<JsonNode> commands) {

		/** The first part of the name. */
		String group() {
			return this.source.substring(0, this.source.indexOf('/'));
		}

		byte[] file(String name) {
			try {
				return Files.readAllBytes(this.folder.resolve(name));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
