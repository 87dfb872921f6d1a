package dev.theater.supervisor;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import dev.theater.actor.ActorError;
import dev.theater.actor.ExitReason;
import dev.theater.actor.FailureCause;
import dev.theater.supervisor.SupervisorException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What the values of supervision take, refuse and give. */
class ValuesTests {

	private static final byte[] FIVE = "5".getBytes(StandardCharsets.UTF_8);

	// ---- how an actor is specified

	@ParameterizedTest
	@ValueSource(strings = { "a", "desk 1", "büro", "x-y_z.1" })
	void takesNames(String name) {
		assertThat(ActorSpec.manifest("desk.toml").name(name).name()).contains(name);
	}

	@Test
	void takesANameOfAHundredCharactersAndNoLonger() {
		ActorSpec spec = ActorSpec.manifest("desk.toml");
		assertThat(spec.name("x".repeat(100)).name()).contains("x".repeat(100));
		assertThatIllegalArgumentException().isThrownBy(() -> spec.name("x".repeat(101)))
			.withMessage("'" + "x".repeat(101) + "' is no name for an actor; a name has 1 to 100 characters, "
					+ "no '/', no control characters and no space at its ends");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "a/b", " a", "a ", "a\tb", "a\u0000" })
	void refusesNames(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> ActorSpec.manifest("desk.toml").name(name))
			.withMessageStartingWith("'" + name.replaceAll("\\p{Cntrl}", "?") + "' is no name for an actor; ");
	}

	@Test
	void aSpecificationKeepsWhatItWasGiven() {
		LifecycleOverrides overrides = new LifecycleOverrides(RestartType.TEMPORARY, null, null, null, null, null);
		byte[] given = FIVE.clone();
		ActorSpec spec = ActorSpec.manifest("desk.toml").init(given).name("mine").lifecycle(overrides);
		given[0] = 'x';
		spec.init().orElseThrow()[0] = 'y';
		assertThat(spec.init().orElseThrow()).isEqualTo(FIVE);
		assertThat(spec.manifestName()).contains("desk.toml");
		assertThat(spec.inlineManifest()).isEmpty();
		assertThat(spec.name()).contains("mine");
		assertThat(spec.lifecycle()).isEqualTo(overrides);
		assertThat(spec).hasToString("ActorSpec[desk.toml]");
	}

	@Test
	void aSpecificationMayBeAManifestsText() {
		ActorSpec spec = ActorSpec.inline("name = 'a'");
		assertThat(spec.inlineManifest()).contains("name = 'a'");
		assertThat(spec.manifestName()).isEmpty();
		assertThat(spec.name()).isEmpty();
		assertThat(spec.init()).isEmpty();
		assertThat(spec.lifecycle()).isEqualTo(LifecycleOverrides.NONE);
		assertThat(spec).hasToString("ActorSpec[inline manifest]");
	}

	@Test
	void aResumeKeepsItsState() {
		byte[] given = FIVE.clone();
		ActorSpec spec = ActorSpec.manifest("desk.toml");
		TheaterCommand.Resume resume = new TheaterCommand.Resume(spec, given, true);
		given[0] = 'x';
		byte[] shown = resume.state();
		assertThat(shown).isEqualTo(FIVE);
		shown[0] = 'y';
		assertThat(resume.state()).isEqualTo(FIVE);
		assertThat(resume.spec()).isSameAs(spec);
		assertThat(resume.fromGuest()).isTrue();
		assertThat(new TheaterCommand.Resume(spec, null, false).fromGuest()).isFalse();
		assertThat(new TheaterCommand.Resume(spec, null, false).state()).isNull();
	}

	// ---- how it is supervised

	@Test
	void overridesOnlyWhatIsSaid() {
		ShutdownPolicy shutdown = new ShutdownPolicy.BrutalKill();
		LifecycleOverrides all = new LifecycleOverrides(RestartType.PERMANENT, RestartState.INITIAL, OnError.RESUME,
				shutdown, Duration.ofSeconds(1), Duration.ofSeconds(2));
		assertThat(all.over(Lifecycle.DEFAULT)).isEqualTo(new Lifecycle(RestartType.PERMANENT, RestartState.INITIAL,
				OnError.RESUME, shutdown, Duration.ofSeconds(1), Duration.ofSeconds(2)));
		assertThat(LifecycleOverrides.NONE.over(Lifecycle.DEFAULT)).isEqualTo(Lifecycle.DEFAULT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT-1S" })
	void refusesACallThatMayTakeNoTime(Duration time) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new LifecycleOverrides(null, null, null, null, time, null).over(Lifecycle.DEFAULT))
			.withMessage("init_timeout is " + time + "; it must be longer than zero");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new LifecycleOverrides(null, null, null, null, null, time).over(Lifecycle.DEFAULT))
			.withMessage("call_timeout is " + time + "; it must be longer than zero");
	}

	@Test
	void aShutdownTimeIsZeroOrMore() {
		assertThat(new ShutdownPolicy.Within(Duration.ZERO).time()).isZero();
		assertThatIllegalArgumentException().isThrownBy(() -> new ShutdownPolicy.Within(Duration.ofMillis(-1)))
			.withMessage("shutdown time is PT-0.001S; it must be zero or more");
	}

	@Test
	void aSupervisorGivesUpAfterOneRestartInARowAtTheEarliest() {
		assertThat(policy(1).maxConsecutive()).isOne();
		assertThatIllegalArgumentException().isThrownBy(() -> policy(0))
			.withMessage("max consecutive is 0; it must be 1 or more");
	}

	private static SupervisionPolicy policy(int consecutive) {
		return new SupervisionPolicy(RestartStrategy.ONE_FOR_ONE, RestartIntensity.DEFAULT, Backoff.NONE, consecutive);
	}

	@Test
	void aBackoffMayStayAsItIs() {
		Backoff steady = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), 1.0, 0.0, Duration.ZERO);
		assertThat(steady.delay(9, 0.9)).isEqualTo(Duration.ofSeconds(1));
		Backoff wild = new Backoff(Duration.ZERO, Duration.ZERO, 1.0, 1.0, Duration.ZERO);
		assertThat(wild.delay(9, 0.9)).isZero();
	}

	// ---- how it is spelled

	@ParameterizedTest
	@CsvSource({ "ONE_FOR_ONE, one-for-one", "ONE_FOR_ALL, one-for-all", "REST_FOR_ONE, rest-for-one" })
	void spellsStrategies(RestartStrategy strategy, String label) {
		assertThat(strategy.label()).isEqualTo(label);
	}

	@ParameterizedTest
	@CsvSource({ "PERMANENT, permanent", "TRANSIENT, transient", "TEMPORARY, temporary" })
	void spellsRestartTypes(RestartType type, String label) {
		assertThat(type.label()).isEqualTo(label);
	}

	// ---- how it is refused

	@Test
	void everyRefusalHasAReasonAndSaysWhoFailed() {
		ActorError error = ActorError.of(new ExitReason.Failed(FailureCause.ERROR, "init", "no wish"));
		ActorErrorException failed = new ActorErrorException(Reason.INIT_FAILED, error);
		assertThat(failed).hasMessage("Actor error: init failed (error): no wish");
		assertThat(failed.error()).isEqualTo(error);
		HandlerErrorException refused = new HandlerErrorException(Reason.LIMIT, "too many");
		assertThat(refused).hasMessage("Handler error: too many");
		assertThat(List.of(failed.reason(), refused.reason())).containsExactly(Reason.INIT_FAILED, Reason.LIMIT);
	}

}
