package dev.theater.host;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.theater.component.wasm.MemoryBudget;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** What becomes of an actor's stores when it is gone. */
class OwnSpacesTests {

	/** Keeps nothing, and cannot forget the first space that it is asked to. */
	private static final class Stubborn implements ContentStore {

		private final Set<String> asked = new TreeSet<>();

		@Override
		public boolean isInMemory() {
			return true;
		}

		@Override
		public Map<String, Long> contents(String space) {
			return Map.of();
		}

		@Override
		public Map<String, List<String>> labels(String space) {
			return Map.of();
		}

		@Override
		public Optional<byte[]> read(String space, String hash) {
			return Optional.empty();
		}

		@Override
		public void write(String space, String hash, byte[] content) {
			assertThat(content).hasSize(300);
		}

		@Override
		public void label(String space, String label, List<String> hashes) {
			assertThat(hashes).isEmpty();
		}

		@Override
		public void drop(String space) {
			this.asked.add(space);
			if (this.asked.size() == 1) {
				throw new IllegalStateException("the disk is gone");
			}
		}

	}

	@Test
	void oneThatCannotBeForgottenKeepsNeitherTheOthersNorMemory() {
		MemoryBudget memory = new MemoryBudget("total", 1_000);
		Stubborn store = new Stubborn();
		OwnSpaces spaces = new OwnSpaces(store, memory);
		String first = spaces.create();
		String second = spaces.create();
		Objects.requireNonNull(spaces.space(first)).put(new byte[300], ContentQuota.DEFAULT);
		assertThat(memory.hasRoomFor(900)).isFalse();
		assertThatIllegalStateException().isThrownBy(spaces::drop).withMessage("the disk is gone");
		assertThat(store.asked).containsExactlyInAnyOrder(ContentStore.OWN + first, ContentStore.OWN + second);
		assertThat(memory.hasRoomFor(900)).isTrue();
	}

}
