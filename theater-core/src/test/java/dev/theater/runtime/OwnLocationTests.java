package dev.theater.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import dev.theater.actor.ActorId;
import dev.theater.manifest.ManifestLocation;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.SupervisorException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Manifests that come from a place of the application's own, such as another server:
 * whoever spawns waits for it as long as it may wait, and gets errors of a spawn.
 */
class OwnLocationTests extends OnStage {

	@TempDir
	Path elsewhere;

	private volatile Runnable reading = () -> {
	};

	private volatile boolean atHand;

	private final List<Thread> readers = new CopyOnWriteArrayList<>();

	@BeforeEach
	void manifests() {
		Stage.manifest(this.elsewhere, "away", "puppet", Stage.ALL, this);
		ManifestLocation files = ManifestLocation.directory(this.elsewhere);
		reopen((builder) -> builder.manifests(new Away(files))
			.settings(Stage.settings((limits) -> new RuntimeSettings.Limits(limits.actor(), limits.totalMemory(),
					limits.callTimeout(), limits.initTimeout(), Duration.ofSeconds(1), limits.maxTransfer(),
					limits.maxDepth(), limits.maxActors()))));
		this.stage.puppet("lead", "");
		this.stage.spawn("away", "1");
	}

	private final class Away implements ManifestLocation {

		private final ManifestLocation files;

		Away(ManifestLocation files) {
			this.files = files;
		}

		@Override
		public Optional<byte[]> read(String relativePath) {
			if (relativePath.equals("away.toml")) {
				OwnLocationTests.this.readers.add(Thread.currentThread());
				OwnLocationTests.this.reading.run();
			}
			return this.files.read(relativePath);
		}

		@Override
		public boolean isAtHand() {
			return OwnLocationTests.this.atHand;
		}

		@Override
		public String description() {
			return "another server";
		}

	}

	private static void broken() {
		throw new UncheckedIOException(new IOException("connection refused"));
	}

	@Test
	void aSpawnFromAPlaceThatFailsIsRefused() {
		this.reading = OwnLocationTests::broken;
		assertThatExceptionOfType(SupervisorException.class).isThrownBy(() -> this.stage.spawn("away", "2"))
			.withMessageContaining("connection refused");
		CompletableFuture<ActorId> later = supervisor().spawnAsync(ActorSpec.manifest("away.toml"));
		assertThat(later).failsWithin(Duration.ofSeconds(10));
	}

	@Test
	void aGuestsSpawnFromAPlaceThatFailsIsRefusedAndNotItsFailure() {
		ActorId lead = this.stage.spawn("lead");
		this.reading = OwnLocationTests::broken;
		// what a place says of itself is for the application
		assertThat(err(lead, "spawn away.toml")).contains("away.toml: it could not be loaded")
			.doesNotContain("connection refused", "Exception");
		assertThat(node(lead).incarnation()).isOne();
	}

	@Test
	void aGuestWaitsForASlowPlaceNoLongerThanItMay() {
		ActorId lead = this.stage.spawn("lead");
		CountDownLatch gate = new CountDownLatch(1);
		this.reading = () -> pass(gate);
		try {
			assertThat(err(lead, "spawn away.toml")).contains("host-call-timeout");
			assertThat(node(lead).incarnation()).isOne();
		}
		finally {
			gate.countDown();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "spawn", "resume" })
	void nothingIsLeftOfAChildThatWasTooSlowForItsParentAndTheNextStartsAtOnce(String function) {
		ActorId lead = this.stage.spawn("lead");
		CountDownLatch gate = new CountDownLatch(1);
		this.reading = () -> pass(gate);
		try {
			assertThat(err(lead, function + " away.toml")).contains("host-call-timeout");
			assertThat(children(lead)).isEmpty();
		}
		finally {
			gate.countDown();
		}
		this.reading = () -> {
		};
		// what one thread of the pool is busy with lies behind it when this one is there
		ActorId child = spawn(lead, "away", "1");
		await().until(() -> this.stage.cells() == 3);
		assertThat(children(lead)).containsExactly(child);
		assertThat(names(lead, "theater:simple/supervisor/" + function))
			.contains((function.equals("spawn") ? "SpawnChild" : "ResumeChild") + "Error");
		assertVerifies(lead);
	}

	@Test
	void aChildWhoseStartOutlastsItsParentsWaitIsStoppedWithItsOwnChildren() {
		this.stage.puppet("nested", "").puppet("slow", child("nested", "first", "") + child("away", "second", ""));
		ActorId lead = this.stage.spawn("lead");
		int before = this.stage.cells();
		CountDownLatch gate = new CountDownLatch(1);
		this.reading = () -> pass(gate);
		try {
			assertThat(err(lead, "spawn slow.toml")).contains("host-call-timeout");
			await().until(() -> this.stage.cells() == before);
			assertThat(children(lead)).isEmpty();
		}
		finally {
			gate.countDown();
		}
		assertThat(node(lead).incarnation()).isOne();
	}

	@Test
	void aSpawnThatAGivenUpIncarnationWasHeldUpInHasNoEffectOnTheNext() {
		this.stage.puppet("brutal", "[lifecycle]\nshutdown = \"brutal-kill\"\n");
		ActorId lead = this.stage.spawn("brutal");
		this.atHand = true;
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch gate = new CountDownLatch(1);
		this.reading = () -> {
			begun.countDown();
			pass(gate);
		};
		try {
			this.stage.send(lead, "spawn away.toml 9");
			pass(begun);
			supervisor().restartChild(lead);
		}
		finally {
			gate.countDown();
		}
		await().until(() -> names(lead, "theater:runtime/stale-incarnation").size() == 1);
		assertThat(children(lead)).isEmpty();
		assertThat(directory().find("brutal/away")).isEmpty();
	}

	@Test
	void aPlaceMayAskTheRuntime() {
		this.stage.puppet("asked", "");
		this.reading = () -> this.stage.spawn("asked", "3");
		ActorId away = finish(CompletableFuture.supplyAsync(() -> this.stage.spawn("away", "2")));
		assertThat(this.stage.request(away, "get")).isEqualTo("2");
	}

	@Test
	void whoSpawnsLaterDoesNotWaitForAPlace() {
		finish(supervisor().spawnAsync(ActorSpec.manifest("away.toml")));
		assertThat(this.readers).doesNotContain(Thread.currentThread());
	}

	private static void pass(CountDownLatch gate) {
		try {
			gate.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
