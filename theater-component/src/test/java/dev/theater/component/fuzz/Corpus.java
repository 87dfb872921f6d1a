package dev.theater.component.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import dev.theater.component.wasm.WasmEngine;
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

	/** All core modules: nested in those, and the guests of the fence's tests. */
	private final List<Sample> modules = new ArrayList<>();

	/** A file. */
	record Sample(String name, byte[] bytes) {
	}

	static Corpus load() {
		Corpus corpus = new Corpus();
		corpus.add(folder("theater.shared-actors", "actors").resolve("bin"));
		corpus.add(folder("theater.component-spec", "component-spec"));
		Set<ByteBuffer> known = new HashSet<>();
		corpus.samples.forEach((sample) -> corpus.addModules(sample.name(), sample.bytes(), known));
		guests().forEach((guest) -> corpus.addModules(guest.name(), guest.bytes(), known));
		return corpus;
	}

	private void addModules(String name, byte[] file, Set<ByteBuffer> known) {
		for (BinaryTree part : BinaryTree.of(file).all()) {
			byte[] bytes = part.bytes();
			if (!part.component && bytes.length > 8 && known.add(ByteBuffer.wrap(bytes))) {
				this.modules.add(new Sample(name, bytes));
			}
		}
	}

	private static List<Sample> guests() {
		try {
			Path folder = Path.of(Objects.requireNonNull(Corpus.class.getResource("/fence")).toURI());
			List<Sample> guests = new ArrayList<>();
			try (Stream<Path> files = Files.list(folder)) {
				for (Path file : files.filter((each) -> each.toString().endsWith(".wasm")).sorted().toList()) {
					guests.add(new Sample(file.getFileName().toString(), Files.readAllBytes(file)));
				}
			}
			for (String name : List.of("warm-up.wasm", "warm-up-shared.wasm")) {
				try (InputStream in = Objects.requireNonNull(WasmEngine.class.getResourceAsStream(name), name)) {
					guests.add(new Sample(name, in.readAllBytes()));
				}
			}
			return guests;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
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

	List<Sample> modules() {
		return this.modules;
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
