package dev.theater.eyes;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a guest makes the host hold is within {@code theater.limits.total-memory}: with
 * the defaults, a heap of 512 MB is never used up.
 */
class HeapTests {

	@ParameterizedTest
	@ValueSource(strings = { "states", "initial-states", "actors", "texts", "results", "mailboxes", "drafts" })
	void theHeapIsNotUsedUpBy(String attack) throws Exception {
		Process process = new ProcessBuilder(HeapAttacks.java().toString(), "-Xmx512m", "-XX:+ExitOnOutOfMemoryError",
				"-cp", System.getProperty("java.class.path"), HeapAttacks.class.getName(), attack)
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
		System.out.println(output);
		assertThat(process.exitValue()).as(output).isZero();
	}

}
