package dev.theater.runtime;

import java.util.List;
import java.util.Optional;

import dev.theater.actor.ExitReason;
import dev.theater.actor.FailureCause;
import dev.theater.component.LinkException;
import dev.theater.component.binary.MalformedComponentException;
import dev.theater.manifest.ManifestException;
import dev.theater.supervisor.ActorErrorException;
import dev.theater.supervisor.ActorErrorException.FailedStart;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.LoadProblem;
import dev.theater.supervisor.SupervisorException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What programs are told of an actor that cannot start, beside the text for people. */
class LoadProblemTests extends OnStage {

	private SupervisorException refusal() {
		return catchThrowableOfType(SupervisorException.class,
				() -> supervisor().spawn(ActorSpec.manifest("worker.toml")));
	}

	private Optional<LoadProblem> problem() {
		return ((HandlerErrorException) refusal()).problem();
	}

	private Optional<LoadProblem> ofComponent(String guest) {
		this.stage.file(guest + ".wasm", this.stage.guest("refused/" + guest))
			.file("worker.toml", "name = \"worker\"\ncomponent = \"" + guest + ".wasm\"\n" + Stage.ALL);
		return problem();
	}

	@Test
	void tellsWhatIsWrongWithGrants() {
		this.stage.puppet("worker", "[[handler]]\ntype = \"filesytem\"\n");
		assertThat(problem()).contains(new LoadProblem.UnknownHandler("worker.toml", "filesytem"));
		this.stage.manifest("worker", "puppet", "[[handler]]\ntype = \"supervisor\"\ninline = true\n");
		assertThat(problem()).contains(new LoadProblem.HandlerKey("worker.toml", "supervisor", "inline"));
		this.stage.manifest("worker", "puppet", grants("runtime"));
		assertThat(problem())
			.contains(new LoadProblem.NotGranted("worker.toml", List.of("supervisor", "message-server")));
	}

	@Test
	void tellsLimitAndCeiling() {
		this.stage.puppet("worker", "[limits]\nmemory = \"1GB\"\n");
		assertThat(problem()).contains(new LoadProblem.AboveCeiling("worker.toml", "[limits] memory", "\"1GB\"",
				"theater.limits.memory", "\"64MB\""));
	}

	@Test
	void tellsWhatIsWrongWithAComponent() {
		assertThat(ofComponent("unknown-import"))
			.contains(new LoadProblem.NotOffered("worker.toml", List.of("theater:simple/weather")));
		assertThat(ofComponent("missing-export"))
			.contains(new LoadProblem.NoActor("worker.toml", "missing-export.wasm"));
		assertThat(ofComponent("wrong-export")).contains(new LoadProblem.NoActor("worker.toml", "wrong-export.wasm"));
		assertThat(ofComponent("wrong-import")).contains(new LoadProblem.Unusable("worker.toml", "wrong-import.wasm"));
		assertThat(refusal()).hasCauseInstanceOf(LinkException.class);
		this.stage.file("wrong-import.wasm", new byte[0]);
		assertThat(refusal()).hasCauseInstanceOf(MalformedComponentException.class);
	}

	@Test
	void tellsNothingMoreThanTheCauseOfAManifest() {
		assertThat(problem()).isEmpty();
		assertThat(refusal()).hasCauseInstanceOf(ManifestException.class);
	}

	@Test
	void tellsWhereAChildsManifestIsNamed() {
		this.stage.puppet("worker", "[[child]]\nname = \"none\"\nmanifest = \"none.toml\"\n");
		SupervisorException refusal = refusal();
		assertThat(refusal).isInstanceOf(ActorErrorException.class)
			.hasMessageContaining("worker.toml:11: manifest 'none.toml' does not exist");
		assertThat(((HandlerErrorException) refusal.getCause()).problem())
			.contains(new LoadProblem.Child("none.toml", "worker.toml:11"));
	}

	@Test
	void tellsWhichOfTheChildrenFailedAndHow() {
		this.stage.puppet("worker", "[[child]]\nmanifest = \"child.toml\"\ninit = \"init=err no\"\n")
			.puppet("child", "");
		SupervisorException refusal = refusal();
		assertThat(((ActorErrorException) refusal).start()).map(FailedStart::path).contains("worker");
		assertThat(((ActorErrorException) refusal.getCause()).start()).contains(
				new FailedStart("worker/child", "child.toml", new ExitReason.Failed(FailureCause.ERROR, "init", "no")));
		assertThat(refusal.getCause()).hasNoCause();
		assertNobodyIsLeft();
	}

}
