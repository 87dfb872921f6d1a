package dev.theater.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import dev.theater.actor.ActorId;
import dev.theater.actor.RuntimeClock;
import dev.theater.actor.ScriptedStore;
import dev.theater.actor.SystemClock;
import dev.theater.supervisor.RootSupervisor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whatever supervisors have to do, nobody's deadline waits for it. */
class TimerThreadTests extends OnStage {

	/** Threads that have run steps of supervisors. */
	private final Set<String> steppers = ConcurrentHashMap.newKeySet();

	private final ScriptedStore store = new ScriptedStore(true);

	private final class Watched implements RuntimeClock {

		private final RuntimeClock clock = new SystemClock();

		@Override
		public long nanoTime() {
			look();
			return this.clock.nanoTime();
		}

		@Override
		public Instant now() {
			look();
			return this.clock.now();
		}

		@Override
		public Timer schedule(Duration delay, Runnable task) {
			look();
			return this.clock.schedule(delay, task);
		}

		@Override
		public void close() {
			this.clock.close();
		}

		private void look() {
			try {
				RootSupervisor.refuseOnLane();
			}
			catch (IllegalStateException ex) {
				TimerThreadTests.this.steppers.add(Thread.currentThread().getName());
			}
		}

	}

	@Test
	void theTimerThatGivesAThreadUpRunsNoStepsOfItsSupervisor() {
		reopen((builder) -> builder.eventStore(this.store).clock(new Watched()));
		this.stage.puppet("brutal", "[lifecycle]\nshutdown = \"brutal-kill\"\n");
		ActorId child = this.stage.spawn("brutal", "5");
		this.store.holdFor(child.uuid());
		CompletableFuture<String> answer = this.stage.ask(child, "add");
		await().until(() -> this.store.held() == 1);
		CompletableFuture<Void> restart = CompletableFuture.runAsync(() -> supervisor().restartChild(child));
		assertThatThrownBy(() -> finish(answer)).hasMessageContaining("given up");
		this.store.release();
		finish(restart);
		assertThat(this.steppers).isNotEmpty().doesNotContain("theater-timer");
	}

}
