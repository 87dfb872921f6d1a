package dev.theater.manifest;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ManifestLocationTests {

	@TempDir
	private Path temp;

	private Path actors;

	@BeforeEach
	void writeFiles() throws IOException {
		this.actors = Files.createDirectories(this.temp.resolve("actors"));
		Files.createDirectories(this.actors.resolve("team"));
		Files.writeString(this.actors.resolve("a.toml"), "a");
		Files.writeString(this.actors.resolve("team/b.toml"), "b");
		Files.writeString(this.actors.resolve("a.wasm"), "w");
		Files.writeString(this.temp.resolve("secret.toml"), "secret");
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Test
	void aDirectoryGivesOutItsFiles() {
		ManifestLocation location = ManifestLocation.directory(this.actors);
		assertThat(location.read("a.toml")).contains(bytes("a"));
		assertThat(location.read("team/b.toml")).contains(bytes("b"));
		assertThat(location.read("c.toml")).isEmpty();
		assertThat(location.read("team")).isEmpty();
		assertThat(location.read("a.toml/c")).isEmpty();
		assertThat(location.names(".toml")).containsExactlyInAnyOrder("a.toml", "team/b.toml");
		assertThat(location.description()).isEqualTo("directory " + this.actors);
	}

	@Test
	void aDirectoryThatIsNotThereHasNothing() {
		ManifestLocation location = ManifestLocation.directory(this.temp.resolve("nowhere"));
		assertThat(location.read("a.toml")).isEmpty();
		assertThat(location.names(".toml")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "../secret.toml", "team/../../secret.toml", "team/../a.toml", "/etc/passwd", "a\\b", "c:a",
			"", ".", "..", "a\u0000", "./a.toml", "team//b.toml" })
	void aDirectoryRefusesPathsThatLeadOut(String path) {
		assertThatExceptionOfType(ManifestException.class)
			.isThrownBy(() -> ManifestLocation.directory(this.actors).read(path))
			.withMessageContaining("is outside directory " + this.actors);
	}

	@Test
	void aDirectoryRefusesLinksThatLeadOut() throws IOException {
		Files.createSymbolicLink(this.actors.resolve("link.toml"), this.temp.resolve("secret.toml"));
		Files.createSymbolicLink(this.actors.resolve("relative.toml"), Path.of("..", "secret.toml"));
		Files.createSymbolicLink(this.actors.resolve("out"), this.temp);
		Files.createSymbolicLink(this.actors.resolve("hop"), Path.of("out"));
		// begins like the location's own path, but is another directory
		Path sibling = Files.createDirectories(this.temp.resolve("actors-secret"));
		Files.writeString(sibling.resolve("s.toml"), "s");
		Files.createSymbolicLink(this.actors.resolve("sibling"), sibling);
		ManifestLocation location = ManifestLocation.directory(this.actors);
		for (String path : new String[] { "link.toml", "relative.toml", "out/secret.toml", "hop/secret.toml",
				"sibling/s.toml" }) {
			assertThatExceptionOfType(ManifestException.class).isThrownBy(() -> location.read(path))
				.withMessageContaining("it is a link that leads out");
		}
	}

	@Test
	void aDirectoryFollowsLinksThatStayInside() throws IOException {
		Files.createSymbolicLink(this.actors.resolve("inside.toml"), Path.of("team", "b.toml"));
		assertThat(ManifestLocation.directory(this.actors).read("inside.toml")).contains(bytes("b"));
	}

	@Test
	void aDirectoryMayItselfBeALink() throws IOException {
		Path link = Files.createSymbolicLink(this.temp.resolve("linked"), this.actors);
		assertThat(ManifestLocation.directory(link).read("a.toml")).contains(bytes("a"));
	}

	@Test
	void aDirectorySaysWhenItCannotBeRead() throws IOException {
		Files.createSymbolicLink(this.actors.resolve("loop.toml"), Path.of("loop.toml"));
		assertThatExceptionOfType(ManifestException.class)
			.isThrownBy(() -> ManifestLocation.directory(this.actors).read("loop.toml"))
			.withMessageContaining("cannot be read from directory " + this.actors)
			.withCauseInstanceOf(IOException.class);
	}

	private Stream<URLClassLoader> loaders() throws IOException {
		return Stream.of(loader(this.temp), loader(jar(true)), loader(jar(false)));
	}

	private static URLClassLoader loader(Path path) throws IOException {
		return new URLClassLoader(new URL[] { path.toUri().toURL() }, null);
	}

	private Path jar(boolean withDirectories) throws IOException {
		Path jar = this.temp.resolve(withDirectories + ".jar");
		try (OutputStream out = Files.newOutputStream(jar); JarOutputStream entries = new JarOutputStream(out)) {
			if (withDirectories) {
				entries.putNextEntry(new ZipEntry("actors/"));
				entries.putNextEntry(new ZipEntry("actors/team/"));
			}
			for (String name : new String[] { "actors/a.toml", "actors/team/b.toml", "secret.toml" }) {
				entries.putNextEntry(new ZipEntry(name));
				entries.write(bytes(name.equals("actors/a.toml") ? "a" : "b"));
			}
		}
		return jar;
	}

	@Test
	void theClassPathGivesOutItsFiles() throws IOException {
		for (URLClassLoader loader : loaders().toList()) {
			try (loader) {
				for (String prefix : new String[] { "actors", "actors/", "/actors/" }) {
					ManifestLocation location = ManifestLocation.classpath(prefix, loader);
					assertThat(location.read("a.toml")).contains(bytes("a"));
					assertThat(location.read("team/b.toml")).contains(bytes("b"));
					assertThat(location.read("c.toml")).isEmpty();
					assertThat(location.read("team")).isEmpty();
					assertThat(location.description()).isEqualTo("classpath:/actors/");
				}
			}
		}
	}

	@Test
	void theClassPathListsItsFilesWhereItCan() throws IOException {
		try (URLClassLoader files = loader(this.temp); URLClassLoader jar = loader(jar(true))) {
			assertThat(ManifestLocation.classpath("actors/", files).names(".toml")).containsExactlyInAnyOrder("a.toml",
					"team/b.toml");
			assertThat(ManifestLocation.classpath("actors/", jar).names(".toml")).containsExactlyInAnyOrder("a.toml",
					"team/b.toml");
			assertThat(ManifestLocation.classpath("nowhere/", jar).names(".toml")).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "../secret.toml", "team/../../secret.toml", "/secret.toml", "", "a\\b", "file:/etc/passwd",
			"..", "a\n" })
	void theClassPathRefusesPathsThatLeadOut(String path) throws IOException {
		for (URLClassLoader loader : loaders().toList()) {
			try (loader) {
				assertThatExceptionOfType(ManifestException.class)
					.isThrownBy(() -> ManifestLocation.classpath("actors/", loader).read(path))
					.withMessageContaining("is outside classpath:/actors/");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "..", "a/../b", "a:b", "a\\b", "//a" })
	void theClassPathRefusesAPrefixThatIsNoPlace(String prefix) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ManifestLocation.classpath(prefix, ManifestLocationTests.class.getClassLoader()))
			.withMessageContaining("is no place on the class path");
	}

}
