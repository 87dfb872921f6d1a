package dev.theater.spring.startup;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An application in a folder of its own that is not going to start. */
final class FailedStart {

	private static final Path GUESTS = Path.of("..", "theater-core", "src", "test", "resources", "guests");

	/** What may be granted, so that a guest's imports are no reason to fail. */
	static final String ALL = """
			[[handler]]
			type = "runtime"
			[[handler]]
			type = "supervisor"
			[[handler]]
			type = "message-server"
			""";

	/** Set by native images; Spring has looked at it before and is not deceived. */
	private static final String IMAGE_CODE = "org.graalvm.nativeimage.imagecode";

	private boolean nativeImage;

	private final Path directory;

	private final List<Class<?>> sources = new ArrayList<>(List.of(Application.class));

	private final List<String> properties = new ArrayList<>();

	/**
	 * @param directory empty; its {@code actors} becomes the only location of manifests
	 */
	FailedStart(Path directory) {
		this.directory = directory;
		property("theater.manifest-locations=file:" + directory + "/actors/");
	}

	Path actors() {
		return this.directory.resolve("actors");
	}

	/** Adds a line to {@code application.properties}. */
	FailedStart property(String line) {
		this.properties.add(line);
		return this;
	}

	/** Adds a class of beans. */
	FailedStart with(Class<?> source) {
		this.sources.add(source);
		return this;
	}

	FailedStart file(String name, String text) {
		return file(name, text.getBytes(StandardCharsets.UTF_8));
	}

	FailedStart file(String name, byte[] bytes) {
		try {
			Path file = actors().resolve(name);
			Files.createDirectories(file.getParent());
			Files.write(file, bytes);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A guest of the core's tests. */
	static byte[] guest(String name) {
		try {
			return Files.readAllBytes(GUESTS.resolve(name + ".wasm"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The root actor {@code desk}, which does what it is told, with more in its manifest.
	 */
	FailedStart desk(String more) {
		return desk("puppet", more);
	}

	/** The root actor {@code desk} of a guest of the core's tests. */
	FailedStart desk(String guest, String more) {
		return property("theater.actors.desk.manifest=desk.toml").file("desk.wasm", guest(guest))
			.file("desk.toml", "name = \"desk\"\ncomponent = \"desk.wasm\"\n" + more);
	}

	/** The static child {@code worker} of {@code desk}, with more in its manifest. */
	FailedStart worker(String more) {
		return desk(ALL + "[[child]]\nmanifest = \"worker.toml\"\n").file("worker.toml",
				"name = \"worker\"\ncomponent = \"desk.wasm\"\n" + more);
	}

	/** A manifest that is a link. */
	FailedStart link(String name, String target) {
		try {
			Files.createSymbolicLink(actors().resolve(name), Path.of(target));
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Makes a file as large as this. */
	FailedStart resize(String name, long bytes) {
		try (RandomAccessFile file = new RandomAccessFile(actors().resolve(name).toFile(), "rw")) {
			file.setLength(bytes);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Has theater think that this is a native image. */
	FailedStart nativeImage() {
		this.nativeImage = true;
		return this;
	}

	/** Starts it for real. */
	ConfigurableApplicationContext run() {
		try {
			Files.write(this.directory.resolve("application.properties"), this.properties);
			if (this.nativeImage) {
				System.setProperty(IMAGE_CODE, "runtime");
			}
			return new SpringApplicationBuilder(this.sources.toArray(Class<?>[]::new)).web(WebApplicationType.NONE)
				.run("--spring.config.location=file:" + this.directory + "/", "--spring.main.banner-mode=off");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			System.clearProperty(IMAGE_CODE);
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
