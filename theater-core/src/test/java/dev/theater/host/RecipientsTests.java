package dev.theater.host;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RecipientsTests {

	private static boolean allow(String from, String to, String... entries) {
		return new Recipients(List.of(entries)).allow(from, to);
	}

	@ParameterizedTest
	@CsvSource({ "parent, desk/team/one, desk/team", "parent, desk/one, desk", "children, desk, desk/one",
			"children, desk/team, desk/team/one", "siblings, desk/one, desk/two", "siblings, desk, till",
			"descendants, desk, desk/one", "descendants, desk, desk/team/one", "itself, desk/one, desk/one",
			"desk, till, desk", "desk/one, till, desk/one", "desk/*, till, desk/one", "*/one, till, desk/one",
			"*, till, desk", "**, till, desk/team/one", "desk/**, till, desk", "desk/**, till, desk/one",
			"desk/**, till, desk/team/one", "**/one, till, one", "**/one, till, desk/team/one",
			"desk/**/one, till, desk/one", "desk/**/one, till, desk/a/b/one", "**/team/*/one, till, a/team/team/x/one",
			"desk/**/**, till, desk", "a/**/b/**/c, till, a/x/b/b/c/c" })
	void allowsWhomAnEntryNames(String entry, String from, String to) {
		assertThat(allow(from, to, entry)).isTrue();
		assertThat(allow(from, to, "nobody/of/this/name", entry)).as("among others").isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "parent, desk/team/one, desk", "parent, desk/one, desk/one", "parent, desk/one, desk/two",
			"parent, desk, till", "children, desk, desk", "children, desk, desk/team/one",
			"children, desk, desktop/one", "children, desk/one, desk", "siblings, desk/one, desk/one",
			"siblings, desk/one, desk", "siblings, desk/one, till/two", "siblings, desk/one, desk/one/x",
			"siblings, desk, desk/one", "descendants, desk, desk", "descendants, desk, desktop/one",
			"descendants, desk/one, desk", "itself, desk/one, desk", "itself, desk, desk/one", "desk, till, desk/one",
			"desk/*, till, desk", "desk/*, till, desk/team/one", "desk/*, till, desktop/one", "*, till, desk/one",
			"desk/**, till, desktop", "desk/**, till, till/desk", "**/one, till, desk/two",
			"desk/**/one, till, desk/one/two", "desk/*/one, till, desk/one", "desk/*/**, till, desk",
			"a/**/b/**/c, till, a/b/x", "Desk, till, desk" })
	void refusesEverybodyElse(String entry, String from, String to) {
		assertThat(allow(from, to, entry)).isFalse();
	}

	@Test
	void allowsEverybodyWithoutTheKeyAndNobodyWithoutEntries() {
		assertThat(Recipients.KEY.absent().allow("desk", "till/one")).isTrue();
		assertThat(allow("desk", "till/one")).isFalse();
		assertThat(allow("desk", "desk")).isFalse();
	}

	/** What takes time for ever with a pattern matcher that tries everything. */
	@Test
	@Timeout(10)
	void decidesSoonWhateverThePattern() {
		String pattern = "**/a/".repeat(100) + "b";
		String path = "a/".repeat(300) + "c";
		for (int i = 0; i < 100; i++) {
			assertThat(allow("till", path, pattern)).isFalse();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "parent", "children", "siblings", "descendants", "itself", "desk", "desk/worker-1",
			"desk/*", "desk/**", "**/worker", "*", "**", "Schalter 3/ä", "..", "a.b/c:d" })
	void takesWordsAndPatterns(String entry) {
		assertThat(Recipients.whyInvalid(List.of(entry))).isEmpty();
	}

	@Test
	void takesUpToAHundredEntries() {
		assertThat(Recipients.whyInvalid(List.of())).isEmpty();
		assertThat(Recipients.whyInvalid(Collections.nCopies(100, "desk"))).isEmpty();
		assertThat(Recipients.whyInvalid(Collections.nCopies(101, "desk")).orElseThrow())
			.startsWith("has 101 entries; at most 100");
	}

	private static Stream<Arguments> wrong() {
		return Stream.of(Arguments.of(true, "is true; it must be an array of strings, each"),
				Arguments.of("children", "is \"children\"; it must be an array of strings"),
				Arguments.of(3L, "is 3; it must be an array"), Arguments.of(Map.of("a", "b"), "is {a=b}; it must be"),
				Arguments.of(List.of("desk", 3L), "has the entry 3: it is no string; an entry must be \"parent\""),
				Arguments.of(List.of(List.of("desk")), "has the entry [desk]: it is no string"),
				Arguments.of(List.of(true), "has the entry true: it is no string"),
				Arguments.of(List.of(""), "has the entry \"\": it is empty"),
				Arguments.of(List.of("  "), "has the entry \"  \": it is empty"),
				Arguments.of(List.of("/desk"), "has the entry \"/desk\": it has an empty segment"),
				Arguments.of(List.of("desk/"), "has the entry \"desk/\": it has an empty segment"),
				Arguments.of(List.of("desk//one"), "it has an empty segment"),
				Arguments.of(List.of("/"), "it has an empty segment"),
				Arguments.of(List.of("desk/worker-*"), "* stands for a whole segment, not for a part as in 'worker-*'"),
				Arguments.of(List.of("desk/***"), "* stands for a whole segment, not for a part as in '***'"),
				Arguments.of(List.of("de*sk"), "as in 'de*sk'"),
				Arguments.of(List.of("desk\none"), "has the entry \"desk?one\": it contains a control character"),
				Arguments.of(List.of("desk\0"), "it contains a control character"),
				Arguments.of(List.of("x".repeat(1_001)), "x…\": it has 1001 characters, and at most 1000 are allowed"));
	}

	@ParameterizedTest
	@MethodSource("wrong")
	void refusesWhatIsNoList(Object value, String why) {
		assertThat(Recipients.whyInvalid(value).orElseThrow()).contains(why).contains("\"desk/*\"");
	}

}
