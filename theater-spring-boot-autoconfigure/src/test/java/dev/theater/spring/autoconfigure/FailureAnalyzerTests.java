package dev.theater.spring.autoconfigure;

import dev.theater.manifest.ManifestException;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.SupervisorException.Reason;
import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ApplicationContextException;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

class FailureAnalyzerTests {

	@Test
	void explainsARequiredRootActorThatCannotStart() {
		FailureAnalysis analysis = new RootActorFailureAnalyzer()
			.analyze(failedStart(new HandlerErrorException(Reason.INIT_FAILED, "init of desk said \u001b[31mno")));
		assertThat(analysis.getDescription()).contains("    init of desk said ?[31mno");
		assertThat(analysis.getAction()).contains("theater.actors.<name>.required=false");
	}

	@Test
	void tellsTheCausesOfACauseOnce() {
		HandlerErrorException inner = new HandlerErrorException(Reason.LOAD, "no such import",
				new IllegalStateException("theater:simple/clock is not offered", new Error("no such import")));
		FailureAnalysis analysis = new RootActorFailureAnalyzer().analyze(failedStart(inner));
		assertThat(analysis.getDescription()).contains("Caused by: theater:simple/clock is not offered")
			.containsOnlyOnce("no such import");
	}

	@Test
	void explainsARequiredRootActorsManifest() {
		Throwable failure = failedStart(new HandlerErrorException(Reason.LOAD, "root actor 'desk' cannot start",
				ManifestException.unreadable("desk.toml", "is not there", null)));
		FailureAnalysis analysis = new RootActorFailureAnalyzer().analyze(failure);
		assertThat(analysis.getDescription()).contains("root actor 'desk' cannot start")
			.contains("Caused by: desk.toml: is not there");
		assertThat(analysis.getAction()).contains("Correct 'desk.toml'")
			.contains("theater.manifest-locations")
			.contains("theater.actors.<name>.required=false");
	}

	@Test
	void saysOnceWhatIsWrong() {
		HandlerErrorException inner = new HandlerErrorException(Reason.LOAD, "deks.toml does not exist");
		HandlerErrorException outer = new HandlerErrorException(Reason.LOAD,
				"root actor 'desk' cannot start: " + inner.getMessage(), inner);
		assertThat(new RootActorFailureAnalyzer().analyze(failedStart(outer)).getDescription())
			.endsWith("    root actor 'desk' cannot start: deks.toml does not exist");
	}

	@Test
	void explainsWhatTheRuntimeCannotBeSetUpWith() {
		FailureAnalysis analysis = new TheaterSetUpFailureAnalyzer().analyze(new IllegalStateException("a bean's",
				new TheaterSetUpException(new IllegalArgumentException("two host handlers are named 'till'"))));
		assertThat(analysis.getDescription()).contains("two host handlers are named 'till'");
		assertThat(analysis.getAction()).contains("bean of type dev.theater.host.HostHandler", "name() must be unique");
	}

	@Test
	void explainsAnyOtherManifest() {
		FailureAnalysis analysis = new ManifestFailureAnalyzer().analyze(new IllegalStateException("a runner's own",
				ManifestException.unreadable("till.toml", "is not there", null)));
		assertThat(analysis.getDescription()).contains("till.toml: is not there");
		assertThat(analysis.getAction()).contains("Correct 'till.toml'").contains("theater.manifest-locations");
	}

	@Test
	void leavesOtherFailuresToOthers() {
		IllegalStateException other = new IllegalStateException("something else");
		assertThat(new RootActorFailureAnalyzer().analyze(other)).isNull();
		assertThat(new ManifestFailureAnalyzer().analyze(other)).isNull();
		assertThat(new TheaterSetUpFailureAnalyzer().analyze(new IllegalArgumentException("something else"))).isNull();
	}

	@Test
	void areFoundByBoot() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, (type, name, failure) -> {
				// others need arguments that only Boot has
			})).hasAtLeastOneElementOfType(RootActorFailureAnalyzer.class)
			.hasAtLeastOneElementOfType(ManifestFailureAnalyzer.class)
			.hasAtLeastOneElementOfType(TheaterSetUpFailureAnalyzer.class);
	}

	private static Throwable failedStart(HandlerErrorException cause) {
		return new ApplicationContextException("Failed to start bean 'theaterLifecycle'",
				new RootActorStartException(cause));
	}

}
