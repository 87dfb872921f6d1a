package dev.theater.component.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import dev.theater.component.LinkException;
import dev.theater.component.spec.SpecFolder.Script;
import dev.theater.component.wasm.WasmEngine;
import dev.theater.component.wasm.WasmEngine.Mode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.ObjectMapper;

import static dev.theater.component.spec.FeatureProbe.code;
import static dev.theater.component.spec.FeatureProbe.component;
import static dev.theater.component.spec.FeatureProbe.module;
import static dev.theater.component.spec.FeatureProbe.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** That a command whose claim does not hold fails, or the suite would prove nothing. */
class SpecRunTests {

	private static final String RETURNS = "{\"type\": \"assert_return\", \"action\": {\"field\": \"f\", \"args\": []}, "
			+ "\"expected\": [{\"type\": \"%s\", \"value\": \"%s\"}]}";

	private static final String TRAPS = "{\"type\": \"assert_trap\", \"message\": \"%s\", "
			+ "\"action\": {\"field\": \"f\", \"args\": []}}";

	private SpecRun run;

	@BeforeEach
	void files(@TempDir Path folder) throws IOException {
		write(folder, "valid", component());
		write(folder, "malformed", component("55"));
		write(folder, "invalid", component(section(7, "017005")));
		write(folder, "refused", component(section(7, "0164")));
		write(folder, "unlinkable", component(section(7, "0140000100"), section(10, "01" + "000161" + "0100")));
		write(folder, "answers", exporting("00412a0b"));
		write(folder, "traps", exporting("00000b"));
		write(folder, "traps-at-start",
				component(
						section(1,
								module(section(1, "01600000"), section(3, "0100"), section(8, "00"), code("00000b"))),
						section(2, "01000000")));
		this.run = new SpecRun(new Script("group/test.wast", folder, List.of()), WasmEngine.of(Mode.INTERPRETER));
	}

	private static void write(Path folder, String name, String hex) throws IOException {
		Files.write(folder.resolve(name), HexFormat.of().parseHex(hex));
	}

	/** A component with f: func() -> u32. */
	private static String exporting(String body) {
		String core = module(section(1, "016000017f"), section(3, "0100"), section(7, "01" + "0166" + "0000"),
				code(body));
		return component(section(1, core), section(2, "01000000"), section(6, "01" + "00000100" + "0166"),
				section(7, "0140000079"), section(8, "010000000000"), section(11, "01" + "000166" + "0100" + "00"));
	}

	private Outcome run(String command) {
		return this.run.run(new ObjectMapper().readTree(command));
	}

	private Outcome load(String file) {
		return run("{\"type\": \"component\", \"file\": \"" + file + "\"}");
	}

	private void fails(String command, String message) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> run(command)).withMessageContaining(message);
	}

	@ParameterizedTest
	@CsvSource({ "assert_malformed, malformed", "assert_invalid, invalid", "assert_unlinkable, unlinkable",
			"assert_trap, traps-at-start", "component, valid" })
	void passesWithTheRightAnswerOnly(String type, String right) {
		for (String file : List.of("valid", "malformed", "invalid", "unlinkable", "traps-at-start", "answers")) {
			boolean passes = file.equals(right) || type.equals("component") && file.equals("answers");
			assertThat(passed(type, file)).as("%s of %s", type, file).isEqualTo(passes);
		}
		assertThat(run("{\"type\": \"" + type + "\", \"file\": \"refused\"}"))
			.isEqualTo(new Outcome.Refused("the error-context type"));
	}

	private boolean passed(String type, String file) {
		try {
			return run("{\"type\": \"" + type + "\", \"file\": \"" + file + "\"}").equals(Outcome.PASSED);
		}
		catch (AssertionError | RuntimeException failure) {
			return false;
		}
	}

	@Test
	void comparesWhatIsReturned() {
		load("answers");
		assertThat(run(RETURNS.formatted("u32", "42"))).isEqualTo(Outcome.PASSED);
		assertThat(run(RETURNS.formatted("u32", "0x2a"))).isEqualTo(Outcome.PASSED);
		fails(RETURNS.formatted("u32", "43"), "expected 43 but was 42");
		fails(RETURNS.formatted("s32", "42"), "where the component has u32");
		fails(RETURNS.formatted("u32", "42").replace("\"f\"", "\"g\""), "no exported function g");
	}

	@Test
	void wantsTheGuestToTrap() {
		load("traps");
		assertThat(run(TRAPS.formatted("unreachable"))).isEqualTo(Outcome.PASSED);
		fails(TRAPS.formatted("unreachable"), "has trapped before");
		assertThat(run(TRAPS.formatted("cannot enter component instance"))).isEqualTo(Outcome.PASSED);
		load("answers");
		fails(TRAPS.formatted("unreachable"), "no trap");
	}

	@Test
	void skipsWhatNeedsARefusedInstance() {
		load("answers");
		assertThat(load("refused")).isEqualTo(new Outcome.Refused("the error-context type"));
		assertThat(run(RETURNS.formatted("u32", "42"))).isEqualTo(new Outcome.Skipped("the error-context type"));
		assertThat(run(TRAPS.formatted("unreachable"))).isEqualTo(new Outcome.Skipped("the error-context type"));
	}

	@Test
	void neverFallsBackToTheInstanceBefore() {
		load("answers");
		assertThatExceptionOfType(LinkException.class).isThrownBy(() -> load("unlinkable"));
		fails(RETURNS.formatted("u32", "42"), "no instance");
	}

	@Test
	void makesInstancesOfNamedDefinitions() {
		run("{\"type\": \"component\", \"definition\": true, \"name\": \"$d\", \"file\": \"answers\"}");
		fails(RETURNS.formatted("u32", "42"), "no instance");
		assertThat(run("{\"type\": \"component_instance\", \"definition\": \"$d\", \"name\": \"$i\"}"))
			.isEqualTo(Outcome.PASSED);
		load("traps");
		assertThat(run(RETURNS.formatted("u32", "42").replace("\"field\"", "\"instance\": \"$i\", \"field\"")))
			.isEqualTo(Outcome.PASSED);
		fails("{\"type\": \"component_instance\", \"definition\": \"$e\", \"name\": \"$i\"}", "no definition");
	}

	@Test
	void wantsRefusalsToBeListed() {
		Expectations expectations = new Expectations(Map.of("a:1", "x"));
		expectations.check("a:1", new Outcome.Refused("x"));
		expectations.check("a:2", Outcome.PASSED);
		expectations.check("a:2", new Outcome.Skipped("x"));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> expectations.check("a:1", new Outcome.Refused("y")));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> expectations.check("a:2", new Outcome.Refused("x")));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> expectations.check("a:1", Outcome.PASSED));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> expectations.check("a:1", new Outcome.Skipped("x")));
	}

}
