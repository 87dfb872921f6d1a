package dev.theater.supervisor;

import java.util.List;
import java.util.stream.Stream;

import dev.theater.actor.ActorId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ForgottenIdsTests {

	private final ForgottenIds forgotten = new ForgottenIds();

	@Test
	void knowsTheLastThousand() {
		List<ActorId> ids = Stream.generate(ActorId::random).limit(1_001).toList();
		ids.forEach(this.forgotten::add);
		assertThat(this.forgotten.contains(ids.get(0))).isFalse();
		assertThat(ids.subList(1, 1_001)).allMatch(this.forgotten::contains);
	}

	@Test
	void doesNotKnowWhatWasNeverAdded() {
		this.forgotten.add(ActorId.random());
		assertThat(this.forgotten.contains(ActorId.random())).isFalse();
	}

	@Test
	void countsAnIdOnce() {
		ActorId id = ActorId.random();
		ActorId first = ActorId.random();
		this.forgotten.add(first);
		for (int i = 0; i < 2_000; i++) {
			this.forgotten.add(id);
		}
		assertThat(this.forgotten.contains(first)).isTrue();
	}

}
