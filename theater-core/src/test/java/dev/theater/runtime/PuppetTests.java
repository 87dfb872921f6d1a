package dev.theater.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

import dev.theater.actor.ActorFailedException;
import dev.theater.actor.ActorId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The guest that the other tests play with does what its source says. */
class PuppetTests {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	@TempDir
	Path directory;

	private Stage stage;

	@BeforeEach
	void open() {
		this.stage = Stage.open(this.directory).puppet("puppet", "[supervision]\n");
	}

	@AfterEach
	void close() {
		this.stage.close();
	}

	@Test
	void isWhatWasLastBuiltOfItsSources() throws Exception {
		List<String> sums = Files.readAllLines(ROOT.resolve("theater-core/src/test/guests/SHA256SUMS"));
		assertThat(sums).hasSize(13);
		for (String sum : sums) {
			String[] parts = sum.split(" [ *]", 2);
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(ROOT.resolve(parts[1])));
			assertThat(HexFormat.of().formatHex(hash))
				.as("%s; run theater-core/src/test/guests/build.sh after an edit", parts[1])
				.isEqualTo(parts[0]);
		}
	}

	@Test
	void keepsCountsAndAnswers() {
		ActorId puppet = this.stage.spawn("puppet", "40");
		this.stage.send(puppet, "add");
		assertThat(this.stage.request(puppet, "add")).isEqualTo("42");
		assertThat(this.stage.request(puppet, "get")).isEqualTo("42");
		assertThat(this.stage.request(puppet, "set a b")).isEqualTo("ok");
		assertThat(this.stage.request(puppet, "get")).isEqualTo("a b");
		assertThat(this.stage.request(puppet, "id")).isEqualTo(puppet.toString());
		assertThat(this.stage.request(puppet, "dance")).isEqualTo("err unknown command: dance");
		assertThat(this.stage.request(puppet, "outstanding")).isEqualTo("ok 0");
	}

	@Test
	void isASupervisor() {
		ActorId puppet = this.stage.spawn("puppet");
		String spawned = this.stage.request(puppet, "spawn puppet.toml 7");
		assertThat(spawned).startsWith("ok ");
		String child = spawned.substring(3);
		assertThat(this.stage.request(puppet, "list")).isEqualTo("ok 1 " + child);
		assertThat(this.stage.request(puppet, "state " + child)).isEqualTo("ok some:7");
		assertThat(this.stage.request(puppet, "events " + child)).contains("theater:simple/actor/init");
		assertThat(this.stage.request(puppet, "restart " + child)).isEqualTo("ok restarted");
		assertThat(this.stage.request(puppet, "request " + child + " get")).isEqualTo("ok 7");
		assertThat(this.stage.request(puppet, "send " + child + " add")).isEqualTo("ok sent");
		assertThat(this.stage.request(puppet, "flood " + child + " 5")).isEqualTo("5 ok sent");
		assertThat(this.stage.request(puppet, "stop " + child)).isEqualTo("ok stopped");
		assertThat(this.stage.request(puppet, "resume puppet.toml 9")).startsWith("ok ");
		assertThat(this.stage.request(puppet, "chain")).startsWith("ok ").contains("theater:simple/supervisor/spawn");
	}

	@Test
	void followsItsDirectivesInInit() {
		ActorId puppet = this.stage.spawn("puppet", "init=spawn:puppet.toml 3");
		assertThat(this.stage.request(puppet, "get")).startsWith("ok ").hasSize(39);
		assertThatThrownBy(() -> this.stage.spawn("puppet", "init=err no wish")).hasMessageContaining("no wish");
		assertThatThrownBy(() -> this.stage.spawn("puppet", "init=trap")).hasMessageContaining("init failed (trap)");
		assertThatThrownBy(() -> this.stage.spawn("puppet", "init=what")).hasMessageContaining("unknown directive");
	}

	@Test
	void fails() {
		for (String command : List.of("trap", "err so be it", "recurse", "badutf8", "badlog", "shutdown-err")) {
			ActorId puppet = this.stage.spawn("puppet", "1");
			assertThatThrownBy(() -> this.stage.request(puppet, command)).as(command)
				.isInstanceOf(ActorFailedException.class);
		}
	}

}
