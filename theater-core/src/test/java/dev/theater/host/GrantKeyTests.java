package dev.theater.host;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class GrantKeyTests {

	private static final GrantKey<Boolean> FLAG = GrantKey.flag("list");

	private static final GrantKey<AllowList> NAMES = GrantKey.names("allow");

	private static final GrantKey<Long> SIZE = GrantKey.size("max_size", 1L << 20, 1L << 30);

	private static final GrantKey<Long> COUNT = GrantKey.count("max_labels", 10, 100);

	private static final GrantKey<Duration> TIME = GrantKey.duration("max_sleep", Duration.ofSeconds(10),
			Duration.ofMinutes(1));

	private static List<Arguments> right() {
		return List.of(Arguments.of(FLAG, true, true), Arguments.of(FLAG, false, false),
				Arguments.of(NAMES, List.of(), AllowList.NONE),
				Arguments.of(NAMES, List.of("A", "B_*", "*"), new AllowList(List.of("A", "B_*", "*"))),
				Arguments.of(NAMES, Collections.nCopies(100, "A"), new AllowList(Collections.nCopies(100, "A"))),
				Arguments.of(SIZE, "64KB", 65_536L), Arguments.of(SIZE, 0L, 0L), Arguments.of(SIZE, "1GB", 1L << 30),
				Arguments.of(COUNT, 0L, 0L), Arguments.of(COUNT, 100L, 100L),
				Arguments.of(TIME, "1m", Duration.ofMinutes(1)), Arguments.of(TIME, 500L, Duration.ofMillis(500)),
				Arguments.of(TIME, "PT0S", Duration.ZERO));
	}

	@ParameterizedTest
	@MethodSource("right")
	void readsWhatAManifestSays(GrantKey<?> key, Object value, Object read) {
		assertThat(key.read(value)).isEqualTo(read);
	}

	private static List<Arguments> wrong() {
		return List.of(Arguments.of(FLAG, "yes", "is \"yes\"; it must be true or false"),
				Arguments.of(FLAG, 1L, "is 1; it must be true or false"),
				Arguments.of(NAMES, "A", "is \"A\"; it must be an array of names"),
				Arguments.of(NAMES, List.of(1L), "has the entry 1: it is no name"),
				Arguments.of(NAMES, List.of(" "), "has the entry \" \": it is no name"),
				Arguments.of(NAMES, List.of("A\nB"), "has the entry \"A?B\": it is no name"),
				Arguments.of(NAMES, List.of("x".repeat(1_001)), "x…\": it is no name"),
				Arguments.of(NAMES, List.of("A*B"), "has the entry \"A*B\": * stands for the rest of a name"),
				Arguments.of(NAMES, List.of("**"), "* stands for the rest of a name"),
				Arguments.of(NAMES, Collections.nCopies(101, "A"), "has 101 entries; at most 100 are allowed"),
				Arguments.of(SIZE, "64kb", "is \"64kb\", which has the unknown unit 'kb'"),
				Arguments.of(SIZE, "2GB", "is \"2GB\"; it must be from \"0B\" to \"1GB\""),
				Arguments.of(SIZE, -1L, "is -1, which is negative"),
				Arguments.of(SIZE, true, "is true; it must be a size like \"64MB\""),
				Arguments.of(COUNT, 101L, "is 101; it must be from 0 to 100"),
				Arguments.of(COUNT, -1L, "is -1; it must be from 0 to 100"),
				Arguments.of(COUNT, "1", "is \"1\"; it must be a whole number"),
				Arguments.of(COUNT, 1.5, "is 1.5; it must be a whole number"),
				Arguments.of(TIME, "10 s", "is \"10 s\", which is not a duration; write one like 5s"),
				Arguments.of(TIME, "61s", "is \"61s\"; it must be from \"0s\" to \"60s\""),
				Arguments.of(TIME, List.of("1s"), "is [1s]; it must be a duration like \"5s\""),
				Arguments.of(TIME, "-1s", "is \"-1s\", which is negative"));
	}

	@ParameterizedTest
	@MethodSource("wrong")
	void saysWhatIsWrongAndWhatWouldBeRight(GrantKey<?> key, Object value, String why) {
		assertThatIllegalArgumentException().isThrownBy(() -> key.read(value)).withMessageContaining(why);
	}

	@Test
	void whatIsAbsentHasAMeaning() {
		assertThat(FLAG.absent()).isFalse();
		assertThat(NAMES.absent()).isEqualTo(AllowList.NONE);
		assertThat(SIZE.absent()).isEqualTo(1L << 20);
		assertThat(SIZE.absent(5L)).as("no more than the parent").isEqualTo(5);
		assertThat(SIZE.absent(1L << 25)).as("no more than the standard").isEqualTo(1L << 20);
		assertThat(TIME.absent(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
	}

	private static List<Arguments> beyond() {
		return List.of(Arguments.of(FLAG, true, false, "list = true"),
				Arguments.of(NAMES, names("A"), names(), "[\"A\"] in allow"),
				Arguments.of(NAMES, names("A", "B", "C*"), names("A", "C"), "[\"B\", \"C*\"] in allow"),
				Arguments.of(NAMES, names("*"), names("A*", "B*"), "[\"*\"] in allow"),
				Arguments.of(NAMES, names("A*"), names("AB*"), "[\"A*\"] in allow"),
				Arguments.of(NAMES, names("a"), names("A"), "[\"a\"] in allow"),
				Arguments.of(SIZE, 2048L, 1024L, "max_size = \"2KB\""), Arguments.of(COUNT, 2L, 1L, "max_labels = 2"),
				Arguments.of(TIME, Duration.ofMillis(1_001), Duration.ofSeconds(1), "max_sleep = \"1001ms\""));
	}

	@ParameterizedTest
	@MethodSource("beyond")
	<T> void saysWhatAChildWouldHaveBeyondItsParent(GrantKey<T> key, T own, T parents, String more) {
		assertThat(key.beyond(own, parents)).contains(more);
	}

	private static List<Arguments> within() {
		return List.of(Arguments.of(FLAG, true, true), Arguments.of(FLAG, false, true),
				Arguments.of(FLAG, false, false), Arguments.of(NAMES, names(), names()),
				Arguments.of(NAMES, names("A", "B_X", "B_*", "B_X*"), names("A", "B_*")),
				Arguments.of(NAMES, names("anything", "*"), names("*")), Arguments.of(SIZE, 1024L, 1024L),
				Arguments.of(COUNT, 0L, 1L), Arguments.of(TIME, Duration.ZERO, Duration.ZERO));
	}

	@ParameterizedTest
	@MethodSource("within")
	<T> void aChildMayHaveWhatItsParentHas(GrantKey<T> key, T own, T parents) {
		assertThat(key.beyond(own, parents)).isEmpty();
	}

	private static AllowList names(String... names) {
		return new AllowList(List.of(names));
	}

	@ParameterizedTest
	@CsvSource({ "LANG, LANG, true", "LANG, LANGUAGE, false", "LANG, lang, false", "APP_*, APP_X, true",
			"APP_*, APP_, true", "APP_*, APP, false", "APP_*, XAPP_X, false", "*, anything, true" })
	void allowsNamesAndBeginnings(String entry, String name, boolean allowed) {
		assertThat(names("OTHER", entry).allows(name)).isEqualTo(allowed);
		assertThat(names().allows(name)).isFalse();
	}

	@Test
	void theKeysOfAHandlerAreDifferent() {
		assertThat(GrantKeys.of(FLAG, SIZE).names()).containsExactly("list", "max_size");
		assertThat(GrantKeys.of(FLAG, SIZE).key("max_size")).contains(SIZE);
		assertThat(GrantKeys.of(FLAG).key("max_size")).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> GrantKeys.of(FLAG, FLAG))
			.withMessageContaining("[list, list]");
		assertThatIllegalArgumentException().isThrownBy(() -> GrantKeys.of(GrantKey.flag("type")))
			.withMessageContaining("none may be type");
	}

	@Test
	void aValueIsShownAsManifestsWriteIt() {
		assertThat(SIZE.shown(65_536L)).isEqualTo("\"64KB\"");
		assertThat(TIME.shown(Duration.ofMillis(1_500))).isEqualTo("\"1500ms\"");
		assertThat(NAMES.shown(names("A", "B*"))).isEqualTo("[\"A\", \"B*\"]");
		assertThat(Map.of("a", FLAG.shown(true))).containsValue("true");
	}

}
