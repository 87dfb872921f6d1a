package dev.theater.spring.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import dev.theater.actor.ActorId;
import dev.theater.actor.ExitReason;
import dev.theater.actor.FailureCause;
import dev.theater.supervisor.RestartStrategy;
import dev.theater.supervisor.SupervisorEvent;
import dev.theater.supervisor.SupervisorEvent.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class ActorEventPublisherTests {

	private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

	private final List<Object> published = Collections.synchronizedList(new ArrayList<>());

	@Test
	void publishesInOrderFromOneThreadThatIsNotTheCallers() {
		Set<Thread> threads = ConcurrentHashMap.newKeySet();
		ActorEventPublisher publisher = new ActorEventPublisher((event) -> {
			threads.add(Thread.currentThread());
			this.published.add(event);
		});
		List<SupervisorEvent> events = IntStream.range(0, 2000).mapToObj(ActorEventPublisherTests::spawned).toList();
		events.forEach(publisher::onEvent);
		publisher.close(Duration.ofSeconds(30));
		assertThat(this.published).isEqualTo(events.stream().map(ActorLifecycleEvent::of).toList());
		assertThat(threads).hasSize(1).doesNotContain(Thread.currentThread());
		assertThat(publisher.dropped()).isZero();
	}

	@Test
	void dropsTheNewestAndCountsThemWhenListenersAreTooSlow() throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		ActorEventPublisher publisher = new ActorEventPublisher((event) -> {
			this.published.add(event);
			entered.countDown();
			hold(release);
		}, 2);
		publisher.onEvent(spawned(0));
		entered.await();
		IntStream.range(1, 6).forEach((i) -> publisher.onEvent(spawned(i)));
		assertThat(publisher.dropped()).isEqualTo(3);
		release.countDown();
		publisher.close(Duration.ofSeconds(30));
		assertThat(this.published).extracting((event) -> ((ActorSpawned) event).incarnation()).containsExactly(0, 1, 2);
	}

	@Test
	void goesOnAfterAListenerThatFails() {
		ActorEventPublisher publisher = new ActorEventPublisher((event) -> {
			this.published.add(event);
			throw new IllegalStateException("a listener's fault");
		});
		publisher.onEvent(spawned(1));
		publisher.onEvent(spawned(2));
		publisher.close(Duration.ofSeconds(30));
		assertThat(this.published).hasSize(2);
	}

	@Test
	void doesNotWaitLongerThanToldForAListenerThatHangs() throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		ActorEventPublisher publisher = new ActorEventPublisher((event) -> {
			entered.countDown();
			hold(release);
		});
		publisher.onEvent(spawned(1));
		publisher.onEvent(spawned(2));
		entered.await();
		publisher.close(Duration.ofMillis(50));
		assertThat(publisher.dropped()).isEqualTo(1);
		release.countDown();
	}

	@Test
	void takesNothingAfterItsEnd() {
		ActorEventPublisher publisher = new ActorEventPublisher(this.published::add);
		publisher.close();
		publisher.onEvent(spawned(1));
		assertThat(publisher.dropped()).isEqualTo(1);
		assertThat(this.published).isEmpty();
	}

	@Test
	void endsItsThread() {
		Set<Thread> threads = ConcurrentHashMap.newKeySet();
		ActorEventPublisher publisher = new ActorEventPublisher((event) -> threads.add(Thread.currentThread()));
		publisher.onEvent(spawned(1));
		publisher.close(Duration.ofSeconds(30));
		assertThat(threads).hasSize(1);
		await().until(() -> threads.stream().noneMatch(Thread::isAlive));
	}

	@Test
	void hasAnEventForEachStep() {
		Subject at = subject(3);
		ActorId id = at.id();
		ExitReason reason = new ExitReason.Failed(FailureCause.TRAP, "handle-send", "unreachable");
		assertThat(
				List.of(new SupervisorEvent.Spawned(at, NOW),
						new SupervisorEvent.Restarted(at, NOW, RestartStrategy.ONE_FOR_ALL),
						new SupervisorEvent.Reloaded(at, NOW, "worker.toml", List.of("component"), "sha256:1",
								"sha256:2"),
						new SupervisorEvent.ReloadFailed(at, NOW, "worker.toml is no manifest"),
						new SupervisorEvent.Failed(at, NOW, reason), new SupervisorEvent.Stopped(at, NOW, reason),
						new SupervisorEvent.GaveUp(at, NOW, reason), new SupervisorEvent.Parked(at, NOW, reason)))
			.map(ActorLifecycleEvent::of)
			.containsExactly(new ActorSpawned(id, "worker-1", "desk/worker-1", "desk", 3, NOW),
					new ActorRestarted(id, "worker-1", "desk/worker-1", "desk", 3, NOW, RestartStrategy.ONE_FOR_ALL),
					new ActorReloaded(id, "worker-1", "desk/worker-1", "desk", 3, NOW, "worker.toml",
							List.of("component"), "sha256:1", "sha256:2"),
					new ActorReloadFailed(id, "worker-1", "desk/worker-1", "desk", 3, NOW,
							"worker.toml is no manifest"),
					new ActorFailed(id, "worker-1", "desk/worker-1", "desk", 3, NOW, reason),
					new ActorStopped(id, "worker-1", "desk/worker-1", "desk", 3, NOW, reason),
					new SupervisorGaveUp(id, "worker-1", "desk/worker-1", "desk", 3, NOW, reason),
					new ActorParked(id, "worker-1", "desk/worker-1", "desk", 3, NOW, reason));
	}

	private static SupervisorEvent spawned(int incarnation) {
		return new SupervisorEvent.Spawned(subject(incarnation), NOW);
	}

	private static Subject subject(int incarnation) {
		return new Subject(ActorId.random(), "worker-1", "counter", "desk/worker-1", "desk", incarnation);
	}

	private static void hold(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
