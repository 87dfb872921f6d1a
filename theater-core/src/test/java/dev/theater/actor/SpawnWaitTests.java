package dev.theater.actor;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A spawn's wait is in the graph exactly as long as the spawning actor waits. */
class SpawnWaitTests {

	private final Actors actors = new Actors(new ManualClock(), Runnable::run);

	private final WaitGraph waits = this.actors.waits;

	private final ActorCell parent = this.actors.cell("parent");

	private final ActorCell child = this.actors.cell("parent/child");

	@AfterEach
	void close() {
		this.actors.close();
	}

	private void childWaitsForParent() {
		this.waits.begin(this.child, this.parent, this.actors.guard());
	}

	@Test
	void refusesTheChildsWaitForItsParentMeanwhile() {
		this.waits.beginSpawning(this.parent);
		this.waits.beginForSpawn(this.parent, this.child, () -> true);
		assertThatThrownBy(this::childWaitsForParent).isInstanceOf(WaitCircleException.class);
	}

	@Test
	void leavesTheGraphWhenTheParentWaitsNoLongerThoughTheChildStillStarts() {
		this.waits.beginSpawning(this.parent);
		this.waits.beginForSpawn(this.parent, this.child, () -> true);
		this.waits.endSpawning(this.parent);
		assertThatCode(this::childWaitsForParent).doesNotThrowAnyException();
	}

	@Test
	void doesNotEnterTheGraphAfterTheParentGaveUp() {
		this.waits.beginSpawning(this.parent);
		this.waits.endSpawning(this.parent);
		this.waits.beginForSpawn(this.parent, this.child, () -> true);
		assertThatCode(this::childWaitsForParent).doesNotThrowAnyException();
	}

	@Test
	void doesNotEnterTheGraphWhenTheParentWaitsForAnotherChildByThen() {
		ActorCell next = this.actors.cell("parent/next");
		this.waits.beginSpawning(this.parent);
		this.waits.beginForSpawn(this.parent, this.child, () -> false);
		this.waits.beginForSpawn(this.parent, next, () -> true);
		assertThatCode(this::childWaitsForParent).doesNotThrowAnyException();
		assertThatThrownBy(() -> this.waits.begin(next, this.parent, this.actors.guard()))
			.isInstanceOf(WaitCircleException.class);
	}

	@Test
	void leavesOtherWaitsOfTheParentAlone() {
		ActorCell other = this.actors.cell("other");
		this.waits.begin(this.parent, other, this.actors.guard());
		this.waits.endSpawning(this.parent);
		assertThatThrownBy(() -> this.waits.begin(other, this.parent, this.actors.guard()))
			.isInstanceOf(WaitCircleException.class);
	}

	@Test
	void aStaticChildsStartNeedsNoCallOfItsParent() {
		this.waits.beginForStart(this.parent, this.child);
		assertThatThrownBy(this::childWaitsForParent).isInstanceOf(WaitCircleException.class);
	}

}
