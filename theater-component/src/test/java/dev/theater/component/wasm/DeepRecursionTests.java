package dev.theater.component.wasm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.theater.component.wasm.WasmEngine.Mode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A guest that uses up the stack, at any depth and in the middle of anything, traps; it
 * never leaves a host call half done or a class of the host unusable, because it loads
 * none. Each test has a JVM of its own, in which no class has been initialised yet.
 */
class DeepRecursionTests {

	@ParameterizedTest
	@EnumSource
	void anOverflowAtAnyDepthTrapsAndBreaksNothing(Mode mode) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xlog:class+load:stdout", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				DeepGuest.class.getName(), mode.name(), "300")
			.redirectErrorStream(true)
			.start();
		List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
			.toList();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(lines.stream().filter((line) -> !line.contains("[class,load]")).toList()).as("output")
			.contains(DeepGuest.FINE);
		List<String> shallow = lines.subList(lines.indexOf(DeepGuest.READY), lines.indexOf(DeepGuest.SHALLOW));
		assertThat(shallow.stream().filter((line) -> line.contains("[class,load]")).map(DeepRecursionTests::name))
			.as("classes loaded for the first time by a guest")
			.allMatch((name) -> name.startsWith(DeepGuest.class.getName()));
	}

	private static String name(String line) {
		return line.substring(line.lastIndexOf(']') + 1).trim().split(" ")[0];
	}

}
