package dev.theater.spring.test.plain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorMessaging;
import dev.theater.chain.EventStore;
import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.RuntimeStatus;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.spring.test.TheaterTest;
import dev.theater.supervisor.SupervisorService;
import dev.theater.test.ManualClock;
import dev.theater.test.Puppet;
import dev.theater.test.Scenario;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** No test sees anything of another. Each is run twice, to be the other's other. */
@TheaterTest(properties = { "theater.actors.tally.manifest=counter.toml", "theater.actors.tally.init=41" })
@Import(IsolationTests.Crew.class)
class IsolationTests {

	static final List<TheaterRuntime> RUNTIMES = new ArrayList<>();

	static final List<EventStore> STORES = new ArrayList<>();

	static final List<ApplicationContext> CONTEXTS = new ArrayList<>();

	@Autowired
	ApplicationContext context;

	@Autowired
	TheaterRuntime runtime;

	@Autowired
	EventStore store;

	@Autowired
	Scenario scenario;

	@Autowired
	Crew crew;

	/** A bean of the application that lives as long as the context. */
	static class Crew {

		final SupervisorService supervisor;

		final ActorDirectory directory;

		final ActorMessaging messaging;

		Crew(SupervisorService supervisor, ActorDirectory directory, ActorMessaging messaging) {
			this.supervisor = supervisor;
			this.directory = directory;
			this.messaging = messaging;
		}

	}

	@BeforeEach
	void isFresh(Scenario scenario, ManualClock clock) {
		assertThat(scenario).isSameAs(this.scenario);
		assertThat(scenario.runtime()).isSameAs(this.runtime);
		assertThat(RUNTIMES).doesNotContain(this.runtime).allSatisfy(IsolationTests::isOver);
		assertThat(STORES).doesNotContain(this.store);
		assertThat(CONTEXTS).allSatisfy((other) -> assertThat(other).isSameAs(this.context));
		assertThat(clock.now()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
		scenario.at("tally").andVerifyState("41").andVerify((tally) -> assertThat(tally.incarnation()).isOne());
		assertThat(scenario.tree().roots()).hasSize(2);
		assertThat(scenario.tree().totals().restarts()).isZero();
		assertThat(scenario.story()).startsWith("tally Spawned").endsWith("desk Spawned").hasSize(5);
	}

	private static void isOver(TheaterRuntime runtime) {
		assertThat(runtime.status()).isEqualTo(RuntimeStatus.STOPPED);
		assertThat(runtime.actorCount()).isZero();
	}

	@AfterEach
	void leavesTraces(ManualClock clock) {
		RUNTIMES.add(this.runtime);
		STORES.add(this.store);
		CONTEXTS.add(this.context);
		if (this.runtime.status() == RuntimeStatus.STOPPED) {
			return;
		}
		this.scenario.at("tally").send("more");
		this.scenario.spawn(Puppet.MANIFEST).crashAndAwait();
		clock.advance(Duration.ofHours(1));
	}

	@RepeatedTest(2)
	void beansOfTheContextReachTheTestsRuntime() {
		ActorId id = this.crew.supervisor.spawn(Puppet.MANIFEST, "1".getBytes());
		this.crew.messaging.send(id, Puppet.add().getBytes());
		this.scenario.actor(id).andVerifyState("2");
		assertThat(this.crew.directory.node(id)).isEqualTo(this.runtime.directory().node(id)).isPresent();
	}

	@RepeatedTest(2)
	void aGuestThatHangsIsKilled() {
		this.scenario.spawn(Puppet.MANIFEST).hang();
	}

	@RepeatedTest(2)
	void theTestMayCloseItsRuntime() {
		this.runtime.close();
	}

	@Nested
	class Inside {

		@RepeatedTest(2)
		void isFreshToo(Scenario scenario) {
			assertThat(scenario).isSameAs(IsolationTests.this.scenario);
		}

	}

}
