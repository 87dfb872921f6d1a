package dev.theater.manifest;

import java.util.List;
import java.util.stream.Stream;

import dev.theater.supervisor.SupervisionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class ManifestRefusalTests {

	private final ManifestReader reader = new ManifestReader(SupervisionPolicy.DEFAULT);

	private ManifestException refusal(String toml) {
		ManifestException ex = catchThrowableOfType(ManifestException.class, () -> this.reader.read(toml, "desk.toml"));
		assertThat(ex).as("%s must be refused", toml).isNotNull();
		return ex;
	}

	/** What comes third in the manifest, and the one message it must lead to. */
	static Stream<Arguments> refusals() {
		return Stream.of(keys(), values(), supervision(), lifecycle(), handlers(), children(), paths())
			.flatMap((refusals) -> refusals);
	}

	private static Stream<Arguments> keys() {
		return Stream.of(
				arguments("[supervision]\nstratgy = 'one-for-one'",
						"desk.toml:4:1: unknown key 'stratgy' in " + "[supervision]; did you mean 'strategy'?"),
				arguments("descripton = ''",
						"desk.toml:3:1: unknown key 'descripton' in the manifest; did you mean 'description'?"),
				arguments("colour = 'red'",
						"desk.toml:3:1: unknown key 'colour' in the manifest; known keys are name, version, component, "
								+ "description, long_description, save_chain, init_state, handler, supervision, "
								+ "lifecycle, child, limits"),
				arguments("[lifecyle]",
						"desk.toml:3:1: unknown key 'lifecyle' in the manifest; did you mean 'lifecycle'?"),
				arguments("[limits]\nmemroy = '1MB'",
						"desk.toml:4:1: unknown key 'memroy' in [limits]; did you mean 'memory'?"),
				arguments("[lifecycle]\n  timeout = '1s'",
						"desk.toml:4:3: unknown key 'timeout' in [lifecycle]; known "
								+ "keys are restart, restart_state, on_error, shutdown, init_timeout, call_timeout"),
				arguments("[[child]]\nmanifest = 'a.toml'\nmanifset = 'b.toml'",
						"desk.toml:5:1: unknown key 'manifset' in [[child]]; did you mean 'manifest'?"),
				arguments("[supervision]\nbackoff = { intial = '1s' }",
						"desk.toml:4:13: unknown key 'intial' in backoff = { … }; did you mean 'initial'?"),
				arguments("theater.limits.memory = '1MB'",
						"desk.toml:3:1: unknown key 'theater' in the manifest; known"));
	}

	private static Stream<Arguments> values() {
		return Stream.of(arguments("version = 1", "desk.toml:3:1: 'version' must be a string, not the number 1"),
				arguments("save_chain = 'yes'",
						"desk.toml:3:1: 'save_chain' must be true or false, not the string 'yes'"),
				arguments("description = [1]", "desk.toml:3:1: 'description' must be a string, not an array"),
				arguments("long_description = { a = 1 }",
						"desk.toml:3:1: 'long_description' must be a string, not a table"),
				arguments("limits = 3", "desk.toml:3:1: 'limits' must be a table, written [limits], not the number 3"),
				arguments("[limits]\nmemory = '64mb'",
						"desk.toml:4:1: 'memory' in [limits]: '64mb' has the unknown unit "
								+ "'mb'; units are B, KB, MB, GB and TB, in capitals"),
				arguments("[limits]\nmax_state = -1", "desk.toml:4:1: 'max_state' in [limits]: '-1' is negative"),
				arguments("[limits]\nmax_message = 0",
						"desk.toml:4:1: 'max_message' in [limits] is zero; it must be more"),
				arguments("[limits]\nmemory = true",
						"desk.toml:4:1: 'memory' in [limits] must be a size like \"64MB\" or \"16KB\", not the truth"),
				arguments("[limits]\nmax_children = -1",
						"desk.toml:4:1: 'max_children' in [limits] is -1; it must be from 0 to 2147483647"),
				arguments("[limits]\nmailbox = 0", "desk.toml:4:1: 'mailbox' in [limits] is 0; it must be from 1 to"),
				arguments("[limits]\nmailbox = 2147483648",
						"desk.toml:4:1: 'mailbox' in [limits] is 2147483648; it must"),
				arguments("[limits]\nmax_events = -1",
						"desk.toml:4:1: 'max_events' in [limits] is -1; it must be from 0 to 2147483647"),
				arguments("[limits]\nmax_events = '10'",
						"desk.toml:4:1: 'max_events' in [limits] must be a whole number, not the string '10'"),
				arguments("[limits]\nmax_events_size = 0",
						"desk.toml:4:1: 'max_events_size' in [limits] is zero; it must be more"),
				arguments("[limits]\nmax_log_line = 0",
						"desk.toml:4:1: 'max_log_line' in [limits] is zero; it must be more"),
				arguments("[limits]\nmax_log_line = '-8KB'",
						"desk.toml:4:1: 'max_log_line' in [limits]: '-8KB' is negative"),
				arguments("[limits]\nmax_log_line = '8kb'",
						"desk.toml:4:1: 'max_log_line' in [limits]: '8kb' has the unknown unit 'kb'"),
				arguments("[limits]\nlog_rate = -1",
						"desk.toml:4:1: 'log_rate' in [limits] is -1; it must be from 0 to 2147483647"),
				arguments("[limits]\nlog_rate = '100/s'",
						"desk.toml:4:1: 'log_rate' in [limits] must be a whole number, not the string '100/s'"),
				arguments("[limits]\nlog_rate = 0.5",
						"desk.toml:4:1: 'log_rate' in [limits] must be a whole number, not the number 0.5"),
				arguments("[limits]\nlog_burst = 2147483648",
						"desk.toml:4:1: 'log_burst' in [limits] is 2147483648; it must"),
				arguments("[limits]\nlog_bursts = 1",
						"desk.toml:4:1: unknown key 'log_bursts' in [limits]; did you mean 'log_burst'?"),
				arguments("[limits]\nmailbox = '5'",
						"desk.toml:4:1: 'mailbox' in [limits] must be a whole number, not " + "the string '5'"),
				arguments("[limits]\nmailbox = 1.5",
						"desk.toml:4:1: 'mailbox' in [limits] must be a whole number, not " + "the number 1.5"));
	}

	private static Stream<Arguments> supervision() {
		return Stream.of(
				arguments("[supervision]\nstrategy = 'one-for-oen'", "desk.toml:4:1: unknown value 'one-for-oen' for "
						+ "'strategy' in [supervision]; did you mean 'one-for-one'?; known values are one-for-one"),
				arguments("[supervision]\nstrategy = 'escalate'",
						"desk.toml:4:1: unknown value 'escalate' for 'strategy' "
								+ "in [supervision]; known values are one-for-one, one-for-all, rest-for-one"),
				arguments("[supervision]\nmax_restarts = -1",
						"desk.toml:4:1: 'max_restarts' in [supervision] is -1; it must be from 0 to"),
				arguments("[supervision]\nwithin = '0s'",
						"desk.toml:4:1: 'within' in [supervision] is zero; it must be longer"),
				arguments("[supervision]\nwithin = '-5s'",
						"desk.toml:4:1: 'within' in [supervision]: '-5s' is negative"),
				arguments("[supervision]\nwithin = 'soon'",
						"desk.toml:4:1: 'within' in [supervision]: 'soon' is not a duration; write one like 5s"),
				arguments("[supervision]\nwithin = 1.5",
						"desk.toml:4:1: 'within' in [supervision] must be a duration "
								+ "like \"5s\", \"100ms\" or \"1m\", not the number 1.5"),
				arguments("[supervision]\nmax_consecutive = 0",
						"desk.toml:4:1: 'max_consecutive' in [supervision] is 0; it must be from 1 to"),
				arguments("[supervision]\nbackoff = '1s'",
						"desk.toml:4:1: 'backoff' in [supervision] must be a table, "
								+ "written backoff = { … }, not the string '1s'"),
				arguments("[supervision]\nbackoff = { initial = '11s' }",
						"desk.toml:4:1: backoff goes from 11000ms "
								+ "(initial) to 10000ms (max, by default); max must be at least initial"),
				arguments("[supervision]\nbackoff = { initial = '2s', max = '1s' }",
						"desk.toml:4:1: backoff goes from "
								+ "2000ms (initial) to 1000ms (max); max must be at least initial"),
				arguments("[supervision]\nbackoff = { factor = 0.5 }",
						"desk.toml:4:13: 'factor' in backoff = { … } is " + "0.5; it must be 1 or more, and finite"),
				arguments("[supervision]\nbackoff = { factor = inf }", "is Infinity; it must be 1 or more, and finite"),
				arguments("[supervision]\nbackoff = { factor = nan }", "is NaN; it must be 1 or more, and finite"),
				arguments("[supervision]\nbackoff = { factor = 'two' }", "must be a number, not the string 'two'"),
				arguments("[supervision]\nbackoff = { jitter = 1.1 }", "is 1.1; it must be from 0 to 1"),
				arguments("[supervision]\nbackoff = { jitter = -1 }", "is -1; it must be from 0 to 1"),
				arguments("supervision = 'one-for-one'",
						"desk.toml:3:1: 'supervision' must be a table, written [supervision], not the string"),
				arguments("[[supervision]]",
						"desk.toml:3:1: 'supervision' must be a table, written [supervision], not " + "an array"));
	}

	private static Stream<Arguments> lifecycle() {
		return Stream.of(
				arguments("[lifecycle]\nrestart = 'permanant'",
						"desk.toml:4:1: unknown value 'permanant' for 'restart' "
								+ "in [lifecycle]; did you mean 'permanent'?"),
				arguments("[lifecycle]\nrestart = 'PERMANENT'", "did you mean 'permanent'?"),
				arguments("[lifecycle]\nrestart = true",
						"'restart' in [lifecycle] must be a string, not the truth value"),
				arguments("[lifecycle]\nrestart_state = 'last'",
						"unknown value 'last' for 'restart_state' in "
								+ "[lifecycle]; known values are last-known, initial"),
				arguments("[lifecycle]\non_error = 'ignore'", "known values are fail, resume"),
				arguments("[lifecycle]\nshutdown = 'brutal_kill'", "did you mean 'brutal-kill'?"),
				arguments("[lifecycle]\nshutdown = 'never'", "or a duration like 5s"),
				arguments("[lifecycle]\nshutdown = '-1s'", "'shutdown' in [lifecycle]: '-1s' is negative"),
				arguments("[lifecycle]\nshutdown = false", "'shutdown' in [lifecycle] must be a duration"),
				arguments("[lifecycle]\ninit_timeout = '0s'", "'init_timeout' in [lifecycle] is zero"),
				arguments("[lifecycle]\ncall_timeout = 0", "'call_timeout' in [lifecycle] is zero"),
				arguments("[lifecycle]\ncall_timeout = 'infinity'", "'infinity' is not a duration"));
	}

	private static Stream<Arguments> handlers() {
		return Stream.of(
				arguments("[[handler]]\nname = 'runtime'",
						"desk.toml:3:1: 'type' in [[handler]] is missing; add a line "
								+ "like type = \"message-server\""),
				arguments("[[handler]]\ntype = ''", "desk.toml:4:1: 'type' in [[handler]] is blank"),
				arguments("[[handler]]\ntype = 1", "desk.toml:4:1: 'type' in [[handler]] must be a string"),
				arguments("[handler]\ntype = 'runtime'",
						"desk.toml:3:1: 'handler' must be written [[handler]], with two " + "brackets, not as a table"),
				arguments("handler = ['runtime']",
						"desk.toml:3:12: 'handler' must hold tables, written [[handler]], not the string 'runtime'"),
				arguments("[[handler]]\ntype = 'a'\n[[handler]]\ntype = 'a'",
						"desk.toml:6:1: handler 'a' is granted twice; put all its keys into one [[handler]]"),
				arguments("[[handler]]\ntype = 'a'\nwhen = 2020-01-01",
						"desk.toml:5:1: 'when' in [[handler]] must not be " + "a date or time; write it as a string"),
				arguments("[[handler]]\ntype = 'a'\nwhen = { a = [10:00:00] }",
						"'when.a' in [[handler]] must not be a date or time"));
	}

	private static Stream<Arguments> children() {
		return Stream.of(
				arguments("[[child]]\nname = 'a'",
						"desk.toml:3:1: 'manifest' in [[child]] is missing; add a line like "
								+ "manifest = \"worker.toml\""),
				arguments("[child]\nmanifest = 'a.toml'", "desk.toml:3:1: 'child' must be written [[child]]"),
				arguments("[[child]]\nmanifest = '../a.toml'",
						"desk.toml:4:1: manifest '../a.toml' is outside the "
								+ "configured locations: it contains '..'"),
				arguments("[[child]]\nmanifest = 'a.wasm'",
						"desk.toml:4:1: manifest 'a.wasm' is not the name of a "
								+ "manifest: it does not end with '.toml'"),
				arguments("[[child]]\nmanifest = 'a.toml'\nname = 'x'\n[[child]]\nmanifest = 'b.toml'\nname = 'x'",
						"desk.toml:8:1: two children are named 'x'; a name must be unique among the children"),
				arguments("[[child]]\nmanifest = 'a.toml'\n[[child]]\nmanifest = 'a.toml'",
						"desk.toml:5:1: two children "
								+ "of manifest 'a.toml' have no name of their own; give each a name"),
				arguments("[[child]]\nmanifest = 'a.toml'\nname = 'x/y'",
						"desk.toml:5:1: name 'x/y' cannot be part of a " + "path"),
				arguments("[[child]]\nmanifest = 'a.toml'\nname = ''", "desk.toml:5:1: 'name' in [[child]] is blank"),
				arguments("[[child]]\nmanifest = 'a.toml'\ninit = 5",
						"desk.toml:5:1: 'init' in [[child]] must be a string"),
				arguments("[[child]]\nmanifest = 'a.toml'\nrestart = 'often'",
						"desk.toml:5:1: unknown value 'often' for 'restart' in [[child]]"));
	}

	private static Stream<Arguments> paths() {
		return Stream.of(
				arguments("init_state = 'desk.bin'",
						"desk.toml:3:1: init_state 'desk.bin' is refused: it must lead to a "
								+ "file below 'state/' of the manifest's location"),
				arguments("init_state = 'state/../desk.bin'", "it must lead to a file below 'state/'"),
				arguments("init_state = 'state'", "it must lead to a file below 'state/'"),
				arguments("init_state = 'states/a'", "it must lead to a file below 'state/'"),
				arguments("init_state = 'sub/state/a'", "it must lead to a file below 'state/'"),
				arguments("init_state = 'state/'", "init_state 'state/' is refused: it has an empty part"),
				arguments("init_state = '../state/a'",
						"init_state '../state/a' is refused: it leads out of the " + "manifest's location"),
				arguments("init_state = '/etc/passwd'", "init_state '/etc/passwd' is refused: it is absolute"),
				arguments("init_state = ''", "desk.toml:3:1: 'init_state' is blank"));
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void namesPlaceAndReason(String third, String message) {
		ManifestException ex = refusal(ManifestReaderTests.LEAST + third);
		assertThat(ex.problems()).as(ex.getMessage()).hasSize(1);
		assertThat(ex.getMessage()).startsWith("desk.toml:").contains(message);
		assertThat(ex.source()).isEqualTo("desk.toml");
		assertThat(ex.line()).isGreaterThanOrEqualTo(3);
		assertThat(ex.column()).isPositive();
		assertThat(ex.key()).isPresent();
	}

	@Test
	void tellsKeyLineAndColumn() {
		ManifestException ex = refusal(ManifestReaderTests.LEAST + "\n  [supervision]\n    stratgy = 1\n");
		assertThat(ex.key()).contains("supervision.stratgy");
		assertThat(ex.line()).isEqualTo(5);
		assertThat(ex.column()).isEqualTo(5);
		assertThat(refusal(ManifestReaderTests.LEAST + "[[child]]\nmanifest='a.toml'\n[[child]]\nx=1").key())
			.contains("child[1].manifest");
	}

	@Test
	void missesWhatIsRequired() {
		assertThat(refusal("")).hasMessage("""
				desk.toml: 2 errors
				  desk.toml:1:1: 'name' is missing; add a line like name = "worker"
				  desk.toml:1:1: 'component' is missing; add a line like component = "worker.wasm\"""");
	}

	@Test
	void reportsAllErrorsOfAFileInTheOrderOfItsLines() {
		ManifestException ex = refusal("""
				name = 3
				componnt = "desk.wasm"
				[limits]
				memory = "lots"
				mailbox = -1
				[supervision]
				strategy = "one-for-most"
				stratgy = 1
				[[handler]]
				[[child]]
				manifest = "/etc/passwd"
				shutdown = "x"
				""");
		assertThat(ex.problems()).extracting(ManifestProblem::line).containsExactly(1, 1, 2, 4, 5, 7, 8, 9, 11, 12);
		assertThat(ex.getMessage()).startsWith("desk.toml: 10 errors\n  desk.toml:1:1: ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "name = ", "name = 'a", "name 'a'", "[", "[[a]", "= 1", "a = 1\na = 2", "a = {", "a = [1",
			"a = 1 b = 2", "name = \"\\q\"", "[a]\n[a]", "a.b = 1\na = 2", "a = 0xZZ", "\u0000", "a = 1979-13-01" })
	void refusesWhatIsNotToml(String toml) {
		ManifestException ex = refusal(toml);
		assertThat(ex.getMessage()).contains("this is not TOML");
		assertThat(ex.line()).isPositive();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/srv/a.wasm", "../a.wasm", "a/../../a.wasm", "C:/a.wasm", "http://x/a.wasm",
			"a\\\\b.wasm", "a\\u0000.wasm", "a//b.wasm", "..", ".", "a/", "file:a.wasm", "a\\u202eb.wasm" })
	void refusesComponentsOutsideTheLocation(String path) {
		ManifestException ex = refusal("name = 'a'\ncomponent = \"" + path + "\"");
		assertThat(ex.getMessage()).startsWith("desk.toml:2:1: component '").contains("is refused: ");
		assertThat(ex.key()).contains("component");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a/b", " a", "a ", "a\\nb", "a\\u0000", "a\\u202eb" })
	void refusesNamesThatCannotBePartOfAPath(String name) {
		assertThat(refusal("component = 'a.wasm'\nname = \"" + name + "\"").getMessage())
			.startsWith("desk.toml:2:1: name '")
			.contains("cannot be part of a path");
	}

	@Test
	void refusesALongName() {
		assertThat(refusal("component = 'a.wasm'\nname = '" + "x".repeat(101) + "'").getMessage())
			.contains("at most 100 characters")
			.hasSizeLessThan(300);
		assertThat(this.reader.read("component = 'a.wasm'\nname = '" + "x".repeat(100) + "'", "a").name()).hasSize(100);
	}

	@Test
	void refusesATextThatIsTooLong() {
		assertThat(refusal("#".repeat(ManifestReader.MAX_TEXT + 1)).getMessage()).contains("at most 262144");
	}

	@ParameterizedTest
	@ValueSource(ints = { 33, 1000, 60_000 })
	void refusesTextThatNestsTooDeeply(int depth) {
		for (String nested : List.of("a = " + "[".repeat(depth) + "]".repeat(depth),
				"a = " + "{a=".repeat(depth) + "1" + "}".repeat(depth), "a" + ".a".repeat(depth) + " = 1",
				"[handler" + ".a".repeat(depth) + "]")) {
			assertThat(refusal(ManifestReaderTests.LEAST + "[[handler]]\ntype = 'a'\n" + nested).getMessage())
				.contains("Nesting is too deep");
		}
	}

	@Test
	void tellsNoMoreErrorsThanAnyoneReads() {
		StringBuilder toml = new StringBuilder(ManifestReaderTests.LEAST);
		for (int i = 0; i < 10_000; i++) {
			toml.append("unknown").append(i).append(" = 1\n");
		}
		ManifestException ex = refusal(toml.toString());
		assertThat(ex.problems()).hasSize(51);
		assertThat(ex.problems().getLast().message()).isEqualTo("and 9950 more");
	}

	@Test
	void putsNoControlCharactersIntoMessages() {
		assertThat(refusal(ManifestReaderTests.LEAST + "\"a\\nb\\u001b[31m\" = 1").getMessage())
			.contains("unknown key 'a\\u000ab\\u001b[31m'");
	}

}
