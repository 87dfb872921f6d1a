package dev.theater.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

import dev.theater.actor.ActorId;
import dev.theater.chain.ChainEvent;
import dev.theater.host.HostFunctions;
import dev.theater.host.HostHandler;
import dev.theater.manifest.ManifestException;
import dev.theater.manifest.ManifestLocation;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.SupervisorException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A guest that may spawn, even from text, names every file of a location in turn: what it
 * is told says nothing of what is in them, how large they are, or where they lie.
 */
class GuestLoadErrorTests extends OnStage {

	private static final String SECRET = "hunter2";

	private static final String CONTENT = "db_password=" + SECRET + "\n";

	private static final String NO_COMPONENT = "cannot be used: malformed component: it is no component, "
			+ "or has been damaged";

	@TempDir
	Path elsewhere;

	private ActorId guest;

	@BeforeEach
	void files() throws IOException {
		reopen((builder) -> builder.manifests(new Failing()).hostHandler(new Vault()));
		this.stage.manifest("lead", "puppet", grants("runtime", "message-server", "supervisor")
				+ "inline_manifests = true\n[[handler]]\n" + "type = \"vault\"\ntoken = \"" + SECRET + "\"\n");
		this.stage.puppet("worker", "")
			.file("db.properties", CONTENT)
			.file("secrets.toml", CONTENT)
			.file("name.toml", "name = \"" + SECRET + "/x\"\ncomponent = \"puppet.component.wasm\"\n")
			.file("state/start", CONTENT)
			.file("empty.wasm", "")
			.file("text.wasm", "(component) ;; " + CONTENT)
			.file("large.toml", "# " + SECRET + "\n".repeat(2_000_000));
		byte[] puppet = this.stage.guest("puppet");
		this.stage.file("cut.wasm", Arrays.copyOf(puppet, puppet.length / 2));
		this.stage.file("cut.toml", "name = \"cut\"\ncomponent = \"cut.wasm\"\n");
		Files.createDirectory(this.directory.resolve("folder"));
		Files.writeString(this.elsewhere.resolve("outside.toml"), CONTENT);
		Files.createSymbolicLink(this.directory.resolve("link.wasm"), this.elsewhere.resolve("outside.toml"));
		Files.createSymbolicLink(this.directory.resolve("link.toml"), this.elsewhere.resolve("outside.toml"));
		this.guest = this.stage.spawn("lead", "1");
	}

	/** A place of the application's that cannot read what it has. */
	private static final class Failing implements ManifestLocation {

		@Override
		public Optional<byte[]> read(String relativePath) {
			if (relativePath.startsWith("broken")) {
				throw new UncheckedIOException(new IOException("jdbc:db://host/?password=" + SECRET));
			}
			if (relativePath.startsWith("unreadable")) {
				throw ManifestException.unreadable(relativePath, "password=" + SECRET + " was refused", null);
			}
			return Optional.empty();
		}

		@Override
		public String description() {
			return "https://user:" + SECRET + "@host/";
		}

	}

	/** A handler of the application's that has a secret among its keys. */
	private static final class Vault implements HostHandler {

		@Override
		public String name() {
			return "vault";
		}

		@Override
		public void setUpHostFunctions(HostFunctions functions) {
			// it only has keys
		}

	}

	/** What the guest is told, which is also on its chain. */
	private String told(String command) {
		String told = err(this.guest, command);
		System.out.println("--- " + command.replace("\n", "\\n") + "\n" + told);
		for (ChainEvent event : events(this.guest)) {
			if (event.eventType().equals("theater:simple/supervisor/spawn") && name(event).endsWith("Error")) {
				assertTellsNothing(text(event));
			}
		}
		assertTellsNothing(told);
		assertThat(node(this.guest).incarnation()).isOne();
		return told;
	}

	private void assertTellsNothing(String text) {
		assertThat(text).doesNotContain(this.directory.toString(), this.elsewhere.toString(), SECRET, "password",
				"Exception", "java.", "dev.theater", "chicory", "\tat ");
		// sizes, offsets and the first bytes of files
		assertThat(text).doesNotContainPattern("\\d bytes|0x[0-9a-f]|[0-9a-f]{2} [0-9a-f]{2}|\\d+ characters");
	}

	private String inline(String component) {
		return told("spawn name=\"x\"\ncomponent=\"" + component + "\"\n");
	}

	private String operator(ActorSpec spec) {
		return String
			.valueOf(catchThrowableOfType(SupervisorException.class, () -> supervisor().spawn(spec)).getMessage());
	}

	// ---- components

	@ParameterizedTest
	@ValueSource(strings = { "db.properties", "secrets.toml", "lead.toml", "state/start", "empty.wasm", "text.wasm",
			"cut.wasm" })
	void aFileThatIsNoComponentIsThatAndNoMore(String file) {
		assertThat(inline(file)).isEqualTo("Handler error: inline manifest: component '" + file + "' " + NO_COMPONENT);
		assertThat(operator(ActorSpec.inline("name = 'x'\ncomponent = '" + file + "'"))).contains("The file has ",
				"malformed component: ");
	}

	@Test
	void aManifestsComponentThatIsNoneIsToldAlike() {
		assertThat(told("spawn cut.toml")).isEqualTo("Handler error: cut.toml: component 'cut.wasm' " + NO_COMPONENT);
		assertThat(told("resume cut.toml x")).contains(NO_COMPONENT);
		assertThat(operator(ActorSpec.manifest("cut.toml"))).contains("00 61 73 6d");
	}

	@ParameterizedTest
	@ValueSource(strings = { "folder", "nothing.wasm", "db.propertie", "secret.toml", "state/star", "secret.wasm/x" })
	void whatIsNotThereIsNotThereAndNoOtherFileIsNamed(String file) {
		assertThat(inline(file)).contains("component '" + file + "' does not exist", "a configured location")
			.doesNotContain("did you mean", "db.properties", "secrets.toml", "state/start");
	}

	@Test
	void aComponentOfASimilarNameMayBeNamed() {
		assertThat(inline("puppet.componant.wasm")).endsWith("; did you mean 'puppet.component.wasm'?");
	}

	@Test
	void aLinkThatLeadsOutIsRefusedWithoutSayingWhereTo() {
		assertThat(inline("link.wasm")).contains("it is a link that leads out");
		assertThat(told("spawn link.toml")).contains("it is a link that leads out");
	}

	// ---- manifests

	@ParameterizedTest
	@ValueSource(strings = { "secrets.toml", "name.toml", "large.toml" })
	void whatIsWrongWithAManifestIsNotForGuests(String file) {
		assertThat(told("spawn " + file))
			.isEqualTo("Handler error: " + file + ": it cannot be used; the runtime's log says why");
		assertThat(operator(ActorSpec.manifest(file))).doesNotContain("the runtime's log");
	}

	@ParameterizedTest
	@ValueSource(strings = { "db.properties", "state/start", "db.propertie", "secret.tom" })
	void whatIsNoNameOfAManifestIsComparedWithManifestsAlone(String file) {
		assertThat(told("spawn " + file)).contains("is not the name of a manifest")
			.doesNotContain("'db.properties'?", "'state/start'?");
	}

	/** It has written that itself. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "name=\"x\"\\ncomponant=\"a.wasm\"\\n | unknown key 'componant'",
					"name=\"x\"\\n | 'component' is missing", "name=\\n | this is not TOML",
					"name=\"x\"\\ncomponent=\"../a.wasm\"\\n | it leads out" })
	void whatIsWrongWithItsOwnTextIsToldWithItsPlace(String text, String problem) {
		assertThat(told("spawn " + text.replace("\\n", "\n"))).startsWith("Handler error: inline manifest:")
			.contains(problem);
	}

	// ---- places and handlers

	@Test
	void whatAPlaceSaysWhenItFailsIsNotForGuests() {
		assertThat(told("spawn broken.toml"))
			.isEqualTo("Handler error: broken.toml: it could not be loaded; the runtime's log says why");
		assertThat(inline("broken.wasm"))
			.isEqualTo("Handler error: inline manifest: it could not be loaded; the runtime's log says why");
		assertThat(told("spawn unreadable.toml"))
			.isEqualTo("Handler error: unreadable.toml: it cannot be used; the runtime's log says why");
		assertThat(inline("unreadable.wasm"))
			.isEqualTo("Handler error: unreadable.wasm: it cannot be used; the runtime's log says why");
		assertThat(operator(ActorSpec.manifest("broken.toml"))).contains(SECRET);
		assertThat(operator(ActorSpec.manifest("unreadable.toml"))).contains(SECRET);
	}

	@Test
	void valuesOfKeysOfTheApplicationsHandlersAreNotForGuests() {
		String manifest = "spawn name=\"x\"\ncomponent=\"puppet.component.wasm\"\n[[handler]]\ntype=\"vault\"\n";
		assertThat(told(manifest + "token=\"guess\"\n")).contains("handler 'vault' has the keys [token]",
				"its parent 'lead' has [token]", "the same values");
		assertThat(told(manifest)).contains("handler 'vault' has the keys []");
		this.stage.manifest("vaulted", "puppet", "[[handler]]\ntype = \"vault\"\ntoken = \"" + SECRET + "2\"\n");
		assertThat(told("spawn vaulted.toml")).contains("the same values");
	}

	@Test
	void whatFitsIsSpawned() {
		assertThat(children(this.guest)).isEmpty();
		ActorId child = spawn(this.guest, "worker", "5");
		assertThat(children(this.guest)).containsExactly(child);
	}

}
