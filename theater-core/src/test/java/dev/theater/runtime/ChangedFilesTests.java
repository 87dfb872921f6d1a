package dev.theater.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

import dev.theater.actor.ActorId;
import dev.theater.supervisor.SupervisorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is remembered of files does not keep a spawn from seeing that they have changed.
 */
class ChangedFilesTests {

	@TempDir
	Path directory;

	private Stage stage;

	@BeforeEach
	void open() throws IOException {
		this.stage = Stage.open(this.directory);
		this.stage.manifest("counter", "counter", Stage.ALL);
		// what has just been written is not remembered
		for (String file : List.of("counter.toml", "counter.component.wasm")) {
			Files.setLastModifiedTime(this.directory.resolve(file), FileTime.from(Instant.now().minusSeconds(60)));
		}
		this.stage.spawn("counter", "1");
		this.stage.spawn("counter", "2");
	}

	@AfterEach
	void close() {
		this.stage.close();
	}

	@Test
	void aSpawnSeesAManifestThatHasChanged() {
		this.stage.manifest("counter", "counter", Stage.ALL + "[limits]\nmax_state = \"1B\"\n");
		assertThatExceptionOfType(SupervisorException.class).isThrownBy(() -> this.stage.spawn("counter", "41"))
			.withMessageContaining("max_state");
		this.stage.manifest("counter", "counter", Stage.ALL);
		assertThat(this.stage.request(this.stage.spawn("counter", "41"), "get")).isEqualTo("41");
	}

	@Test
	void aSpawnSeesThatAManifestIsGone() throws IOException {
		Files.delete(this.directory.resolve("counter.toml"));
		assertThatExceptionOfType(SupervisorException.class).isThrownBy(() -> this.stage.spawn("counter", "1"))
			.withMessageContaining("does not exist");
	}

	@Test
	void aSpawnChecksAnOldComponentAgainstANewManifest() {
		this.stage.manifest("counter", "counter", "");
		assertThatExceptionOfType(SupervisorException.class).isThrownBy(() -> this.stage.spawn("counter", "1"))
			.withMessageContaining("[[handler]]");
	}

	@Test
	void aSpawnSeesAComponentThatHasChanged() throws IOException {
		Path component = this.directory.resolve("counter.component.wasm");
		byte[] before = Files.readAllBytes(component);
		Files.write(component, "no component".getBytes(StandardCharsets.UTF_8));
		assertThatExceptionOfType(SupervisorException.class).isThrownBy(() -> this.stage.spawn("counter", "1"))
			.withMessageContaining("counter.component.wasm");
		Files.write(component, before);
		ActorId again = this.stage.spawn("counter", "5");
		assertThat(this.stage.request(again, "get")).isEqualTo("5");
	}

}
