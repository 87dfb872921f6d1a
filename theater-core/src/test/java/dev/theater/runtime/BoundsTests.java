package dev.theater.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import dev.theater.actor.ActorId;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.SupervisorException.Reason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** How many children, how deep, how many actors. */
class BoundsTests extends OnStage {

	private void reopen(int depth, int actors) {
		reopen((builder) -> builder.settings(Stage
			.settings((limits) -> new RuntimeSettings.Limits(limits.actor(), limits.totalMemory(), limits.callTimeout(),
					limits.initTimeout(), limits.hostCallTimeout(), limits.maxTransfer(), depth, actors))));
		this.stage.puppet("puppet", "[supervision]\n").puppet("narrow", "[limits]\nmax_children = 2\n");
	}

	@Test
	void refusesMoreChildrenThanTheManifestAllows() {
		reopen(10, 100);
		ActorId narrow = this.stage.spawn("narrow");
		ActorId first = spawn(narrow, "puppet", "");
		spawn(narrow, "puppet", "");
		assertThat(err(narrow, "spawn puppet.toml"))
			.isEqualTo("Handler error: this supervisor has 2 children, as many as max_children allows");
		ok(narrow, "stop " + first);
		spawn(narrow, "puppet", "");
		assertThat(children(narrow)).hasSize(2);
	}

	@Test
	void refusesATreeThatIsTooDeep() {
		reopen(2, 100);
		ActorId top = this.stage.spawn("puppet");
		ActorId middle = spawn(top, "puppet", "");
		assertThat(err(middle, "spawn puppet.toml"))
			.isEqualTo("Handler error: the tree is 2 actors deep here, as deep as theater.limits.max-depth allows");
		this.stage.puppet("deep", child("puppet", "inside", ""));
		assertThat(err(top, "spawn deep.toml")).contains("as deep as theater.limits.max-depth allows");
		assertThat(directory().tree().all()).hasSize(2);
	}

	@Test
	void refusesMoreActorsThanTheRuntimeMayHave() {
		reopen(10, 3);
		ActorId top = this.stage.spawn("puppet");
		ActorId child = spawn(top, "puppet", "");
		this.stage.spawn("puppet");
		assertThatExceptionOfType(HandlerErrorException.class).isThrownBy(() -> this.stage.spawn("puppet"))
			.withMessage("Handler error: there are 3 actors, as many as theater.limits.max-actors allows")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.LIMIT));
		assertThat(err(child, "spawn puppet.toml")).contains("theater.limits.max-actors");
		ok(top, "stop " + child);
		assertThat(this.stage.spawn("puppet")).isNotNull();
	}

	@Test
	void keepsTheBoundWhenManySpawnAtOnce() throws InterruptedException {
		reopen(10, 20);
		List<ActorId> leads = List.of(this.stage.spawn("puppet"), this.stage.spawn("puppet"));
		List<CompletableFuture<ActorId>> spawns = new ArrayList<>();
		for (int i = 0; i < 15; i++) {
			leads.forEach((lead) -> this.stage.send(lead, "spawn puppet.toml"));
			spawns.add(supervisor().spawnAsync(ActorSpec.manifest("puppet.toml")));
		}
		leads.forEach((lead) -> this.stage.request(lead, "get"));
		int spawned = 0;
		for (CompletableFuture<ActorId> spawn : spawns) {
			try {
				spawn.get();
				spawned++;
			}
			catch (ExecutionException ex) {
				assertThat(ex.getCause()).hasMessageContaining("max-actors");
			}
		}
		assertThat(spawned).isLessThan(19);
		assertThat(directory().tree().all()).hasSize(20);
		assertThat(this.stage.cells()).isEqualTo(20);
	}

	private void reopen(long totalMemory) {
		reopen((builder) -> builder.settings(
				Stage.settings((limits) -> new RuntimeSettings.Limits(limits.actor(), totalMemory, limits.callTimeout(),
						limits.initTimeout(), limits.hostCallTimeout(), limits.maxTransfer(), 32, 100_000))));
		this.stage.puppet("puppet", "[supervision]\n");
	}

	@Test
	void refusesMoreActorsThanThereIsMemoryForHoweverLittleEachDoes() {
		reopen(1 << 20);
		ActorId top = this.stage.spawn("puppet");
		int children = 0;
		String answer = this.stage.request(top, "spawn puppet.toml");
		while (answer.startsWith("ok")) {
			children++;
			answer = this.stage.request(top, "spawn puppet.toml");
		}
		assertThat(answer).contains("no memory is left").contains("theater.limits.total-memory");
		assertThat(children).isBetween(20, 200);
		assertThat(this.stage.spawn("puppet")).as("the application's own, for whom some is kept").isNotNull();
	}

	@Test
	void aChildThatIsGoneLeavesItsMemoryToOthers() {
		reopen(1 << 20);
		ActorId top = this.stage.spawn("puppet");
		for (int i = 0; i < 500; i++) {
			ok(top, "stop " + spawn(top, "puppet", "x".repeat(1_000)));
		}
	}

}
