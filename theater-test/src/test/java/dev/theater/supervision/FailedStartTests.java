package dev.theater.supervision;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.manifest.ManifestLocation;
import dev.theater.runtime.ActorNode;
import dev.theater.runtime.RuntimeSettings;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.SupervisorException.Reason;
import dev.theater.test.ManualClock;
import dev.theater.test.Puppet;
import dev.theater.test.ScenarioActor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** First starts that fail: who is told what, and that nothing is left of them. */
class FailedStartTests extends OnStage {

	private final ManualClock clock = new ManualClock();

	@BeforeEach
	void manifests() {
		puppet("worker", "").puppet("small", "[limits]\nmax_state = \"10B\"\n")
			.puppet("slow", "[lifecycle]\ninit_timeout = \"1s\"\n");
	}

	/** Begins to spawn an actor whose start fails a second later. */
	private ScenarioActor doomed() {
		CompletableFuture<ActorId> start = supervisor()
			.spawnAsync(ActorSpec.manifest("slow.toml").init(Puppet.hangInInit().getBytes(UTF_8)));
		this.scenario.settle();
		assertThat(start).isNotDone();
		return at("slow");
	}

	private void fail() {
		this.scenario.advance(Duration.ofSeconds(1));
	}

	@Test
	void aRequestThatWaitsForTheStartIsAnsweredWithItsFailure() {
		CompletableFuture<String> answer = doomed().ask(Puppet.get());
		fail();
		assertThatThrownBy(() -> finish(answer)).hasMessageStartingWith("actor slow (")
			.hasMessageEndingWith(") could not start");
	}

	@Test
	void messagesThatWaitForTheStartAreDeadLetters() {
		doomed().send(Puppet.add()).send(Puppet.add());
		fail();
		assertThat(count("theater.messages.dead", "stopped")).isEqualTo(2);
	}

	@Test
	void whoWatchesTheStartIsToldThatNothingIsKnown() {
		List<String> ends = watchEnds(doomed());
		fail();
		assertThat(ends).containsExactly("slow had ended before");
	}

	@Test
	void aStartThatItsChildrenFailedLeavesNoTimer() {
		reopen((builder) -> builder.clock(this.clock));
		puppet("doomed", child("worker", "a", Puppet.failInInit("no")));
		assertThatThrownBy(() -> this.scenario.spawn("doomed.toml")).hasMessageContaining("no");
		// the dispatcher looks after guests a little longer
		this.clock.advance(Duration.ofSeconds(1));
		this.scenario.settle();
		assertThat(this.clock.timers()).isZero();
	}

	@Test
	void aChildWhoseStartFailedIsNoLongerWaitedFor() {
		puppet("late", child("fresh", "a", ""));
		puppet("fresh", "");
		this.written.write("fresh.toml", "init_state = \"state/fresh\"\n" + Puppet.manifest("fresh", ""))
			.write("state/fresh", Puppet.failInInit("not yet"));
		rootActor("late", ActorSpec.manifest("late.toml"));
		ScenarioActor late = at("late").awaitParked();
		this.written.write("state/fresh", Puppet.requestInInit(late.id(), Puppet.get()));
		directory().restart(late.id());
		assertThat(late.child("a").state()).startsWith("err the wait would close a circle: ");
	}

	private void rootActor(String name, ActorSpec spec) {
		reopen((builder) -> builder.rootActors(List.of(new RuntimeSettings.RootActor(name, spec, false))));
	}

	// ---- states

	@Test
	void anInitialStateOfExactlyTheMostIsTaken() {
		assertThat(this.scenario.spawn("small.toml", "1234567890").state()).isEqualTo("1234567890");
	}

	@Test
	void anInitialStateOfOneByteMoreIsRefused() {
		assertThatExceptionOfType(HandlerErrorException.class)
			.isThrownBy(() -> this.scenario.spawn("small.toml", "12345678901"))
			.withMessage("Handler error: the initial state has 11 bytes; max_state of small.toml allows 10")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.LIMIT));
		assertNobodyIsLeft();
	}

	// ---- loading

	@Test
	void aPlaceOfManifestsThatFailsIsNamedInTheRefusal() {
		reopen((builder) -> builder.manifests(new ManifestLocation() {

			@Override
			public Optional<byte[]> read(String relativePath) {
				if (relativePath.equals("cursed.toml")) {
					throw new IllegalStateException("the disk is on fire");
				}
				return Optional.empty();
			}

			@Override
			public String description() {
				return "a cursed place";
			}

		}));
		assertThatExceptionOfType(HandlerErrorException.class).isThrownBy(() -> this.scenario.spawn("cursed.toml"))
			.withMessageContaining("cursed.toml")
			.withMessageEndingWith("the disk is on fire")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.LOAD));
		assertNobodyIsLeft();
	}

	@Test
	void aChildThatIsBeingLoadedIsShownAsStarting() {
		supervisor().spawnAsync(ActorSpec.manifest("worker.toml").name("worker"));
		untilAnybodyIsAtHome();
		assertThat(at("worker").node()).extracting(ActorNode::status, ActorNode::incarnation)
			.containsExactly(ActorStatus.STARTING, 0);
	}

	private void untilAnybodyIsAtHome() {
		runWhile(() -> directory().tree().roots().isEmpty());
	}

	@Test
	void aParkedActorThatIsLoadedAgainIsShownAsStarting() {
		this.written.write("late.toml", "broken");
		rootActor("late", ActorSpec.manifest("late.toml"));
		ScenarioActor late = at("late").awaitParked();
		puppet("late", "");
		CompletableFuture<Void> restart = this.scenario.begin(() -> directory().restart(late.id()));
		assertThat(this.dispatch.runNext()).isTrue();
		assertThat(late.node().status()).isEqualTo(ActorStatus.STARTING);
		finish(restart);
	}

	@Test
	void aParkedActorWhoseInitialStateIsTooLargeIsNotStartedWithoutIt() {
		rootActor("late", ActorSpec.manifest("small.toml").init("12345678901".getBytes(UTF_8)));
		ScenarioActor late = at("late").awaitParked();
		assertThatExceptionOfType(HandlerErrorException.class).isThrownBy(() -> directory().restart(late.id()))
			.withMessage("Handler error: the initial state has 11 bytes; max_state of small.toml allows 10");
		assertThat(late.node().parked()).isTrue();
	}

}
