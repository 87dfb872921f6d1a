package dev.theater.component.wasm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.theater.component.wasm.WasmEngine.Mode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A guest that uses up the stack, at any depth and in the middle of anything, traps; it
 * never leaves a host call half done or a class of the host unusable. Each test has a JVM
 * of its own, in which no class has been initialised yet.
 */
class DeepRecursionTests {

	private static List<String> run(Mode mode, int depths, String... options) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of(options));
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				DeepGuest.class.getName(), mode.name(), String.valueOf(depths)));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
			.toList();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(lines).as("output").contains(DeepGuest.FINE);
		return lines;
	}

	@ParameterizedTest
	@EnumSource
	void anOverflowAtAnyDepthTrapsAndBreaksNothing(Mode mode) throws IOException, InterruptedException {
		run(mode, 300);
	}

	@ParameterizedTest
	@EnumSource
	void noClassIsLoadedForTheFirstTimeByAGuest(Mode mode) throws IOException, InterruptedException {
		List<String> lines = run(mode, 0, "-Xlog:class+load:stdout");
		List<String> loaded = lines.subList(lines.indexOf(DeepGuest.READY), lines.indexOf(DeepGuest.SHALLOW));
		assertThat(loaded.stream().filter((line) -> line.contains("source:")).map(DeepRecursionTests::name))
			.as("classes loaded by a guest")
			.allMatch((name) -> name.startsWith(DeepGuest.class.getName()));
	}

	private static String name(String line) {
		return line.substring(line.lastIndexOf(']') + 1).trim().split(" ")[0];
	}

}
