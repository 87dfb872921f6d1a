package dev.theater.storm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fifty memory bombs at once in a JVM of its own, with 512 MB of heap. The system
 * property {@code theater.bombs.rounds} says how much of it ({@code -Pstorm}: 10).
 */
class MemoryBombTests {

	private static final String ROUNDS = System.getProperty("theater.bombs.rounds", "1");

	@Test
	void theApplicationDoesNotNotice() throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx512m", "-cp", System.getProperty("java.class.path"), MemoryBombs.class.getName(), ROUNDS)
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		System.out.println(output);
		assertThat(process.exitValue()).as(output).isZero();
	}

}
