package dev.theater.runtime;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.theater.actor.ActorId;
import dev.theater.host.EnvironmentSource;
import dev.theater.host.HostFunctions;
import dev.theater.host.HostHandler;
import dev.theater.supervisor.SupervisorException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * {@code timing}, {@code random} and {@code environment}, called by a guest on command.
 */
class AgentHandlersTests extends OnStage {

	static final String TIMING = "theater:simple/timing/";

	static final String RANDOM = "theater:simple/random/";

	static final String ENVIRONMENT = "theater:simple/environment/";

	private static final String U64_MAX = "18446744073709551615";

	private static final Map<String, String> VARIABLES = Map.of("APP_MODE", "test", "APP_KEY", "k", "LANG", "C",
			"DB_PASSWORD", "hunter2");

	@BeforeEach
	void variables() {
		reopen((builder) -> builder.environment(EnvironmentSource.of(VARIABLES)));
	}

	/** A manifest for the agent, which must have all four. */
	static String agentGrants(String timing, String random, String environment, String store) {
		return "[[handler]]\ntype = \"timing\"\n" + timing + "\n[[handler]]\ntype = \"random\"\n" + random
				+ "\n[[handler]]\ntype = \"environment\"\n" + environment + "\n[[handler]]\ntype = \"store\"\n" + store
				+ "\n";
	}

	private ActorId agent(String timing, String random, String environment) {
		return agent("agent", timing, random, environment);
	}

	private ActorId agent(String name, String timing, String random, String environment) {
		this.stage.manifest(name, "agent", agentGrants(timing, random, environment, ""));
		return this.stage.spawn(name, "");
	}

	// ---- timing

	@Test
	void tellsTheTimeInMilliseconds() {
		ActorId agent = agent("", "", "");
		long before = System.currentTimeMillis();
		assertThat(Long.parseLong(ok(agent, "now"))).isBetween(before, System.currentTimeMillis());
		assertThat(names(agent, TIMING + "now")).containsExactly("NowCall", "NowResult");
		assertThat(text(last(agent, TIMING + "now"))).contains("\"value\":\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "sleep 50", "deadline-in 50" })
	void waits(String command) {
		ActorId agent = agent("", "", "");
		long since = System.nanoTime();
		ok(agent, command);
		assertThat(Duration.ofNanos(System.nanoTime() - since)).isGreaterThanOrEqualTo(Duration.ofMillis(49));
	}

	@ParameterizedTest
	@ValueSource(strings = { "sleep 0", "deadline 0", "deadline 1", "deadline 1767225600000", "deadline-in 0" })
	void whatHasPassedIsNotWaitedFor(String command) {
		assertThat(ok(agent("max_sleep = 0", "", ""), command)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "sleep 1001", "sleep 10001", "sleep " + U64_MAX, "sleep 9223372036854775808",
			"deadline " + U64_MAX, "deadline-in 5000", "deadline 9223372036854775807" })
	void aSleepBeyondTheGrantIsAnErrorAtOnce(String command) {
		ActorId agent = agent("max_sleep = \"1s\"", "", "");
		long since = System.nanoTime();
		assertThat(err(agent, command)).contains(" is longer than max_sleep = \"1s\"");
		assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(1));
		assertThat(events(agent)).extracting(OnStage::name).anyMatch((name) -> name.endsWith("Error"));
		assertThat(node(agent).incarnation()).isOne();
	}

	@Test
	void aSleepBeyondTheCallsTimeForWaitingIsAnErrorAtOnce() {
		reopen((builder) -> builder.settings(Stage.settings((limits) -> new RuntimeSettings.Limits(limits.actor(),
				limits.totalMemory(), limits.callTimeout(), limits.initTimeout(), Duration.ofSeconds(3),
				limits.maxTransfer(), limits.maxDepth(), limits.maxActors()))));
		ActorId agent = agent("", "", "");
		assertThat(err(agent, "sleep 3000")).contains("3000 ms is longer than the").contains("left of this call's");
		assertThat(ok(agent, "sleep 1")).isEmpty();
	}

	@Test
	void aStopEndsASleep() {
		ActorId agent = agent("max_sleep = \"1m\"", "", "[lifecycle]\nshutdown = \"brutal-kill\"");
		this.stage.ask(agent, "sleep 60000");
		awaitNode(agent, (node) -> node.mailbox() == 0);
		long since = System.nanoTime();
		supervisor().stopChild(agent);
		assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(10));
	}

	@Test
	void sleepersKeepNobodyFromRunning() {
		agent("max_sleep = \"1m\"", "", "[lifecycle]\nshutdown = \"brutal-kill\"");
		List<ActorId> sleepers = IntStream.range(0, 50).mapToObj((i) -> this.stage.spawn("agent", "")).toList();
		sleepers.forEach((sleeper) -> this.stage.ask(sleeper, "sleep 60000"));
		sleepers.forEach((sleeper) -> awaitNode(sleeper, (node) -> node.mailbox() == 0));
		ActorId awake = this.stage.spawn("agent", "");
		assertThat(ok(awake, "uuid")).hasSize(36);
		sleepers.forEach((sleeper) -> supervisor().stopChild(sleeper));
	}

	// ---- random

	@Test
	void drawsBytesNumbersAndIds() {
		ActorId agent = agent("", "", "");
		assertThat(ok(agent, "bytes 16")).startsWith("16 ").isNotEqualTo(ok(agent, "bytes 16"));
		assertThat(ok(agent, "bytes 0")).startsWith("0 ");
		assertThat(ok(agent, "bytes 1048576")).startsWith("1048576 ");
		assertThat(Long.parseLong(ok(agent, "float"))).isBetween(0L, 999_999_999_999_999_999L);
		assertThat(UUID.fromString(ok(agent, "uuid"))).returns(4, UUID::version).returns(2, UUID::variant);
		assertThat(ok(agent, "range 0 1")).as("max is not in the range").isEqualTo("0");
		assertThat(ok(agent, "range 18446744073709551614 " + U64_MAX)).isEqualTo("18446744073709551614");
		assertThat(new BigInteger(ok(agent, "range 0 " + U64_MAX))).isNotNegative();
		Set<String> drawn = new HashSet<>();
		for (int i = 0; i < 200; i++) {
			drawn.add(ok(agent, "range 10 13"));
		}
		assertThat(drawn).containsExactlyInAnyOrder("10", "11", "12");
	}

	@Test
	void whatIsDrawnIsOnTheChain() {
		ActorId agent = agent("", "", "");
		String drawn = ok(agent, "range 0 1000000000");
		assertThat(text(last(agent, RANDOM + "random-range")))
			.isEqualTo("{\"RandomRangeResult\":{\"value\":\"" + drawn + "\"}}");
		ok(agent, "bytes 1000000");
		assertThat(text(last(agent, RANDOM + "random-bytes"))).contains("\"sha256\":").contains("\"length\":1000000");
		assertVerifies(agent);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "bytes 17 | random-bytes of 17 bytes are more than max_bytes = \"16B\"",
					"bytes 4294967295 | random-bytes of 4294967295 bytes are more than", "range 1 1 | is empty",
					"range 2 1 | the range from 2 to 1 is empty; max", "range " + U64_MAX + " 0 | is empty" })
	void refusesTooManyBytesAndEmptyRanges(String command, String why) {
		assertThat(err(agent("", "max_bytes = 16", ""), command)).contains(why);
	}

	@Test
	void aSeedDeterminesWhatAnActorDraws() {
		List<String> commands = List.of("bytes 16", "bytes 100", "range 0 1000", "float", "uuid");
		ActorId first = agent("one", "", "seed = 42", "");
		List<String> drawn = commands.stream().map((command) -> ok(first, command)).toList();
		ActorId second = agent("two", "", "seed = 42", "");
		assertThat(commands.stream().map((command) -> ok(second, command)).toList()).as("another path")
			.doesNotContainAnyElementsOf(drawn);
		ActorId other = agent("three", "", "seed = -1", "");
		assertThat(ok(other, "bytes 16")).isNotEqualTo(drawn.getFirst());
		variables();
		ActorId again = agent("one", "", "seed = 42", "");
		assertThat(commands.stream().map((command) -> ok(again, command)).toList()).as("another day").isEqualTo(drawn);
		crashAndAwait(again);
		List<String> after = commands.stream().map((command) -> ok(again, command)).toList();
		assertThat(after).as("another incarnation").doesNotContainAnyElementsOf(drawn);
		variables();
		ActorId restarted = agent("one", "", "seed = 42", "");
		crashAndAwait(restarted);
		assertThat(commands.stream().map((command) -> ok(restarted, command)).toList()).isEqualTo(after);
	}

	@Test
	void bytesComeFromTheSourceThatTheRuntimeWasGiven() {
		reopen((builder) -> builder.random((bytes) -> Arrays.fill(bytes, (byte) 0x2a)));
		ActorId agent = agent("", "", "");
		assertThat(ok(agent, "bytes 3")).isEqualTo("3 2a2a2a");
		assertThat(ok(agent, "uuid")).isEqualTo("2a2a2a2a-2a2a-4a2a-aa2a-2a2a2a2a2a2a");
	}

	// ---- environment

	@Test
	void showsWhatTheManifestNames() {
		ActorId agent = agent("", "", "allow = [\"APP_*\", \"LANG\", \"NONE\"]\nlist = true");
		assertThat(ok(agent, "var APP_MODE")).isEqualTo("test");
		assertThat(ok(agent, "var LANG")).isEqualTo("C");
		assertThat(ok(agent, "var-exists APP_KEY")).isEqualTo("true");
		assertThat(ok(agent, "vars")).isEqualTo("3 APP_KEY=k APP_MODE=test LANG=C");
		assertThat(text(last(agent, ENVIRONMENT + "list-vars")))
			.isEqualTo("{\"ListVarsResult\":{\"value\":[\"APP_KEY=k\",\"APP_MODE=test\",\"LANG=C\"]}}");
		assertThat(text(last(agent, ENVIRONMENT + "get-var"))).isEqualTo("{\"GetVarResult\":{\"value\":\"C\"}}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "DB_PASSWORD", "lang", "LANGUAGE", "LAN", "APP", "NONE", "", "*", "APP_*", "PATH" })
	void nothingElseIsThere(String name) {
		ActorId agent = agent("", "", "allow = [\"APP_MODE\", \"LANG\", \"NONE\"]\nlist = true");
		assertThat(this.stage.request(agent, "var " + name)).isEqualTo("ok-none");
		assertThat(ok(agent, "var-exists " + name)).isEqualTo("false");
	}

	@Test
	void withoutKeysNothingIsThereAndNothingIsListed() {
		ActorId agent = agent("one", "", "", "");
		assertThat(this.stage.request(agent, "var LANG")).isEqualTo("ok-none");
		assertThat(ok(agent, "vars")).startsWith("0");
		assertThat(ok(agent("two", "", "", "allow = [\"LANG\"]"), "vars")).as("list is false").startsWith("0");
		assertThat(ok(agent("three", "", "", "list = true"), "vars")).startsWith("0");
	}

	@Test
	void aSourceThatCannotNameItsVariablesListsThoseAllowedByName() {
		reopen((builder) -> builder.environment((name) -> Optional.ofNullable(VARIABLES.get(name))));
		ActorId agent = agent("", "", "allow = [\"APP_*\", \"LANG\"]\nlist = true");
		assertThat(ok(agent, "vars")).isEqualTo("1 LANG=C");
		assertThat(ok(agent, "var APP_MODE")).isEqualTo("test");
	}

	@Test
	void theEnvironmentIsTheProcessesIfNothingElseIsSaid() {
		reopen((builder) -> builder);
		ActorId agent = agent("", "", "allow = [\"PATH\"]");
		assertThat(ok(agent, "var PATH")).isEqualTo(System.getenv("PATH"));
	}

	// ---- grants

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "timing | max_sleep = \"2d\" | is \"172800s\"; it must be from \"0s\" to \"86400s\"",
					"timing | sleep = 1 | unknown key 'sleep' in [[handler]] type = \"timing\"; it knows max_sleep",
					"random | max_bytes = \"17MB\" | is \"17MB\"; it must be from \"0B\" to \"16MB\"",
					"random | seed = \"x\" | is \"x\"; it must be a whole number",
					"random | seed = 1.5 | is 1.5; it must be a whole number",
					"environment | allow = [\"*\"] | has the entry \"*\": it would allow all there are",
					"environment | list = \"all\" | is \"all\"; it must be true or false",
					"environment | alow = [] | did you mean 'allow'?",
					"store | name = \"../x\" | is \"../x\"; it must be a string of 1 to 64 characters",
					"store | name = \"\" | is \"\"; it must be",
					"store | name = \"Library\" | is \"Library\"; it must be",
					"store | max_size = \"65MB\" | is \"65MB\"; it must be from \"0B\" to \"64MB\"",
					"store | max_content = -1 | is -1; it must be from 0 to 10000",
					"store | max_labels = 10001 | is 10001; it must be from 0 to 10000" })
	void aWrongKeyIsALoadError(String handler, String key, String why) {
		this.stage.manifest("wrong", "puppet", Stage.ALL + "[[handler]]\ntype = \"" + handler + "\"\n" + key + "\n");
		assertThatExceptionOfType(SupervisorException.class).isThrownBy(() -> this.stage.spawn("wrong", ""))
			.withMessageContaining("wrong.toml:11:1: ")
			.withMessageContaining(why);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"timing | max_sleep = \"1s\" | max_sleep = \"2s\" | has max_sleep = \"2s\"; its parent",
			"timing | | max_sleep = \"11s\" | has max_sleep = \"11s\"; its parent 'lead' has max_sleep = \"10s\"",
			"random | max_bytes = 1 | max_bytes = 2 | has max_bytes = \"2B\"",
			"environment | allow = [\"A\"] | allow = [\"B\"] | has [\"B\"] in allow",
			"environment | allow = [\"A\"] | list = true | has list = true",
			"store | | name = \"library\" | has name = \"library\"; its parent 'lead' has name = none",
			"store | name = \"a\" | name = \"b\" | has name = \"b\"; its parent 'lead' has name = \"a\"",
			"store | max_size = 9 | max_size = 10 | has max_size = \"10B\"" })
	void aChildOfAGuestHasNoMoreThanItsParent(String handler, String parents, String childs, String why) {
		String grant = Stage.ALL + "[[handler]]\ntype = \"" + handler + "\"\n";
		this.stage.manifest("lead", "puppet", grant + ((parents != null) ? parents : "") + "\n")
			.manifest("child", "puppet", grant + childs + "\n")
			.manifest("bare", "puppet", grant);
		ActorId lead = this.stage.spawn("lead", "");
		assertThat(err(lead, "spawn child.toml")).contains(why);
		assertThat(spawn(lead, "bare", "")).as("which has what its parent has, at most").isNotNull();
	}

	@Test
	void withoutAGrantTheComponentIsNotLoaded() {
		this.stage.manifest("poor", "agent", grants("timing", "random", "store"));
		assertThatExceptionOfType(SupervisorException.class).isThrownBy(() -> this.stage.spawn("poor", ""))
			.withMessageContaining("theater:simple/environment (grant it with [[handler]] type = \"environment\")");
	}

	// ---- handlers of the application

	/** Tells a time of its own. */
	private record OwnTiming(String name) implements HostHandler {

		@Override
		public void setUpHostFunctions(HostFunctions functions) {
			// the agent asks for three functions, and this has none
		}

	}

	@Test
	void aHandlerOfTheApplicationReplacesABuiltInOne() {
		reopen((builder) -> builder.hostHandler(new OwnTiming("timing")));
		this.stage.manifest("agent", "agent", agentGrants("any = 1", "", "", ""));
		assertThatExceptionOfType(SupervisorException.class).isThrownBy(() -> this.stage.spawn("agent", ""))
			.withMessageContaining("theater:simple/timing");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> TheaterRuntime.builder()
				.hostHandler(new OwnTiming("timing"))
				.hostHandler(new OwnTiming("timing"))
				.build())
			.withMessageContaining("two host handlers are named 'timing'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> TheaterRuntime.builder().hostHandler(new OwnTiming("supervisor")).build())
			.withMessageContaining("two host handlers are named 'supervisor'");
	}

}
