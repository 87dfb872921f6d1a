package dev.theater.actor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Ids are read strictly. */
class ActorIdTests {

	@ParameterizedTest
	@ValueSource(strings = { "3f2b8c1e-6d4a-4f7b-9c0d-1e2f3a4b5c6d", "00000000-0000-4000-8000-000000000000",
			"ffffffff-ffff-4fff-bfff-ffffffffffff" })
	void readsAVersion4Uuid(String text) {
		assertThat(ActorId.of(text)).hasToString(text).isEqualTo(ActorId.of(text)).hasSameHashCodeAs(ActorId.of(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "x", "3F2B8C1E-6D4A-4F7B-9C0D-1E2F3A4B5C6D", "3f2b8c1e6d4a4f7b9c0d1e2f3a4b5c6d",
			"1-2-4003-8004-5", "3f2b8c1e-6d4a-1f7b-9c0d-1e2f3a4b5c6d", "3f2b8c1e-6d4a-7f7b-9c0d-1e2f3a4b5c6d",
			"3f2b8c1e-6d4a-4f7b-cc0d-1e2f3a4b5c6d", "3f2b8c1e-6d4a-4f7b-7c0d-1e2f3a4b5c6d",
			" 3f2b8c1e-6d4a-4f7b-9c0d-1e2f3a4b5c6d", "3f2b8c1e-6d4a-4f7b-9c0d-1e2f3a4b5c6d\n",
			"{3f2b8c1e-6d4a-4f7b-9c0d-1e2f3a4b5c6d}", "3f2b8c1e-6d4a-4f7b-9c0d-1e2f3a4b5c6",
			"+f2b8c1e-6d4a-4f7b-9c0d-1e2f3a4b5c6d", "\u0663f2b8c1e-6d4a-4f7b-9c0d-1e2f3a4b5c6d",
			"3f2b8c1e-6d4a-4f7b-9c0d-1e2f3a4b5c6d3f2b8c1e" })
	void refusesEverythingElse(String text) {
		assertThatThrownBy(() -> ActorId.of(text)).isInstanceOf(InvalidActorIdException.class)
			.hasMessageStartingWith("Invalid child ID: ");
	}

	@Test
	void quotesWhatItRefusesShortAndOnOneLine() {
		assertThatThrownBy(() -> ActorId.of("a\n\u001b[31m" + "x".repeat(10_000))).satisfies((ex) -> {
			assertThat(ex.getMessage()).hasSizeLessThan(300).doesNotContain("\n", "\u001b");
			assertThat(ex.getMessage()).contains("'a??[31mxx", "version 4 UUID in lower case");
		});
	}

	@Test
	void isRandomAndOrderedAsItsText() {
		ActorId first = ActorId.random();
		assertThat(first).isNotEqualTo(ActorId.random());
		assertThat(ActorId.of(first.toString())).isEqualTo(first).isEqualByComparingTo(first);
		assertThat(first.uuid().version()).isEqualTo(4);
	}

}
