package dev.theater.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.theater.actor.ActorFailedException;
import dev.theater.actor.ActorId;
import dev.theater.supervisor.SupervisorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A neighbour of actors that wait for ever or loop for ever is answered in time, with two
 * places for running turns. Where the machine is busy with other things everybody is
 * late; so each ping comes with one of an actor alone in a runtime of its own, and the
 * limit is as much higher as that one is slow.
 */
@Timeout(60)
class NeighbourLatencyTests {

	private static final Logger logger = LoggerFactory.getLogger(NeighbourLatencyTests.class);

	private static final Duration LIMIT = Duration.ofMillis(100);

	/** The slowest ping of the actor that is alone counts so many times. */
	private static final int ALLOWANCE = 3;

	private static final Duration CALL_TIMEOUT = Duration.ofSeconds(1);

	private static final String KEYS = """
			[lifecycle]
			call_timeout = "1s"
			init_timeout = "1s"
			""";

	@TempDir
	Path directory;

	private Stage stage;

	private Stage quiet;

	private ActorId alone;

	@AfterEach
	void close() {
		this.stage.close();
		this.quiet.close();
	}

	/** What the neighbour's pings took, and beside them those of the actor alone. */
	private record Times(long[] pings, long[] alone) {

		static Duration quantile(long[] times, double part) {
			long[] sorted = times.clone();
			Arrays.sort(sorted);
			return Duration.ofNanos(sorted[(int) Math.ceil(sorted.length * part) - 1]);
		}
	}

	private ActorId open(RuntimeSettings.EngineMode mode) {
		this.stage = stage(mode, this.directory.resolve("loud"));
		this.quiet = stage(mode, this.directory.resolve("quiet"));
		ActorId neighbour = this.stage.spawn("actor", "1");
		this.alone = this.quiet.spawn("actor", "1");
		ping(neighbour, 200, Duration.ZERO);
		return neighbour;
	}

	private static Stage stage(RuntimeSettings.EngineMode mode, Path directory) {
		return Stage
			.open(directory, (builder) -> builder.settings(
					TestSettings.defaults().mode(mode).threads(2, 64).requestTimeout(Duration.ofMillis(1_500)).build()))
			.puppet("actor", KEYS);
	}

	/** Pings, one every so often. */
	private Times ping(ActorId neighbour, int count, Duration every) {
		Times times = new Times(new long[count], new long[count]);
		long next = System.nanoTime();
		for (int i = 0; i < count; i++) {
			times.pings()[i] = ping(this.stage, neighbour);
			times.alone()[i] = ping(this.quiet, this.alone);
			next += every.toNanos();
			LockSupport.parkNanos(next - System.nanoTime());
		}
		return times;
	}

	private static long ping(Stage stage, ActorId actor) {
		long start = System.nanoTime();
		assertThat(stage.request(actor, "get")).isEqualTo("1");
		return System.nanoTime() - start;
	}

	private static void assertFast(String what, Times times) {
		Duration p99 = Times.quantile(times.pings(), 0.99);
		Duration slowest = Times.quantile(times.alone(), 1);
		logger.info("{}: {} pings, p50 {} us, p99 {} us, max {} us; of the actor alone p99 {} us, max {} us", what,
				times.pings().length, Times.quantile(times.pings(), 0.5).toNanos() / 1_000, p99.toNanos() / 1_000,
				Times.quantile(times.pings(), 1).toNanos() / 1_000,
				Times.quantile(times.alone(), 0.99).toNanos() / 1_000, slowest.toNanos() / 1_000);
		assertThat(p99).as("%s, while an actor alone is answered within %s", what, slowest)
			.isLessThan(LIMIT.plus(slowest.multipliedBy(ALLOWANCE)));
	}

	private static Throwable failureOf(CompletableFuture<?> future) throws Exception {
		try {
			future.get(20, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			return ex.getCause();
		}
		throw new AssertionError("it ended well");
	}

	@ParameterizedTest
	@EnumSource
	void actorsThatRequestEachOtherOrThemselvesDelayNobody(RuntimeSettings.EngineMode mode) throws Exception {
		ActorId neighbour = open(mode);
		ActorId one = this.stage.spawn("actor", "1");
		ActorId two = this.stage.spawn("actor", "1");
		ActorId self = this.stage.spawn("actor", "1");
		CompletableFuture<Times> pings = CompletableFuture
			.supplyAsync(() -> ping(neighbour, 200, Duration.ofMillis(10)));
		for (int i = 0; i < 10; i++) {
			CompletableFuture<String> there = this.stage.ask(one, "request " + two + " request " + one + " get");
			CompletableFuture<String> back = this.stage.ask(two, "request " + one + " get");
			CompletableFuture<String> itself = this.stage.ask(self, "self-request");
			assertThat(itself.get(1, TimeUnit.SECONDS)).startsWith("err the wait would close a circle: ")
				.contains(self.toString());
			List<String> answers = List.of(there.get(5, TimeUnit.SECONDS), back.get(5, TimeUnit.SECONDS));
			assertThat(answers).anySatisfy((answer) -> assertThat(answer).contains("the wait would close a circle: ")
				.contains(one.toString(), two.toString()));
		}
		assertFast(mode + ", circles", pings.get(20, TimeUnit.SECONDS));
	}

	/** Waits that are no circles: deferred for ever, so that each ends by its timeout. */
	@ParameterizedTest
	@EnumSource
	void actorsThatWaitForAnAnswerThatNeverComesDelayNobody(RuntimeSettings.EngineMode mode) throws Exception {
		ActorId neighbour = open(mode);
		ActorId silent = this.stage.spawn("actor", "1");
		List<CompletableFuture<String>> waits = List.of(
				this.stage.ask(this.stage.spawn("actor", "1"), "request " + silent + " none"),
				this.stage.ask(this.stage.spawn("actor", "1"), "request " + silent + " none"),
				this.stage.ask(this.stage.spawn("actor", "1"), "request " + silent + " none"));
		assertFast(mode + ", waits", ping(neighbour, 130, Duration.ofMillis(10)));
		for (CompletableFuture<String> wait : waits) {
			assertThat(wait.get(5, TimeUnit.SECONDS)).contains("did not answer within 1500 ms");
		}
	}

	@ParameterizedTest
	@EnumSource
	void guestsThatLoopDelayNobodyOnceTheirTimeIsOver(RuntimeSettings.EngineMode mode) throws Exception {
		ActorId neighbour = open(mode);
		ActorId one = this.stage.spawn("actor", "1");
		ActorId two = this.stage.spawn("actor", "1");
		ActorId parent = this.stage.spawn("actor", "1");
		CompletableFuture<String> first = this.stage.ask(one, "loop");
		CompletableFuture<String> second = this.stage.ask(two, "loop");
		CompletableFuture<String> ofGuest = this.stage.ask(parent, "spawn actor.toml init=hang");
		CompletableFuture<ActorId> ofJava = CompletableFuture.supplyAsync(() -> this.stage.spawn("actor", "init=hang"));
		long begun = System.nanoTime();
		Times during = ping(neighbour, 80, Duration.ofMillis(10));
		logger.info("{}, before call_timeout: max {} us", mode, Times.quantile(during.pings(), 1).toNanos() / 1_000);
		await().pollInterval(Duration.ofMillis(5))
			.until(() -> System.nanoTime() - begun > CALL_TIMEOUT.plusMillis(100).toNanos());
		assertFast(mode + ", loops, after call_timeout", ping(neighbour, 150, Duration.ofMillis(10)));
		for (CompletableFuture<String> loop : List.of(first, second)) {
			assertThat(failureOf(loop)).isInstanceOf(ActorFailedException.class)
				.hasMessageContaining("handle-request failed (timeout): it ran longer than 1000 ms");
		}
		assertThat(ofGuest.get(10, TimeUnit.SECONDS)).startsWith("err Actor error: ")
			.contains("init failed (timeout): it ran longer than 1000 ms");
		assertThat(failureOf(ofJava)).isInstanceOf(SupervisorException.class)
			.hasMessageContaining("init failed (timeout): it ran longer than 1000 ms");
	}

}
