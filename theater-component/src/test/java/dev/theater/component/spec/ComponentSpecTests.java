package dev.theater.component.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.theater.component.spec.SpecFolder.Script;
import dev.theater.component.wasm.WasmEngine;
import dev.theater.component.wasm.WasmEngine.Mode;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * The component model's own test suite, a test per command, with the compiler and with
 * the interpreter.
 */
class ComponentSpecTests {

	private final Expectations expectations = new Expectations();

	private final Map<Mode, Tally> tallies = new EnumMap<>(Mode.class);

	private final Set<String> seen = new TreeSet<>();

	/** What was refused, in the form of the list of expected refusals. */
	private final Map<String, String> refusals = new TreeMap<>();

	@TestFactory
	Stream<DynamicNode> suite() {
		List<Script> scripts;
		try {
			scripts = SpecFolder.scripts();
		}
		catch (TestAbortedException missing) {
			// a test that is skipped is reported, a factory that is skipped is not
			return Stream.of(dynamicTest("the suite", () -> {
				throw missing;
			}));
		}
		assertThat(scripts).hasSizeGreaterThan(60);
		List<DynamicNode> nodes = new ArrayList<>();
		for (Mode mode : Mode.values()) {
			this.tallies.put(mode, new Tally());
			WasmEngine engine = WasmEngine.of(mode);
			nodes.add(dynamicContainer(mode.name().toLowerCase(Locale.ROOT),
					scripts.stream().map((script) -> script(script, engine))));
		}
		nodes.add(dynamicTest("every expected refusal is of a command that exists",
				() -> assertThat(this.seen).containsAll(this.expectations.commands())));
		nodes.add(dynamicTest("docs/conformance.md says what was counted", this::document));
		return nodes.stream();
	}

	private DynamicContainer script(Script script, WasmEngine engine) {
		SpecRun run = new SpecRun(script, engine);
		return dynamicContainer(script.source(),
				script.commands().stream().map((command) -> command(script, run, engine.mode(), command)));
	}

	private DynamicTest command(Script script, SpecRun run, Mode mode, JsonNode command) {
		String id = script.source() + ":" + command.get("line").asInt();
		return dynamicTest(id + " " + command.get("type").asString(), () -> {
			assertThat(mode != Mode.COMPILER || this.seen.add(id)).as("one command per line").isTrue();
			Tally tally = this.tallies.get(mode);
			Outcome outcome;
			try {
				outcome = run.run(command);
				if (outcome instanceof Outcome.Refused refused) {
					this.refusals.put(id, refused.feature());
				}
				this.expectations.check(id, outcome);
			}
			catch (RuntimeException | AssertionError failure) {
				tally.failed(script.group());
				throw new AssertionError(id + ": " + failure.getMessage(), failure);
			}
			tally.count(script.group(), outcome);
		});
	}

	private void document() throws IOException {
		// what was found, to be compared with the list of what is expected
		StringBuilder found = new StringBuilder();
		this.refusals.forEach((command, feature) -> found.append(command).append(" | ").append(feature).append('\n'));
		Files.writeString(Path.of("target/component-spec-refusals.txt"), found);
		ConformanceDocument.check("suite", "### Compiler\n\n" + this.tallies.get(Mode.COMPILER).byFolder()
				+ "\n### Interpreter\n\n" + this.tallies.get(Mode.INTERPRETER).byFolder()
				+ "\n### What the refused and skipped commands need\n\nRefused + skipped, the same in both modes.\n\n"
				+ this.tallies.get(Mode.COMPILER).byGate());
		assertThat(this.tallies.get(Mode.INTERPRETER).byGate()).isEqualTo(this.tallies.get(Mode.COMPILER).byGate());
	}

}
