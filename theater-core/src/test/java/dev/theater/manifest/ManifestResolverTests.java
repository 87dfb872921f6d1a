package dev.theater.manifest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ManifestResolverTests {

	@TempDir
	private Path temp;

	private Path first;

	private Path second;

	private ManifestResolver resolver;

	@BeforeEach
	void writeManifests() throws IOException {
		this.first = Files.createDirectories(this.temp.resolve("first"));
		this.second = Files.createDirectories(this.temp.resolve("second"));
		write("first/desk.toml", "name = 'desk'\ncomponent = 'desk.wasm'\ninit_state = 'state/desk.bin'");
		write("first/desk.wasm", "first desk");
		write("first/state/desk.bin", "state");
		write("second/desk.toml", "name = 'hidden'\ncomponent = 'desk.wasm'");
		write("second/desk.wasm", "second desk");
		write("second/worker.toml", "name = 'worker'\ncomponent = 'worker.wasm'");
		write("second/worker.wasm", "worker");
		write("first/worker.wasm", "not its worker");
		write("second/team/lead.toml", "name = 'lead'\ncomponent = '../worker.wasm'");
		write("outside.toml", "name = 'outside'\ncomponent = 'desk.wasm'");
		this.resolver = new ManifestResolver(
				List.of(ManifestLocation.directory(this.first), ManifestLocation.directory(this.second)));
	}

	private void write(String path, String text) throws IOException {
		Path file = this.temp.resolve(path);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

	private ManifestException refusal(String name) {
		ManifestException ex = catchThrowableOfType(ManifestException.class, () -> this.resolver.resolve(name));
		assertThat(ex).as("%s must be refused", name).isNotNull();
		return ex;
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

	@Test
	void takesTheFirstLocationThatHasAManifest() {
		ResolvedManifest desk = this.resolver.resolve("desk.toml");
		assertThat(desk.manifest().name()).isEqualTo("desk");
		assertThat(desk.name()).isEqualTo("desk.toml");
		assertThat(desk.isInline()).isFalse();
		assertThat(desk.text()).startsWith("name = 'desk'");
		assertThat(desk.location()).isEqualTo("directory " + this.first);
		assertThat(text(desk.component())).isEqualTo("first desk");
		assertThat(text(desk.initState().orElseThrow())).isEqualTo("state");
	}

	@Test
	void readsAManifestsFilesFromItsOwnLocationOnly() {
		ResolvedManifest worker = this.resolver.resolve("worker.toml");
		assertThat(text(worker.component())).isEqualTo("worker");
		assertThat(worker.initState()).isEmpty();
		assertThat(worker.read("state/desk.bin")).isEmpty();
	}

	@Test
	void readsFilesRelativeToTheManifest() {
		ResolvedManifest lead = this.resolver.resolve("team/lead.toml");
		assertThat(text(lead.component())).isEqualTo("worker");
		assertThat(lead.read("lead.toml").map(ManifestResolverTests::text)).contains(lead.text());
		assertThat(lead.read("worker.wasm")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "../outside.toml", "team/../../outside.toml", "team/../desk.toml", "/etc/passwd.toml",
			"..", "team\\lead.toml", "..\\outside.toml", "C:/desk.toml", "C:desk.toml", "http://example.org/desk.toml",
			"file:desk.toml", "jar:file:a.jar!/desk.toml", "de\u0000sk.toml", "desk.toml\u0000", "desk\n.toml",
			"de\u202esk.toml", "", " ", "./desk.toml", "team//lead.toml", "team/", "//desk.toml", "\ud800.toml" })
	void refusesNamesOutsideTheLocations(String name) {
		ManifestException ex = refusal(name);
		assertThat(ex.getMessage()).contains("is outside the configured locations: it ")
			.contains("; it must be a name below directory " + this.first + " or directory " + this.second);
		assertThat(ex.getMessage().chars()).noneMatch(Character::isISOControl);
		assertThat(ex.line()).isZero();
	}

	@Test
	void refusesALongName() {
		assertThat(refusal("a".repeat(196) + ".toml").getMessage()).contains("has 201 characters, and at most 200")
			.hasSizeLessThan(800);
		assertThat(refusal("a".repeat(195) + ".toml").getMessage()).contains("does not exist");
	}

	@ParameterizedTest
	@ValueSource(strings = { "desk", "desk.wasm", "state/desk.bin", "team" })
	void refusesNamesOfOtherFiles(String name) {
		assertThat(refusal(name).getMessage()).contains("is not the name of a manifest: it does not end with '.toml'");
	}

	@Test
	void guessesAtAForgottenSuffix() {
		assertThat(refusal("desk").getMessage()).endsWith("; did you mean 'desk.toml'?");
	}

	@Test
	void saysWhereItLookedForAMissingManifestAndWhatIsNear() {
		assertThat(refusal("wroker.toml")).hasMessage("manifest 'wroker.toml' does not exist; looked in " + "directory "
				+ this.first + ", directory " + this.second + "; did you mean 'worker.toml'?");
		assertThat(refusal("team/leda.toml").getMessage()).endsWith("; did you mean 'team/lead.toml'?");
		assertThat(refusal("something-else-entirely.toml").getMessage()).endsWith("directory " + this.second);
	}

	@Test
	void saysWhenThereIsNoLocation() {
		ManifestException ex = catchThrowableOfType(ManifestException.class,
				() -> new ManifestResolver(List.of()).resolve("desk.toml"));
		assertThat(ex.getMessage()).contains("no location at all (none is configured)");
	}

	@Test
	void aMissingLocationIsNoError() {
		ManifestResolver some = new ManifestResolver(List.of(ManifestLocation.directory(this.temp.resolve("nowhere")),
				ManifestLocation.directory(this.second)));
		assertThat(some.resolve("worker.toml").manifest().name()).isEqualTo("worker");
	}

	@Test
	void aDirectoryIsNoManifest() throws IOException {
		Files.createDirectories(this.first.resolve("odd.toml"));
		assertThat(refusal("odd.toml").getMessage()).contains("does not exist");
		assertThat(refusal("desk.toml/x.toml").getMessage()).contains("does not exist");
	}

	@Test
	void refusesAManifestThatIsNotUtf8() throws IOException {
		Files.write(this.first.resolve("latin.toml"), new byte[] { 'n', (byte) 0xe9 });
		assertThat(refusal("latin.toml").getMessage()).contains("not text in UTF-8");
	}

	@Test
	void reportsErrorsOfTheTextUnderItsName() throws IOException {
		write("second/team/bad.toml", "name = 'bad'\ncomponent = '../../x.wasm'");
		ManifestException ex = refusal("team/bad.toml");
		assertThat(ex.source()).isEqualTo("team/bad.toml");
		assertThat(ex.getMessage()).startsWith(
				"team/bad.toml:2:1: component '../../x.wasm' is refused: it leads out of the manifest's location");
	}

	@Test
	void refusesToReadOutsideAManifestsLocation() {
		ResolvedManifest lead = this.resolver.resolve("team/lead.toml");
		for (String path : List.of("../../outside.toml", "../../second/worker.wasm", "/etc/passwd", "a:b", "x\\y",
				"")) {
			ManifestException ex = catchThrowableOfType(ManifestException.class, () -> lead.read(path));
			assertThat(ex).as(path).isNotNull();
			assertThat(ex.getMessage()).contains("is outside the configured locations");
		}
	}

	@Test
	void saysWhichComponentIsMissing() throws IOException {
		write("second/team/gone.toml", "name = 'gone'\ncomponent = '../workr.wasm'\ninit_state = '../state/gone'");
		ResolvedManifest gone = this.resolver.resolve("team/gone.toml");
		ManifestException ex = catchThrowableOfType(ManifestException.class, gone::component);
		assertThat(ex)
			.hasMessage("team/gone.toml: component '../workr.wasm' does not exist; looked for 'workr.wasm' in "
					+ "directory " + this.second + "; did you mean 'worker.wasm'?");
		assertThat(ex.key()).contains("component");
		assertThat(catchThrowableOfType(ManifestException.class, gone::initState))
			.hasMessageContaining("init_state '../state/gone' does not exist");
	}

	@Test
	void looksUpTheComponentOfATextInAllLocations() {
		ResolvedManifest inline = this.resolver.inline("name = 'x'\ncomponent = 'team/../worker.wasm'");
		assertThat(inline.isInline()).isTrue();
		assertThat(inline.name()).isEqualTo("inline manifest");
		assertThat(text(inline.component())).isEqualTo("not its worker");
		assertThat(inline.initState()).isEmpty();
		assertThat(text(this.resolver.inline("name = 'x'\ncomponent = 'team/lead.toml'").component()))
			.contains("name = 'lead'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "state/desk.bin", "desk.bin", "../x", "" })
	void refusesInitStateInAText(String path) {
		ManifestException ex = catchThrowableOfType(ManifestException.class,
				() -> this.resolver.inline("name = 'x'\ncomponent = 'worker.wasm'\ninit_state = '" + path + "'"));
		assertThat(ex).isNotNull();
		assertThat(ex.getMessage()).startsWith("inline manifest:3:1: ").contains("init_state");
	}

	@ParameterizedTest
	@ValueSource(strings = { "../outside.toml", "/etc/passwd", "team/../../outside.toml", "http://example.org/x" })
	void refusesAComponentOutsideTheLocationsInAText(String path) {
		ManifestException ex = catchThrowableOfType(ManifestException.class,
				() -> this.resolver.inline("name = 'x'\ncomponent = '" + path + "'"));
		assertThat(ex.getMessage()).startsWith("inline manifest:2:1: component '" + path + "' is refused");
	}

	@Test
	void refusesALongText() {
		String text = "name = 'x'\ncomponent = 'x.wasm'\n";
		assertThat(catchThrowableOfType(ManifestException.class,
				() -> this.resolver.inline(text + "#".repeat(ManifestReader.MAX_INLINE_TEXT))))
			.hasMessageContaining("at most 16384 are allowed");
		assertThat(this.resolver.inline(text + "#".repeat(ManifestReader.MAX_INLINE_TEXT - text.length()))
			.manifest()
			.name()).isEqualTo("x");
	}

	@Test
	void asksOtherLocationsToo() {
		ManifestLocation mine = new ManifestLocation() {
			@Override
			public Optional<byte[]> read(String relativePath) {
				return relativePath.equals("mine.toml")
						? Optional.of("name = 'mine'\ncomponent = 'm.wasm'".getBytes(StandardCharsets.UTF_8))
						: Optional.empty();
			}

			@Override
			public String description() {
				return "database";
			}
		};
		ManifestResolver custom = new ManifestResolver(List.of(mine));
		assertThat(custom.resolve("mine.toml").manifest().name()).isEqualTo("mine");
		assertThat(catchThrowableOfType(ManifestException.class, () -> custom.resolve("other.toml")))
			.hasMessageEndingWith("looked in database");
	}

}
