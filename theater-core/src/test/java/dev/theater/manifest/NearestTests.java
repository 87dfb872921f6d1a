package dev.theater.manifest;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class NearestTests {

	private static final List<String> KNOWN = List.of("name", "version", "component", "strategy", "within", "max",
			"max_restarts");

	@ParameterizedTest
	@CsvSource({ "stratgy, strategy", "strategie, strategy", "nmae, name", "Name, name", "compnent, component",
			"maxRestarts, max_restarts", "max-restarts, max_restarts", "mx, max", "versoin, version" })
	void findsWhatWasMeant(String word, String meant) {
		assertThat(Nearest.of(word, KNOWN)).contains(meant);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "colour", "xyz", "strat", "componentcomponent", "eman" })
	void doesNotGuessWildly(String word) {
		assertThat(Nearest.of(word, KNOWN)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "abc, abc, 0", "abc, abd, 1", "abc, acb, 1", "abc, ab, 1", "kitten, sitting, 3", "ca, abc, 3" })
	void countsSingleChanges(String a, String b, int distance) {
		assertThat(Nearest.distance(a, b)).isEqualTo(distance).isEqualTo(Nearest.distance(b, a));
	}

}
