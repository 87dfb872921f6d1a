package dev.theater.actor;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A mark counts for the whole subtree. */
class StopMarkTests {

	private final StopMark root = new StopMark(null);

	private final StopMark child = new StopMark(this.root);

	private final StopMark grandchild = new StopMark(this.child);

	private final StopMark sibling = new StopMark(this.root);

	@Test
	void marksEverythingBelow() {
		this.child.set();
		assertThat(this.child.isSet()).isTrue();
		assertThat(this.grandchild.isSet()).isTrue();
	}

	@Test
	void marksNothingAboveOrBeside() {
		this.child.set();
		assertThat(this.root.isSet()).isFalse();
		assertThat(this.sibling.isSet()).isFalse();
	}

	@Test
	void clearingTakesOnlyTheOwnMarkAway() {
		this.root.set();
		this.child.set();
		this.child.clear();
		assertThat(this.child.isSet()).isTrue();
		this.root.clear();
		assertThat(this.grandchild.isSet()).isFalse();
	}

}
