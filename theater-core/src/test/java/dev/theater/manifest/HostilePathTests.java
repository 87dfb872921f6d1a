package dev.theater.manifest;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What guests may write for names of manifests, components and states, in a directory, a
 * directory on the class path, and an archive on it: none of it leads out of the place.
 */
class HostilePathTests {

	@TempDir
	private Path temp;

	private Path actors;

	private URLClassLoader directories;

	private URLClassLoader archives;

	private final List<ManifestLocation> locations = new ArrayList<>();

	@BeforeEach
	void write() throws IOException {
		this.actors = Files.createDirectories(this.temp.resolve("actors"));
		write("actors/a.toml", manifest("a.wasm", "state/a"));
		write("actors/a.wasm", "component");
		write("actors/state/a", "state");
		write("secret.toml", manifest("secret.wasm", "state/secret"));
		write("secret.wasm", "secret");
		write("state/secret", "secret");
		this.directories = new URLClassLoader(new URL[] { this.temp.toUri().toURL() }, null);
		this.archives = new URLClassLoader(new URL[] { jar().toUri().toURL() }, null);
		this.locations.add(ManifestLocation.directory(this.actors));
		this.locations.add(ManifestLocation.classpath("actors/", this.directories));
		this.locations.add(ManifestLocation.classpath("actors/", this.archives));
	}

	@AfterEach
	void close() throws IOException {
		this.directories.close();
		this.archives.close();
	}

	private static String manifest(String component, String state) {
		return "name = 'a'\ncomponent = '" + component + "'\ninit_state = '" + state + "'\n";
	}

	private void write(String path, String text) throws IOException {
		Path file = this.temp.resolve(path);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

	private Path jar() throws IOException {
		Path jar = this.temp.resolve("actors.jar");
		try (OutputStream out = Files.newOutputStream(jar); JarOutputStream entries = new JarOutputStream(out)) {
			for (String name : List.of("actors/a.toml", "actors/a.wasm", "actors/state/a", "secret.toml", "secret.wasm",
					"state/secret")) {
				entries.putNextEntry(new ZipEntry(name));
				entries.write(Files.readAllBytes(this.temp.resolve(name)));
			}
		}
		return jar;
	}

	private void link(String from, Path to) throws IOException {
		Path link = this.actors.resolve(from);
		Files.createDirectories(link.getParent());
		Files.createSymbolicLink(link, to);
	}

	private static ManifestResolver resolver(ManifestLocation location) {
		return new ManifestResolver(List.of(location));
	}

	// ---- names that are refused before any file is looked at

	private static Stream<Arguments> refused() {
		return Stream.of(Arguments.of("../secret", "contains '..'"), Arguments.of("x/../../secret", "contains '..'"),
				Arguments.of("state/../a", "contains '..'"), Arguments.of("..", "contains '..'"),
				Arguments.of("./a", "just '.'"), Arguments.of("state/./a", "just '.'"), Arguments.of(".", "just '.'"),
				Arguments.of("/etc/passwd", "absolute"), Arguments.of("//server/share/a", "absolute"),
				Arguments.of("..\\secret", "backslash"), Arguments.of("\\\\server\\share\\a", "backslash"),
				Arguments.of("state\\a", "backslash"), Arguments.of("C:/a", "':'"), Arguments.of("C:a", "':'"),
				Arguments.of("a:stream", "':'"), Arguments.of("file:a", "':'"),
				Arguments.of("file:///etc/passwd", "':'"), Arguments.of("http://localhost/a", "':'"),
				Arguments.of("jar:file:a.jar!/a", "':'"), Arguments.of("a\u0000", "control character"),
				Arguments.of("a\u0000.wasm", "control character"), Arguments.of("a\nb", "control character"),
				Arguments.of("a\u001bb", "control character"), Arguments.of("a\u007f", "control character"),
				Arguments.of("a\u202eb", "control character"), Arguments.of("a\u200bb", "control character"),
				Arguments.of("state//a", "empty part"), Arguments.of("state/", "empty part"),
				Arguments.of("", "is empty"), Arguments.of(" ", "is empty"),
				Arguments.of("x".repeat(201), "201 characters"), Arguments.of("a/".repeat(100) + "b", "201 characters"),
				Arguments.of("\u00e4".repeat(128), "256 bytes"), Arguments.of("a.", "ends with a dot or a space"),
				Arguments.of("a ", "ends with a dot or a space"), Arguments.of("...", "ends with a dot or a space"),
				Arguments.of(".. /secret", "ends with a dot or a space"), Arguments.of("state./a", "ends with a dot"),
				Arguments.of("con", "device on Windows"), Arguments.of("NUL", "device on Windows"),
				Arguments.of("Aux.wasm", "device on Windows"), Arguments.of("prn.tar.gz", "device on Windows"),
				Arguments.of("state/com1", "device on Windows"), Arguments.of("LPT9.x/a", "device on Windows"),
				Arguments.of("com\u00b9", "device on Windows"), Arguments.of("conin$", "device on Windows"),
				Arguments.of("nul .wasm", "device on Windows"));
	}

	@ParameterizedTest
	@MethodSource("refused")
	void noLocationReadsIt(String path, String why) {
		for (ManifestLocation location : this.locations) {
			ManifestException ex = catchThrowableOfType(ManifestException.class, () -> location.read(path));
			assertThat(ex).as("%s in %s", path, location).isNotNull();
			assertThat(ex.getMessage()).contains("is outside " + location.description()).contains(why);
			assertThat(ex.getMessage().codePoints()).noneMatch(Character::isISOControl);
		}
	}

	@ParameterizedTest
	@MethodSource("refused")
	void noManifestIsCalledSo(String path, String why) {
		for (ManifestLocation location : this.locations) {
			assertThatExceptionOfType(ManifestException.class).isThrownBy(() -> resolver(location).resolve(path))
				.withMessageContaining("is outside the configured locations")
				.withMessageContaining(why);
		}
	}

	/** Written in a manifest, a path may go up by {@code ..}, but not out. */
	private static Stream<Arguments> refusedInManifests() {
		return Stream.concat(
				refused().filter((refused) -> !List.of("state/../a", "./a", "state/./a", ".").contains(refused.get()[0])
						&& !String.valueOf(refused.get()[0]).matches("(?s).*\\p{Cntrl}.*")
						&& !List.of("contains '..'", "is empty").contains(refused.get()[1])),
				Stream.of(Arguments.of("", "is blank"), Arguments.of(" ", "is blank"),
						Arguments.of("../secret", "leads out"), Arguments.of("state/../../secret", "leads out"),
						Arguments.of("..", "leads out"), Arguments.of(".", "names no file"),
						Arguments.of("state/..", "names no file")));
	}

	@ParameterizedTest
	@MethodSource("refusedInManifests")
	void noComponentIsCalledSo(String path, String why) throws IOException {
		write("actors/bad.toml", "name = 'a'\ncomponent = '" + path + "'\n");
		for (ManifestLocation location : this.locations.subList(0, 2)) {
			assertThatExceptionOfType(ManifestException.class).isThrownBy(() -> resolver(location).resolve("bad.toml"))
				.withMessageContaining("component")
				.withMessageContaining(why);
		}
		assertThatExceptionOfType(ManifestException.class)
			.isThrownBy(() -> resolver(this.locations.get(2)).inline("name = 'a'\ncomponent = '" + path + "'\n"))
			.withMessageContaining(why);
	}

	@ParameterizedTest
	@ValueSource(strings = { "../state/secret", "state/../../state/secret", "a.wasm", "state/../a.wasm", "/etc/passwd",
			"State/a", "state", "state/", "state/..", "file:state/a", "state\\a", "state/con", "state/a.",
			"stateless/a" })
	void noStateIsCalledSo(String path) throws IOException {
		write("actors/bad.toml", manifest("a.wasm", path));
		for (ManifestLocation location : this.locations.subList(0, 2)) {
			assertThatExceptionOfType(ManifestException.class).isThrownBy(() -> resolver(location).resolve("bad.toml"))
				.withMessageContaining("init_state '");
		}
	}

	// ---- names that are what they are, and lead nowhere

	@ParameterizedTest
	@ValueSource(strings = { "%2e%2e/secret.toml", "..%2fsecret.toml", "%2e%2e%2fsecret.toml", "a%2etoml", "%61.toml",
			"a.toml%00", "a.toml?x", "a.toml#x", "a.toml;x", "a.toml!/x", "~/secret.toml", "$HOME/secret.toml",
			"${user.home}", "*.toml", "a.tom?", "..\u2215secret.toml", "\uff0e\uff0e/secret.toml", "A.TOML", "a.toml/x",
			"state", "con-a.toml", "console.toml", "com10", "nully/x" })
	void nothingIsDecodedOrExpanded(String path) {
		for (ManifestLocation location : this.locations) {
			assertThat(location.read(path)).as("%s in %s", path, location).isEmpty();
		}
	}

	@Test
	void aFileIsFoundByItsNameAsItIs() throws IOException {
		for (String name : List.of("%2e%2e.toml", "a b.toml", "\u00e4.toml", "a#b.toml", "a?b.toml", "a+b.toml",
				"console.toml", "com10.toml", "..a.toml", ".hidden.toml", "x".repeat(195) + ".toml")) {
			write("actors/" + name, "name = 'found'");
			for (ManifestLocation location : this.locations.subList(0, 2)) {
				assertThat(location.read(name)).as("%s in %s", name, location).isPresent();
			}
		}
	}

	// ---- links

	@ParameterizedTest
	@ValueSource(strings = { "file", "relative", "through a directory", "chain" })
	void linksThatLeadOutAreRefusedForManifestsComponentsAndStates(String kind) throws IOException {
		String directory = "";
		switch (kind) {
			case "file" -> links("", this.temp);
			case "relative" -> links("", Path.of(".."));
			case "through a directory" -> {
				link("out", this.temp);
				directory = "out/";
			}
			default -> {
				link("hop", Path.of("out"));
				link("out", this.temp);
				directory = "hop/";
			}
		}
		write("actors/component.toml", "name = 'a'\ncomponent = '" + directory + "secret.wasm'\n");
		write("actors/state.toml", manifest("a.wasm", directory.isEmpty() ? "state/secret" : "state/out/secret"));
		if (!directory.isEmpty()) {
			link("state/out", this.temp.resolve("state"));
		}
		for (ManifestLocation location : this.locations.subList(0, 2)) {
			ManifestResolver resolver = resolver(location);
			String manifest = directory + "secret.toml";
			refusesLink(location, () -> resolver.resolve(manifest));
			refusesLink(location, () -> resolver.resolve("component.toml").component());
			refusesLink(location, () -> resolver.resolve("state.toml").initState());
			String component = directory + "secret.wasm";
			refusesLink(location, () -> resolver.inline("name = 'a'\ncomponent = '" + component + "'\n").component());
		}
	}

	private void links(String directory, Path to) throws IOException {
		link(directory + "secret.toml", to.resolve("secret.toml"));
		link(directory + "secret.wasm", to.resolve("secret.wasm"));
		link(directory + "state/secret",
				(to.isAbsolute() ? to : Path.of("..").resolve(to)).resolve("state").resolve("secret"));
	}

	private void refusesLink(ManifestLocation location, Runnable read) {
		ManifestException ex = catchThrowableOfType(ManifestException.class, read::run);
		assertThat(ex).as("in %s", location).isNotNull();
		assertThat(ex.getMessage()).contains("it is a link that leads out").contains(location.description());
		// a class path's directory is not told
		assertThat(resolver(location).withoutPlaces(ex.getMessage())).doesNotContain(this.temp.toString());
	}

	@Test
	void aFileThatBecomesALinkThatLeadsOutIsRefusedFromThenOn() throws IOException {
		for (ManifestLocation location : this.locations.subList(0, 2)) {
			write("actors/b.toml", "mine");
			assertThat(location.read("b.toml")).isPresent();
			Files.delete(this.actors.resolve("b.toml"));
			link("b.toml", this.temp.resolve("secret.toml"));
			refusesLink(location, () -> location.read("b.toml"));
			Files.delete(this.actors.resolve("b.toml"));
		}
	}

	@Test
	void linksThatStayInsideAreFollowed() throws IOException {
		link("b.toml", Path.of("a.toml"));
		link("deep", Path.of("state"));
		for (ManifestLocation location : this.locations.subList(0, 2)) {
			assertThat(location.read("b.toml")).isPresent();
			assertThat(location.read("deep/a")).contains("state".getBytes(StandardCharsets.UTF_8));
		}
	}

	// ---- what is no file, or too large

	@Test
	void aDirectoryIsNoManifestNoComponentAndNoState() throws IOException {
		Files.createDirectories(this.actors.resolve("d.toml"));
		Files.createDirectories(this.actors.resolve("d.wasm"));
		Files.createDirectories(this.actors.resolve("state/d"));
		write("actors/component.toml", "name = 'a'\ncomponent = 'd.wasm'\n");
		write("actors/state.toml", manifest("a.wasm", "state/d"));
		for (ManifestLocation location : this.locations.subList(0, 2)) {
			ManifestResolver resolver = resolver(location);
			doesNotExist(() -> resolver.resolve("d.toml"));
			doesNotExist(() -> resolver.resolve("component.toml").component());
			doesNotExist(() -> resolver.resolve("state.toml").initState());
			assertThat(resolver.resolve("a.toml").initState()).isPresent();
		}
	}

	private static void doesNotExist(Runnable read) {
		assertThatExceptionOfType(ManifestException.class).isThrownBy(read::run)
			.withMessageContaining("does not exist");
	}

	@Test
	void aFileThatIsTooLargeIsRefused() throws IOException {
		try (RandomAccessFile file = new RandomAccessFile(this.actors.resolve("a.wasm").toFile(), "rw")) {
			file.setLength(FileContents.MAX_BYTES + 1L);
		}
		for (ManifestLocation location : this.locations.subList(0, 2)) {
			assertThatExceptionOfType(ManifestException.class)
				.isThrownBy(() -> resolver(location).resolve("a.toml").component())
				.withMessage("a.wasm: cannot be read from " + location.description()
						+ ": it has more than 67108864 bytes, the most that a file may have");
		}
	}

	@Test
	void whatCannotBeReadIsNotToldWithItsPlace() throws IOException {
		Files.createSymbolicLink(this.actors.resolve("loop.toml"), Path.of("loop.toml"));
		Files.createDirectories(this.actors.resolve("state"));
		for (ManifestLocation location : this.locations.subList(0, 2)) {
			ManifestResolver resolver = resolver(location);
			ManifestException ex = catchThrowableOfType(ManifestException.class, () -> resolver.resolve("loop.toml"));
			assertThat(resolver.withoutPlaces(ex.getMessage())).doesNotContain(this.temp.toString());
		}
	}

}
