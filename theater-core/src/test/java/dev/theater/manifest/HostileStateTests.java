package dev.theater.manifest;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What lies below {@code state/} of a location is all that {@code init_state} reads,
 * whatever links, pipes and loops lie there, and nothing tells what lies outside.
 */
@Timeout(30)
class HostileStateTests {

	@TempDir
	private Path temp;

	private Path actors;

	private URLClassLoader loader;

	private List<ManifestLocation> locations;

	@BeforeEach
	void write() throws IOException {
		// the place itself may be a link to a directory of another name
		this.actors = Files.createDirectories(this.temp.resolve("real"));
		Files.createSymbolicLink(this.temp.resolve("actors"), Path.of("real"));
		write("real/a.toml", manifest("state/a"));
		write("real/a.wasm", "component");
		write("real/state/a", "state");
		write("secret", "secret");
		write("state/secret", "secret");
		this.loader = new URLClassLoader(new URL[] { this.temp.toUri().toURL() }, null);
		this.locations = List.of(ManifestLocation.directory(this.temp.resolve("actors")),
				ManifestLocation.classpath("actors/", this.loader));
	}

	@AfterEach
	void close() throws IOException {
		this.loader.close();
	}

	private static String manifest(String state) {
		return "name = 'a'\ncomponent = 'a.wasm'\ninit_state = '" + state + "'\n";
	}

	private void write(String path, String text) throws IOException {
		Path file = this.temp.resolve(path);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

	private void link(String from, String to) throws IOException {
		Path link = this.actors.resolve(from);
		Files.createDirectories(link.getParent());
		Files.createSymbolicLink(link, Path.of(to));
	}

	/** Makes {@code state} itself a link, and what was there before {@code kept}. */
	private void linkState(String to) throws IOException {
		Files.move(this.actors.resolve("state"), this.actors.resolve("kept"));
		link("state", to);
	}

	/** The state that a manifest with this path has. */
	private String state(ManifestLocation location, String path) throws IOException {
		return state(location, "m.toml", path);
	}

	private String state(ManifestLocation location, String manifest, String path) throws IOException {
		write("real/" + manifest, manifest(path));
		return new String(new ManifestResolver(List.of(location)).resolve(manifest).initState().orElseThrow(),
				StandardCharsets.UTF_8);
	}

	private String refusal(ManifestLocation location, String path) {
		ManifestException ex = catchThrowableOfType(ManifestException.class, () -> state(location, path));
		assertThat(ex).as("%s in %s", path, location).isNotNull();
		return new ManifestResolver(List.of(location)).withoutPlaces(ex.getMessage());
	}

	private void refuses(String path, String why) {
		for (ManifestLocation location : this.locations) {
			assertThat(refusal(location, path)).contains(why).doesNotContain(this.temp.toString());
		}
	}

	// ---- links below state/

	@Test
	void aLinkFromThereToAManifestOrComponentIsRefused() throws IOException {
		link("state/manifest", "../a.toml");
		link("state/component", this.actors.resolve("a.wasm").toString());
		link("state/hop", "manifest");
		link("state/up", "..");
		link("state/sub/up", "../..");
		for (String path : List.of("state/manifest", "state/component", "state/hop", "state/up/a.toml",
				"state/up/none.toml", "state/sub/up/a.toml")) {
			refuses(path, "it is a link that leads out of 'state/' there");
		}
	}

	@Test
	void aLinkFromThereOutOfTheLocationIsRefused() throws IOException {
		link("state/file", this.temp.resolve("secret").toString());
		link("state/relative", "../../secret");
		link("state/out", this.temp.toString());
		link("state/beside", "../../state/secret");
		for (String path : List.of("state/file", "state/relative", "state/out/secret", "state/beside")) {
			refuses(path, "it is a link that leads out");
		}
	}

	@Test
	void aLinkThatStaysThereIsFollowed() throws IOException {
		link("state/b", "a");
		link("state/sub/c", "../a");
		link("state/back", "../state/sub/../a");
		link("state/whole", this.temp.resolve("actors/state/a").toString());
		for (ManifestLocation location : this.locations) {
			for (String path : List.of("state/b", "state/sub/c", "state/back", "state/whole")) {
				assertThat(state(location, path)).as(path).isEqualTo("state");
			}
		}
	}

	// ---- state/ itself as a link

	@ParameterizedTest
	@ValueSource(strings = { ".", "..", "../real", "../state" })
	void aLinkToTheWholeLocationOrOutOfItInItsPlaceIsRefused(String to) throws IOException {
		linkState(to);
		for (String path : List.of("state/a.toml", "state/a.wasm", "state/secret", "state/kept/a", "state/real/a.toml",
				"state/none")) {
			refuses(path, "it is a link that leads out");
		}
	}

	/** Kubernetes lays out what it mounts like this. */
	@Test
	void aLinkInItsPlaceThatStaysInTheLocationIsFollowed() throws IOException {
		linkState("..data/state");
		link("..data", "..2026_07_01");
		write("real/..2026_07_01/state/a", "mounted");
		link("..2026_07_01/state/manifest", "../../a.toml");
		for (ManifestLocation location : this.locations) {
			assertThat(state(location, "state/a")).isEqualTo("mounted");
		}
		refuses("state/manifest", "it is a link that leads out of 'state/' there");
		refuses("state/none", "does not exist");
	}

	@Test
	void aFileInItsPlaceHasNothingBelow() throws IOException {
		Files.move(this.actors.resolve("state"), this.actors.resolve("kept"));
		write("real/state", "no directory");
		refuses("state/a", "does not exist");
	}

	// ---- spellings

	@ParameterizedTest
	@ValueSource(strings = { "state/../a.wasm", "state/./../a.wasm", "state/sub/../../a.wasm",
			"state/../state/../a.wasm", "./state/../a.wasm", "state//../a.wasm", "state/.. /a.wasm", "state/ ../a.wasm",
			"state/.../a.wasm", "state/..\u200b/a.wasm", "state/..;/a.wasm", "state/..;x/a.wasm", "state/%2e%2e/a.wasm",
			"state/%2e./a.wasm", "state/..%2fa.wasm", "state/..%00/a.wasm", "state/..%c0%afa.wasm",
			"state/\uff0e\uff0e/a.wasm", "state/\u2025/a.wasm", "state/..\u2215a.wasm", "state/\u2024\u2024/a.wasm",
			"state/..\u0338/a.wasm", "state\u2215..\u2215a.wasm", "state/..\\a.wasm", "state\\..\\a.wasm",
			"state/..:/a.wasm", "STATE/../a.wasm", "state/../../secret", "state/../../real/a.wasm", "statexx/../a.wasm",
			"state/..", "state/.", "state/", "state" })
	void noSpellingLeadsUpFromThere(String path) {
		for (ManifestLocation location : this.locations) {
			assertThat(refusal(location, path)).contains("init_state");
		}
	}

	@Test
	void aManifestFurtherDownReadsTheStatesOfItsLocation() throws IOException {
		write("real/team/state/a", "not this one");
		for (ManifestLocation location : this.locations) {
			assertThat(state(location, "team/m.toml", "../state/a")).isEqualTo("state");
			assertThat(state(location, "team/m.toml", "../team/../state/./a")).isEqualTo("state");
			for (String path : List.of("state/a", "../team/state/a", "../state/../a.wasm", "../../state/secret",
					"../state/../team/state/a")) {
				ManifestException ex = catchThrowableOfType(ManifestException.class,
						() -> state(location, "team/m.toml", path));
				assertThat(ex).as(path).isNotNull();
			}
		}
	}

	// ---- what is no file, or no good one

	@Test
	void loopsOfLinksAreRefused() throws IOException {
		link("state/self", "self");
		link("state/ping", "pong");
		link("state/pong", "ping");
		link("state/round", "../state/round/a");
		for (String path : List.of("state/self", "state/ping", "state/round", "state/self/a")) {
			for (ManifestLocation location : this.locations) {
				assertThat(refusal(location, path)).containsAnyOf("cannot be read", "does not exist")
					.doesNotContain(this.temp.toString());
			}
		}
	}

	@Test
	void nobodyWaitsForAPipe() throws Exception {
		Path pipe = this.actors.resolve("state/pipe");
		assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
		link("state/to-pipe", "pipe");
		refuses("state/pipe", "does not exist");
		refuses("state/to-pipe", "does not exist");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/dev/zero", "/dev/stdin", "/proc/self/environ", "/proc/self/fd/0", "/proc/self/root/etc",
			"/proc/self/cwd/pom.xml" })
	void noDeviceAndNoProcessIsRead(String place) throws IOException {
		link("state/device", place);
		refuses("state/device", "it is a link that leads out");
	}

	@Test
	void aStateLargerThanAFileMayBeIsRefused() throws IOException {
		try (RandomAccessFile file = new RandomAccessFile(this.actors.resolve("state/large").toFile(), "rw")) {
			file.setLength(FileContents.MAX_BYTES + 1L);
		}
		link("state/to-large", "large");
		refuses("state/large", "it has more than 67108864 bytes");
		refuses("state/to-large", "it has more than 67108864 bytes");
	}

	// ---- what lies outside

	/** Whoever may choose a name must not learn by it what there is elsewhere. */
	@Test
	void aLinkThatLeadsOutIsRefusedTheSameWhetherThereIsSomethingOrNot() throws IOException {
		link("out", this.temp.toString());
		link("dangling", this.temp.resolve("none").toString());
		link("hop", "dangling");
		link("state/out", "../../state");
		for (ManifestLocation location : this.locations) {
			for (String path : List.of("out/secret", "out/none", "out/none/x", "out/secret/x", "dangling", "hop",
					"hop/x", "state/out/secret", "state/out/none")) {
				ManifestException ex = catchThrowableOfType(ManifestException.class, () -> location.read(path));
				assertThat(ex).as("%s in %s", path, location).isNotNull();
				assertThat(ex.getMessage()).contains("it is a link that leads out");
			}
		}
	}

	@Test
	void aLinkThatStaysInsideAndLeadsToNothingIsNothing() throws IOException {
		link("gone.toml", "none.toml");
		link("deep", "state");
		link("whole", this.temp.resolve("actors").toString());
		for (ManifestLocation location : this.locations) {
			for (String path : List.of("gone.toml", "deep/none", "whole/none", "whole/a.toml/x", "none/none")) {
				assertThat(location.read(path)).as("%s in %s", path, location).isEmpty();
			}
			assertThat(location.read("whole/a.toml")).isPresent();
		}
	}

}
