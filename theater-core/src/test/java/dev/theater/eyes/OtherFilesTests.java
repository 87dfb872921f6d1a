package dev.theater.eyes;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

import dev.theater.actor.ActorId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What lies beside the manifests is not told to guests. */
class OtherFilesTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path directory;

	@Test
	void aTextThatNamesAStateAsItsComponentLearnsNothingOfIt() throws Exception {
		Files.createDirectories(this.directory.resolve("state"));
		Files.write(this.directory.resolve("state/pin.bin"), "7391".getBytes(StandardCharsets.UTF_8));
		try (Playhouse house = new Playhouse(this.directory, UnaryOperator.identity())) {
			ActorId guest = house.spawn("eyes");
			String said = house.ask(guest, "named 1 name = \"x\"|component = \"state/pin.bin\"|",
					Duration.ofSeconds(10));
			System.out.println(said);
			assertThat(said).startsWith("err").doesNotContain("37 33 39 31", "4 bytes");
			String guessed = house.ask(guest, "named 1 name = \"x\"|component = \"state/pim.bin\"|",
					Duration.ofSeconds(10));
			System.out.println(guessed);
			assertThat(guessed).startsWith("err").doesNotContain("pin.bin");
		}
	}

}
