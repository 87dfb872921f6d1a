package dev.theater.component.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

/**
 * The binaries to begin with: the actors and the component model's own tests that lie
 * beside the project (system properties {@code theater.shared-actors} and
 * {@code theater.component-spec}).
 */
final class Corpus {

	private final List<Sample> samples = new ArrayList<>();

	/** Those of which many mutations get as far as running code. */
	private final List<Sample> deep = new ArrayList<>();

	/** A file. */
	record Sample(String name, byte[] bytes) {
	}

	static Corpus load() {
		Corpus corpus = new Corpus();
		corpus.add(folder("theater.shared-actors", "actors").resolve("bin"));
		corpus.add(folder("theater.component-spec", "component-spec"));
		return corpus;
	}

	private void add(Path folder) {
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.filter((each) -> each.toString().endsWith(".wasm")).sorted().toList()) {
				String name = folder.relativize(file).toString().replace('\\', '/');
				Sample sample = new Sample(name, Files.readAllBytes(file));
				this.samples.add(sample);
				if (!name.contains("/") || name.startsWith("values/") || name.startsWith("linking/")
						|| name.startsWith("resources/")) {
					this.deep.add(sample);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	List<Sample> samples() {
		return this.samples;
	}

	/** Large files are rarer: they cost more and tell no more. */
	Sample pick(Random random) {
		List<Sample> from = random.nextInt(3) > 0 ? this.deep : this.samples;
		Sample sample = from.get(random.nextInt(from.size()));
		return sample.bytes().length > 10_000 && random.nextInt(3) > 0 ? pick(random) : sample;
	}

	private static Path folder(String property, String name) {
		String given = System.getProperty(property);
		Path here = Path.of("").toAbsolutePath();
		Path root = Files.isDirectory(here.resolve("theater-component")) ? here : here.getParent();
		Path folder = given != null ? Path.of(given) : root.resolve("../shared").resolve(name).normalize();
		if (!Files.isDirectory(folder)) {
			String message = "no binaries at " + folder.toAbsolutePath() + "; set -D" + property;
			if (Boolean.parseBoolean(System.getenv("CI"))) {
				throw new IllegalStateException(message);
			}
			Assumptions.abort(message);
		}
		return folder;
	}

}
