package dev.theater.component.spec;

import java.util.List;

import dev.theater.component.spec.FeatureProbe.Answer;
import dev.theater.component.spec.FeatureProbe.Status;
import dev.theater.component.wasm.WasmEngine.Mode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Asks the host about every feature, and writes down its answers. */
class FeatureTableTests {

	@Test
	void everyFeatureIsSupportedOrRefusedByName() {
		StringBuilder text = new StringBuilder("### Component model\n\n");
		table(text, FeatureProbes.componentModel());
		text.append("\n### Core WebAssembly\n\n");
		table(text, FeatureProbes.coreWebAssembly());
		ConformanceDocument.check("features", text.toString());
	}

	private static void table(StringBuilder text, List<FeatureProbe> probes) {
		text.append("| feature | probed with | answer | the host's words |\n|---|---|---|---|\n");
		for (FeatureProbe probe : probes) {
			Answer answer = probe.ask(Mode.COMPILER);
			assertThat(probe.ask(Mode.INTERPRETER)).as(probe.toString()).isEqualTo(answer);
			text.append("| ")
				.append(probe.name())
				.append(" | ")
				.append(escaped(probe.needs()))
				.append(" | ")
				.append(answer.status() == Status.SUPPORTED ? answer.status() : "**" + answer.status() + "**")
				.append(" | ")
				.append(escaped(answer.message()))
				.append(" |\n");
		}
	}

	private static String escaped(String text) {
		return text.replace("<", "&lt;").replace(">", "&gt;").replace("|", "\\|");
	}

}
