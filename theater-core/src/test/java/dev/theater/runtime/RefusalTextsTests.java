package dev.theater.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.SupervisorException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The whole text that a user gets for an actor that cannot be used: what it is about, the
 * offending value, and what would be right. The texts are printed, to be pasted.
 */
class RefusalTextsTests extends OnStage {

	private static final String INIT_TYPE = "func(state: option<list<u8>>, params: tuple<string>) -> "
			+ "result<tuple<option<list<u8>>>, string>";

	@BeforeEach
	void manifests() {
		this.stage.puppet("worker", "");
	}

	private String refusal(String title, String manifest) {
		SupervisorException refused = catchThrowableOfType(SupervisorException.class,
				() -> supervisor().spawn(ActorSpec.manifest(manifest)));
		assertThat(refused).as(title).isInstanceOf(HandlerErrorException.class);
		assertThat(refused.reason()).isEqualTo(SupervisorException.Reason.LOAD);
		String text = String.valueOf(refused.getMessage()).replace(this.directory.toString(), "/srv/actors");
		System.out.println("--- " + title + "\n" + text);
		assertNobodyIsLeft();
		return text;
	}

	private String ofComponent(String title, String component, String more) {
		this.stage.file(component + ".wasm", this.stage.guest("refused/" + component))
			.file("worker.toml", "name = \"worker\"\ncomponent = \"" + component + ".wasm\"\n" + more);
		return refusal(title, "worker.toml");
	}

	private String ofBytes(String title, byte[] bytes) {
		this.stage.file("broken.wasm", bytes).file("worker.toml", "name = \"worker\"\ncomponent = \"broken.wasm\"\n");
		return refusal(title, "worker.toml");
	}

	private String ofManifest(String title, String... lines) {
		this.stage.file("worker.toml",
				"name = \"worker\"\ncomponent = \"puppet.component.wasm\"\n" + String.join("\n", lines) + "\n");
		return refusal(title, "worker.toml");
	}

	// ---- the component

	@Test
	void unknownImport() {
		assertThat(ofComponent("unknown import", "unknown-import", Stage.ALL)).isEqualTo(
				"Handler error: worker.toml: component 'unknown-import.wasm' imports what no host handler offers: "
						+ "theater:simple/weather (forecast); this runtime's offer: theater:simple/runtime, "
						+ "theater:simple/supervisor, theater:simple/message-server-host, theater:simple/timing, "
						+ "theater:simple/random, theater:simple/environment, theater:simple/store; register a "
						+ "HostHandler that offers it, or build the component without it");
	}

	@Test
	void unknownFunctionOfAKnownInterface() {
		assertThat(ofComponent("unknown function of a known interface", "unknown-function", Stage.ALL)).isEqualTo("""
				Handler error: worker.toml: component 'unknown-function.wasm' cannot be used: the component does not \
				fit this host: 1 mismatch
				  theater:simple/runtime.reboot: the component imports func(days: u32) -> u32; the host's \
				theater:simple/runtime has no such function, only: log, get-chain, shutdown""");
	}

	@Test
	void importWithAWrongSignature() {
		assertThat(ofComponent("import with a wrong signature", "wrong-import", Stage.ALL)).isEqualTo(
				"""
						Handler error: worker.toml: component 'wrong-import.wasm' cannot be used: the component does not fit \
						this host: 1 mismatch
						  theater:simple/runtime.log: the component imports func(level: u32); the host offers func(msg: string)""");
	}

	@Test
	void exportWithAWrongSignature() {
		assertThat(ofComponent("export with a wrong signature", "wrong-export", Stage.ALL)).isEqualTo("""
				Handler error: worker.toml: component 'wrong-export.wasm' exports theater:simple/actor#init as
				  func(state: u32) -> u32
				and not, as it must, as
				  %s""".formatted(INIT_TYPE));
	}

	@Test
	void missingExport() {
		assertThat(ofComponent("missing export", "missing-export", Stage.ALL)).isEqualTo("""
				Handler error: worker.toml: component 'missing-export.wasm' does not export theater:simple/actor#init, \
				as every actor must:
				  %s
				It exports example:arithmetic/calculator; build it for one of the worlds in theater.wit"""
			.formatted(INIT_TYPE));
	}

	@Test
	void unknownImportOfACoreModule() {
		assertThat(ofComponent("unknown import of a core module", "core-unknown-import", Stage.ALL)).isEqualTo("""
				Handler error: worker.toml: component 'core-unknown-import.wasm' cannot be used: the component does \
				not fit this host: 1 mismatch
				  "wasi_snapshot_preview1" "fd_write": a core import that is not of an interface such as \
				"theater:simple/runtime"; build the module without other imports, or make a component of it""");
	}

	@Test
	void missingExportOfACoreModule() {
		assertThat(ofComponent("missing export of a core module", "core-missing-export", Stage.ALL)).isEqualTo("""
				Handler error: worker.toml: component 'core-missing-export.wasm' does not export \
				theater:simple/actor#init, as every actor must:
				  %s
				It exports nothing; build it for one of the worlds in theater.wit""".formatted(INIT_TYPE));
	}

	@Test
	void handlerNotGranted() {
		this.stage.manifest("worker", "puppet", grants("runtime"));
		assertThat(refusal("handler not granted", "worker.toml")).isEqualTo(
				"""
						Handler error: worker.toml: component 'puppet.component.wasm' imports what the manifest does not grant: \
						theater:simple/supervisor (grant it with [[handler]] type = "supervisor"), \
						theater:simple/message-server-host (grant it with [[handler]] type = "message-server")""");
	}

	@Test
	void truncatedFile() {
		byte[] whole = this.stage.guest("puppet");
		assertThat(ofBytes("truncated file", Arrays.copyOf(whole, whole.length / 2)))
			.startsWith("Handler error: worker.toml: component 'broken.wasm' cannot be used: malformed component: "
					+ "a section of ")
			.contains(" bytes where only ", " follow, at offset 0x")
			.endsWith("\nThe file has " + whole.length / 2 + " bytes, the first: 00 61 73 6d. It begins as WebAssembly "
					+ "does; has it been cut off or changed on its way?");
		assertThat(ofBytes("truncated in the header", Arrays.copyOf(whole, 6))).contains(
				"malformed component: 6 bytes; a WebAssembly file begins with eight bytes that say so, at offset 0x0");
	}

	@Test
	void fileThatIsNotWasm() {
		assertThat(ofBytes("not wasm", "#!/bin/sh\necho hello\n".getBytes(StandardCharsets.UTF_8))).isEqualTo("""
				Handler error: worker.toml: component 'broken.wasm' cannot be used: malformed component: not \
				WebAssembly: the first four bytes are not \\0asm, at offset 0x0
				The file has 21 bytes, the first: 23 21 2f 62. A component begins with 00 61 73 6d; was another file \
				meant?""");
		assertThat(ofBytes("text of a component", "(component)".getBytes(StandardCharsets.UTF_8)))
			.endsWith("It looks like WebAssembly text; make a binary of it with: wasm-tools parse");
		assertThat(ofBytes("empty file", new byte[0])).contains("The file has 0 bytes. A component begins with");
	}

	// ---- the manifest

	@Test
	void unknownManifestKey() {
		assertThat(ofManifest("unknown manifest key", "[lifecycle]", "restrat = \"permanent\""))
			.isEqualTo("Handler error: worker.toml:4:1: unknown key 'restrat' in [lifecycle]; did you mean 'restart'?");
		assertThat(ofManifest("unknown section", "[lifcycle]", "restart = \"permanent\"")).isEqualTo(
				"Handler error: worker.toml:3:1: unknown key 'lifcycle' in the manifest; did you mean 'lifecycle'?");
		assertThat(ofManifest("unknown value", "[lifecycle]", "restart = \"always\""))
			.isEqualTo("Handler error: worker.toml:4:1: unknown value 'always' for 'restart' in [lifecycle]; "
					+ "known values are permanent, transient, temporary");
	}

	@Test
	void unknownHandlerAndKeysOfHandlers() {
		assertThat(ofManifest("unknown handler", "[[handler]]", "type = \"filesytem\""))
			.isEqualTo("Handler error: worker.toml: [[handler]] type = \"filesytem\" is no handler of this runtime; "
					+ "there are: runtime, supervisor, message-server, timing, random, environment, store");
		assertThat(ofManifest("unknown key of a handler", "[[handler]]", "type = \"supervisor\"", "inline = true"))
			.isEqualTo("Handler error: worker.toml:5:1: unknown key 'inline' in [[handler]] type = \"supervisor\"; "
					+ "it knows inline_manifests");
		assertThat(ofManifest("key of a handler without keys", "[[handler]]", "type = \"runtime\"", "level = 3"))
			.isEqualTo("Handler error: worker.toml:5:1: unknown key 'level' in [[handler]] type = \"runtime\"; "
					+ "it knows no keys but type");
		assertThat(ofManifest("wrong value of a handler's key", "[[handler]]", "type = \"supervisor\"",
				"inline_manifests = \"yes\""))
			.isEqualTo(
					"Handler error: worker.toml:5:1: key 'inline_manifests' in [[handler]] type = \"supervisor\" is \"yes\"; "
							+ "it must be true or false");
	}

	@Test
	void limitAboveTheCeiling() {
		this.stage.puppet("worker", "");
		List<String> limits = List.of("memory = \"1GB\"", "max_state = \"16777217B\"", "max_children = 1000000");
		List<String> texts = List.of(
				"memory = \"1GB\" is above the ceiling theater.limits.memory = \"64MB\"; lower the one or raise the other",
				"max_state = \"16777217B\" is above the ceiling theater.limits.max-state = \"16MB\"; lower the one or raise the other",
				"max_children = 1000000 is above the ceiling theater.limits.max-children = 10000; lower the one or raise the other");
		for (int i = 0; i < limits.size(); i++) {
			this.stage.puppet("worker", "[limits]\n" + limits.get(i) + "\n");
			assertThat(refusal("limit above the ceiling", "worker.toml"))
				.isEqualTo("Handler error: worker.toml: [limits] " + texts.get(i));
		}
		this.stage.puppet("worker", "[lifecycle]\ncall_timeout = \"10m\"\n");
		assertThat(refusal("duration above the ceiling", "worker.toml"))
			.isEqualTo("Handler error: worker.toml: [lifecycle] call_timeout = \"600s\" is above the ceiling "
					+ "theater.limits.call-timeout = \"30s\"; lower the one or raise the other");
	}

	@Test
	void manifestOutsideTheLocations() {
		assertThat(refusal("manifest outside the locations", "../secret.toml"))
			.isEqualTo("Handler error: ../secret.toml: manifest '../secret.toml' is outside the configured locations: "
					+ "it contains '..'; it must be a name below directory /srv/actors, such as 'worker.toml'");
		assertThat(refusal("absolute manifest", "/etc/passwd"))
			.contains("is outside the configured locations: it is absolute");
		assertThat(refusal("manifest by URL", "file:///etc/passwd"))
			.contains("is outside the configured locations: it contains ':', as URLs and drive letters do");
		this.stage.file("worker.toml", "name = \"worker\"\ncomponent = \"../../secret.wasm\"\n");
		assertThat(refusal("component outside the locations", "worker.toml"))
			.isEqualTo("Handler error: worker.toml:2:1: component '../../secret.wasm' is refused: it leads out of the "
					+ "manifest's location; it must be a path relative to the manifest, inside its location");
	}

	@Test
	void missingManifest() {
		assertThat(refusal("missing manifest", "wroker.toml"))
			.isEqualTo("Handler error: wroker.toml: manifest 'wroker.toml' does not exist; looked in directory "
					+ "/srv/actors; did you mean 'worker.toml'?");
		this.stage.file("worker.toml", "name = \"worker\"\ncomponent = \"nobody.wasm\"\n");
		assertThat(refusal("missing component", "worker.toml")).isEqualTo("Handler error: worker.toml: component "
				+ "'nobody.wasm' does not exist; looked for 'nobody.wasm' in directory /srv/actors");
		this.stage.file("worker.toml", "name = \"worker\"\n");
		assertThat(refusal("manifest without a component", "worker.toml")).isEqualTo(
				"Handler error: worker.toml:1:1: 'component' is missing; add a line like component = \"worker.wasm\"");
	}

}
