package dev.theater.runtime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import dev.theater.actor.ActorId;
import dev.theater.actor.TurnInterceptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What guests have loaded is bounded and keeps no one else waiting: one guest's load is
 * held up here, so that those of others wait behind it.
 */
class GuestLoadsTests extends OnStage {

	/** Longer than half of what a text may have, so that the guest repeats it once. */
	private static final String TEXT = ("name = \"late\"\ncomponent = \"greedy.component.wasm\"\n" + Stage.ALL + "#"
			+ "x".repeat(9_000))
		.replace('\n', '|');

	private final CountDownLatch held = new CountDownLatch(1);

	private final CountDownLatch release = new CountDownLatch(1);

	private final AtomicInteger late = new AtomicInteger();

	private TurnInterceptor.Around holdUp(TurnInterceptor.Operation operation) {
		if (operation.kind() == TurnInterceptor.Kind.SPAWN && operation.actor().equals("held")) {
			this.held.countDown();
			awaitRelease();
		}
		if (operation.kind() == TurnInterceptor.Kind.SPAWN && operation.actor().equals("late")) {
			this.late.incrementAndGet();
		}
		return (outcome, failure) -> {
		};
	}

	private void awaitRelease() {
		try {
			this.release.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@BeforeEach
	void holdALoadUp() throws InterruptedException {
		reopen((builder) -> builder.interceptor(this::holdUp)
			.settings(TestSettings.defaults().hostCallTimeout(Duration.ofMillis(300)).build()));
		for (String name : new String[] { "parent", "held", "worker" }) {
			this.stage.manifest(name, "greedy",
					Stage.ALL.replace("\"supervisor\"", "\"supervisor\"\ninline_manifests = true"));
		}
		this.stage.send(this.stage.spawn("parent"), "many 1 held.toml x");
		this.held.await();
	}

	@AfterEach
	void letGo() {
		this.release.countDown();
	}

	@Test
	void theApplicationStartsAnActorMeanwhile() {
		ActorId worker = this.stage.spawn("worker");
		assertThat(this.stage.request(worker, "touch 1")).isEqualTo("touched");
		assertThat(this.release.getCount()).isOne();
	}

	@Test
	void whatAGuestDoesNotWaitForAnyMoreIsNeverLoaded() {
		ActorId guest = this.stage.spawn("parent", "sibling");
		CompletableFuture<String> answer = this.stage.ask(guest, "bad 100 " + TEXT);
		assertThat(finish(answer)).startsWith("err ").contains("theater.limits.host-call-timeout");
		await().untilAsserted(() -> assertThat(this.stage.node(guest).children()).isEmpty());
		this.release.countDown();
		await().until(() -> this.stage.request(guest, "many 1 worker.toml x").startsWith("ok "));
		assertThat(this.late).hasValue(0);
		assertThat(this.stage.request(guest, "bad 1 " + TEXT)).startsWith("ok ");
		assertThat(this.late).hasValue(1);
	}

}
