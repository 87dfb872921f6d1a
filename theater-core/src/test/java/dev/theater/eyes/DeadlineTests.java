package dev.theater.eyes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A call ends within a second of its deadline, wherever it spends its time: what a guest
 * has the host do is not for nothing.
 */
class DeadlineTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "shutdowns", "lists", "logs 4000", "logs 100" })
	void aCallThatKeepsTheHostBusyEndsInTime(String attack) throws Exception {
		try (Playhouse house = new Playhouse(this.directory, UnaryOperator.identity())) {
			house.manifest("quick", "eyes", "[lifecycle]\ncall_timeout = \"1s\"\nrestart = \"temporary\"\n");
			String warm = house.ask(house.spawn("quick"), "hang", Duration.ofSeconds(10));
			assertThat(warm).contains("ran longer than 1000 ms");
			var actor = house.spawn("quick");
			long begun = System.nanoTime();
			String answer = house.ask(actor, attack, Duration.ofMinutes(2));
			Duration took = Duration.ofNanos(System.nanoTime() - begun);
			System.out.println(attack + ": " + took.toMillis() + " ms, " + answer);
			assertThat(took).as(answer).isLessThan(Duration.ofMillis(2_500));
		}
	}

}
