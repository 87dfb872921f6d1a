package dev.theater.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.theater.actor.ActorId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Guests that wait take the threads that others need, and have to give them back. */
@Timeout(60)
class WaitingGuestsTests {

	private static final String ENDED = "err the wait was ended, since actors that wait use up the runtime's threads: "
			+ "theater.dispatcher.max-threads is ";

	@TempDir
	Path directory;

	private Stage stage;

	@AfterEach
	void close() {
		this.stage.close();
	}

	private void open(int threads, int maxThreads) {
		this.stage = Stage
			.open(this.directory, (builder) -> builder.settings(
					TestSettings.defaults().threads(threads, maxThreads).requestTimeout(Duration.ofMinutes(2)).build()))
			.puppet("actor", "[lifecycle]\ncall_timeout = \"30s\"\nshutdown = \"100ms\"\n");
	}

	private CompletableFuture<String> ask(ActorId to, String message) {
		return this.stage.ask(to, message, Duration.ofMinutes(2));
	}

	@Test
	void aNeighbourIsAnsweredWhileManyGuestsWaitAndAFewLoop() throws Exception {
		open(2, 16);
		ActorId neighbour = this.stage.spawn("actor", "1");
		ActorId other = this.stage.spawn("actor", "1");
		ActorId silent = this.stage.spawn("actor", "1");
		List<ActorId> guests = IntStream.range(0, 40).mapToObj((i) -> this.stage.spawn("actor", "1")).toList();
		List<CompletableFuture<String>> waits = guests.stream()
			.map((guest) -> ask(guest, "request " + silent + " none"))
			.toList();
		await("the threads are used up, and some have had to give theirs back")
			.until(() -> waits.stream().filter(CompletableFuture::isDone).count() >= 40 - 14);
		for (int i = 0; i < 5; i++) {
			assertThat(this.stage.request(neighbour, "request " + other + " get")).isEqualTo("ok 1");
		}
		List<CompletableFuture<String>> loops = guests.subList(0, 6)
			.stream()
			.map((guest) -> ask(this.stage.spawn("actor", "1"), "loop"))
			.toList();
		assertThat(ask(neighbour, "get").get(20, TimeUnit.SECONDS)).isEqualTo("1");
		assertThat(ask(neighbour, "request " + other + " get").get(20, TimeUnit.SECONDS)).isEqualTo("ok 1");
		assertThat(loops).as("they loop for 30 s").noneMatch(CompletableFuture::isDone);
		assertThat(waits.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join))
			.allMatch((answer) -> answer.equals(ENDED + 16));
		assertThat(guests).as("a wait that was ended is no failure")
			.allMatch((guest) -> this.stage.node(guest).incarnation() == 1);
	}

	@Test
	void aGuestWhoseWaitWasEndedIsToldSoAndNothingWaitsForItAnyMore() {
		open(1, 2);
		ActorId first = this.stage.spawn("actor", "1");
		ActorId second = this.stage.spawn("actor", "1");
		ActorId holder = this.stage.spawn("actor", "1");
		CompletableFuture<String> wait = ask(first, "request " + holder + " none");
		await().until(() -> !this.stage.request(holder, "outstanding").equals("ok 0"));
		assertThat(this.stage.request(second, "request " + holder + " add")).isEqualTo("ok 2");
		assertThat(wait.join()).isEqualTo(ENDED + 2);
		assertThat(this.stage.request(holder, "outstanding")).isEqualTo("ok 0");
		assertThat(this.stage.request(holder, "request " + first + " get")).as("this closes no circle")
			.isEqualTo("ok 1");
		assertThat(this.stage.request(first, "request " + holder + " get")).as("its next call may wait")
			.isEqualTo("ok 2");
	}

	@Test
	void aSpawnWhoseWaitWasEndedLeavesNoChild() throws Exception {
		open(1, 2);
		ActorId parent = this.stage.spawn("actor", "1");
		ActorId other = this.stage.spawn("actor", "1");
		CompletableFuture<String> spawn = ask(parent, "spawn actor.toml init=hang");
		await().until(() -> !this.stage.node(parent).children().isEmpty());
		assertThat(ask(other, "get").get(20, TimeUnit.SECONDS)).isEqualTo("1");
		assertThat(spawn.get(20, TimeUnit.SECONDS)).isEqualTo(ENDED + 2);
		await().until(() -> this.stage.node(parent).children().isEmpty());
		assertThat(this.stage.cells()).isEqualTo(2);
	}

}
