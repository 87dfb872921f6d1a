package dev.theater.spring.autoconfigure;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import dev.theater.manifest.ManifestException;
import dev.theater.manifest.ManifestLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ManifestLocationsTests {

	@TempDir
	Path directory;

	@Test
	void readsFromADirectoryWithOrWithoutASlash() throws Exception {
		Files.writeString(this.directory.resolve("desk.toml"), "from a directory");
		for (String location : List.of("file:" + this.directory, "file:" + this.directory + "/",
				this.directory.toUri().toString())) {
			assertThat(read(location(location), "desk.toml")).isEqualTo("from a directory");
		}
	}

	@Test
	void refusesToLeaveADirectoryThroughALink() throws Exception {
		Path outside = Files.writeString(this.directory.resolve("secret.toml"), "secret");
		Path actors = Files.createDirectory(this.directory.resolve("actors"));
		Files.createSymbolicLink(actors.resolve("desk.toml"), outside);
		ManifestLocation location = location("file:" + actors);
		assertThatExceptionOfType(ManifestException.class).isThrownBy(() -> location.read("desk.toml"));
	}

	@Test
	void readsFromAJarOnTheClassPath() throws Exception {
		try (URLClassLoader loader = jar("actors/desk.toml", "from a jar")) {
			ManifestLocation location = new ManifestLocations(new DefaultResourceLoader(loader))
				.from(List.of("classpath:/actors/"))
				.getFirst();
			assertThat(read(location, "desk.toml")).isEqualTo("from a jar");
			assertThat(location.read("other.toml")).isEmpty();
		}
	}

	@Test
	void takesAPlainPathForOneOnTheClassPath() throws Exception {
		try (URLClassLoader loader = jar("actors/desk.toml", "from a jar")) {
			ManifestLocation location = new ManifestLocations(new DefaultResourceLoader(loader)).from(List.of("actors"))
				.getFirst();
			assertThat(read(location, "desk.toml")).isEqualTo("from a jar");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "classpath:/no-such-place/", "file:/no/such/place/" })
	void doesNotMindAPlaceThatIsNotThere(String place) {
		assertThat(location(place).read("desk.toml")).isEmpty();
	}

	@Test
	void keepsTheirOrder() {
		assertThat(new ManifestLocations(new DefaultResourceLoader()).from(List.of("file:/b/", "classpath:/a/")))
			.extracting(ManifestLocation::description)
			.containsExactly("directory /b", "classpath:/a/");
	}

	@Test
	void readsWhatOnlySpringCanRead() throws Exception {
		Files.writeString(this.directory.resolve("desk.toml"), "from a resource");
		ManifestLocation location = resource();
		assertThat(read(location, "desk.toml")).isEqualTo("from a resource");
		assertThat(location.read("other.toml")).isEmpty();
		assertThat(location.description()).isEqualTo("shop:actors");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/etc/passwd", "../secret.toml", "a/../../secret.toml", "./desk.toml", "a//b.toml",
			"..\\secret.toml", "file:/etc/passwd", "%2e%2e/secret.toml", "a\nb" })
	void refusesToLeaveWhatOnlySpringCanRead(String path) throws Exception {
		ManifestLocation location = resource();
		assertThatExceptionOfType(ManifestException.class).isThrownBy(() -> location.read(path))
			.withMessageContaining("outside shop:actors");
	}

	private ManifestLocation resource() {
		return new ResourceManifestLocation("shop:actors", new FileSystemResource(this.directory + "/"));
	}

	private static ManifestLocation location(String location) {
		return new ManifestLocations(new DefaultResourceLoader()).from(List.of(location)).getFirst();
	}

	private static String read(ManifestLocation location, String path) {
		return new String(location.read(path).orElseThrow(), StandardCharsets.UTF_8);
	}

	private URLClassLoader jar(String entry, String content) throws IOException {
		Path jar = this.directory.resolve("actors.jar");
		try (OutputStream out = Files.newOutputStream(jar); ZipOutputStream zip = new ZipOutputStream(out)) {
			zip.putNextEntry(new ZipEntry(entry));
			zip.write(content.getBytes(StandardCharsets.UTF_8));
			zip.closeEntry();
		}
		return new URLClassLoader(new URL[] { jar.toUri().toURL() }, null);
	}

}
