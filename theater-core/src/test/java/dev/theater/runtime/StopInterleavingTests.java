package dev.theater.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import dev.theater.actor.ActorId;
import dev.theater.actor.MailboxFullException;
import dev.theater.actor.MessagingException;
import dev.theater.actor.Messenger;
import dev.theater.interleaving.Interleavings;
import dev.theater.supervisor.SupervisorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Stops and restarts that meet messages, spawns and channels, in a whole runtime. */
@Timeout(900)
class StopInterleavingTests extends OnStage {

	private static final Logger logger = LoggerFactory.getLogger(StopInterleavingTests.class);

	private static final int ROUNDS = (int) Math.max(10, Interleavings.rounds(20_000) / 200);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final AtomicInteger refused = new AtomicInteger();

	@BeforeEach
	void cast() {
		this.stage.puppet("worker", "[limits]\nmailbox = 10\n")
			.puppet("fragile", "[lifecycle]\nshutdown = \"brutal-kill\"\n");
	}

	@AfterEach
	void endThreads() {
		this.threads.shutdownNow();
	}

	private <T> CompletableFuture<T> beside(Callable<T> action) {
		CompletableFuture<T> result = new CompletableFuture<>();
		this.threads.execute(() -> {
			try {
				result.complete(action.call());
			}
			catch (Throwable ex) {
				result.completeExceptionally(ex);
			}
		});
		return result;
	}

	/** Lets others begin, or not. */
	private static void pause() {
		LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(2_000_000));
	}

	/** Sends until told to stop; how many were taken. */
	private int sendUntil(AtomicBoolean over, ActorId to) {
		int taken = 0;
		while (!over.get()) {
			try {
				this.stage.send(to, "add");
				taken++;
			}
			catch (MailboxFullException ex) {
				this.refused.incrementAndGet();
				LockSupport.parkNanos(1);
			}
		}
		return taken;
	}

	@Test
	void aRestartLosesNoMessageAndHandlesNoneTwice() {
		ActorId worker = this.stage.spawn("worker", "0");
		AtomicBoolean over = new AtomicBoolean();
		List<CompletableFuture<Integer>> senders = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			senders.add(beside(() -> sendUntil(over, worker)));
		}
		for (int i = 0; i < ROUNDS; i++) {
			supervisor().restartChild(worker);
		}
		over.set(true);
		int taken = senders.stream().mapToInt(OnStage::finish).sum();
		await().untilAsserted(() -> assertThat(state(worker)).isEqualTo(String.valueOf(taken)));
		assertThat(this.stage.counter("theater.messages.dead", "reason", "stopped")).isZero();
		assertThat(node(worker).incarnation()).isEqualTo(ROUNDS + 1);
		logger.info("{} restarts, {} messages handled, {} refused as too many", ROUNDS, taken, this.refused);
	}

	@Test
	void whatAChildIsSentIsHandledOrDeadOrRefusedWhereItIsStopped() {
		int accepted = 0;
		for (int i = 0; i < ROUNDS; i++) {
			ActorId worker = this.stage.spawn("fragile", "0");
			CyclicBarrier start = new CyclicBarrier(2);
			CompletableFuture<List<CompletableFuture<String>>> asked = beside(() -> {
				start.await();
				List<CompletableFuture<String>> answers = new ArrayList<>();
				for (int request = 0; request < 5; request++) {
					answers.add(this.stage.ask(worker, "add"));
				}
				return answers;
			});
			CompletableFuture<Void> stopped = beside(() -> {
				start.await();
				pause();
				supervisor().stopChild(worker);
				return null;
			});
			finish(stopped);
			for (CompletableFuture<String> answer : finish(asked)) {
				accepted += endsWell(answer) ? 1 : 0;
			}
			awaitGone(worker);
		}
		assertNobodyIsLeft();
		logger.info("{} stops, {} of {} requests answered, the others refused", ROUNDS, accepted, 5 * ROUNDS);
	}

	private static boolean endsWell(CompletableFuture<String> answer) {
		try {
			finish(answer);
			return true;
		}
		catch (MessagingException ex) {
			return false;
		}
	}

	@Test
	void noSpawnSurvivesTheStopOfItsParent() {
		AtomicInteger spawned = new AtomicInteger();
		for (int i = 0; i < ROUNDS; i++) {
			ActorId boss = this.stage.spawn("fragile", "0");
			CyclicBarrier start = new CyclicBarrier(2);
			List<CompletableFuture<String>> spawns = new ArrayList<>();
			CompletableFuture<Void> asking = beside(() -> {
				for (int child = 0; child < 4; child++) {
					spawns.add(this.stage.ask(boss, "spawn worker.toml 1"));
					if (child == 1) {
						start.await();
					}
				}
				return null;
			});
			CompletableFuture<Void> stopped = beside(() -> {
				start.await();
				pause();
				supervisor().stopChild(boss);
				return null;
			});
			finish(stopped);
			assertNobodyIsLeft();
			finish(asking);
			spawns.forEach((spawn) -> spawned.addAndGet((endsWell(spawn) && spawn.join().startsWith("ok")) ? 1 : 0));
			assertNobodyIsLeft();
		}
		logger.info("{} stops, {} of {} spawns had been answered", ROUNDS, spawned, 4 * ROUNDS);
	}

	/**
	 * The end of the wait and the acceptance meet; who accepted must not keep the end.
	 */
	@Test
	void noChannelSurvivesTheStopOfItsOpener() {
		ActorId other = this.stage.spawn("worker", "0");
		AtomicInteger opened = new AtomicInteger();
		for (int i = 0; i < ROUNDS; i++) {
			ActorId opener = this.stage.spawn("fragile", "0");
			CompletableFuture<String> opening = this.stage.ask(opener, "channel " + other + " accept");
			CompletableFuture<Void> stopped = beside(() -> {
				pause();
				supervisor().stopChild(opener);
				return null;
			});
			finish(stopped);
			opened.addAndGet(endsWell(opening) ? 1 : 0);
			assertThat(this.stage.request(other, "id")).isNotEmpty();
		}
		Messenger messenger = (Messenger) this.stage.runtime().messaging();
		await().untilAsserted(() -> assertThat(messenger.find(other).instance().channels().size()).isZero());
		logger.info("{} openers stopped, {} had opened their channel", ROUNDS, opened);
	}

	/**
	 * As the directed test, with the opener's end at any moment of the other's handler.
	 */
	@Test
	void whoAcceptsIsToldHoweverTheOpenerEnds() {
		ActorId holder = this.stage.spawn("worker");
		for (int i = 0; i < Math.max(5, ROUNDS / 4); i++) {
			ActorId opener = this.stage.spawn("fragile", "0");
			ActorId other = this.stage.spawn("fragile");
			this.stage.ask(opener, "channel " + other + " ask " + holder + " none");
			await().until(() -> !this.stage.request(holder, "outstanding").equals("ok 0"));
			CompletableFuture<Void> stopped = beside(() -> {
				pause();
				supervisor().stopChild(opener);
				return null;
			});
			String id = this.stage.request(holder, "outstanding").substring("ok 1 ".length());
			assertThat(this.stage.request(holder, "respond " + id + " go")).isEqualTo("ok responded");
			await().untilAsserted(() -> assertThat(state(other)).matches("closed [-0-9a-f]{36}"));
			finish(stopped);
			supervisor().stopChild(other);
		}
	}

	@Test
	void everyCallOfManyThatMeetIsAnswered() {
		AtomicInteger failed = new AtomicInteger();
		for (int i = 0; i < ROUNDS / 2; i++) {
			ActorId boss = this.stage.spawn("worker", "0");
			List<CompletableFuture<Void>> calls = new ArrayList<>();
			calls.add(meeting(failed, () -> supervisor().restartChild(boss)));
			calls.add(meeting(failed, () -> directory().stop(boss)));
			calls.add(meeting(failed, () -> supervisor().stopChild(boss)));
			calls.add(meeting(failed, () -> this.stage.request(boss, "spawn worker.toml 1", Duration.ofSeconds(10))));
			calls.forEach(OnStage::finish);
			assertNobodyIsLeft();
		}
		assertThat(failed.get()).as("some come too late").isPositive();
	}

	private CompletableFuture<Void> meeting(AtomicInteger failed, Runnable call) {
		return beside(() -> {
			try {
				call.run();
			}
			catch (SupervisorException | MessagingException ex) {
				failed.incrementAndGet();
			}
			return null;
		});
	}

}
