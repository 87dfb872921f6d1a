package dev.theater.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.theater.actor.ActorId;
import dev.theater.actor.SystemClock;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.ResultType;
import dev.theater.component.type.ResultValue;
import dev.theater.host.AllowList;
import dev.theater.host.EnvironmentHost;
import dev.theater.host.EnvironmentSource;
import dev.theater.host.GrantKey;
import dev.theater.host.GrantKeys;
import dev.theater.host.HostCall;
import dev.theater.host.HostFunctions;
import dev.theater.host.HostHandler;
import dev.theater.host.RandomHost;
import dev.theater.host.RandomSource;
import dev.theater.host.TimingHost;
import dev.theater.supervisor.SupervisorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What docs/guide/interfaces.md shows is so, for the interfaces of this module. */
class InterfacesGuideTests extends OnStage {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static String read(String file) {
		try {
			return Files.readString(ROOT.resolve(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The part of the page below a heading, up to the next one. */
	private static String section(String heading) {
		String page = read("docs/guide/interfaces.md");
		int start = page.indexOf("\n## " + heading + "\n");
		assertThat(start).as("the heading %s", heading).isPositive();
		int end = page.indexOf("\n## ", start + 1);
		return page.substring(start, (end > 0) ? end : page.length());
	}

	private static List<String> blocks(String section, String language) {
		return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
			.matcher(section)
			.results()
			.map((match) -> match.group(1))
			.toList();
	}

	private static String flat(String text) {
		return text.replaceAll("\\s+", " ").strip();
	}

	@ParameterizedTest
	@ValueSource(strings = { "timing", "random", "environment", "store" })
	void itsGrantsAreTakenWithEveryKeyThereIs(String handler) {
		List<String> grants = blocks(section("`" + handler + "`"), "toml");
		assertThat(grants).hasSize(1);
		this.stage.manifest("agent", "puppet", Stage.ALL + grants.getFirst());
		this.stage.spawn("agent", "");
		assertThat(node(id("agent")).handlers()).contains(handler);
		this.stage.manifest("wrong", "puppet", Stage.ALL + grants.getFirst() + "no_such_key = 1\n");
		assertThatExceptionOfType(SupervisorException.class).isThrownBy(() -> this.stage.spawn("wrong", ""))
			.satisfies((refusal) -> Pattern.compile("it knows (.*)$")
				.matcher(String.valueOf(refusal.getMessage()))
				.results()
				.flatMap((known) -> Pattern.compile(", ").splitAsStream(known.group(1)))
				.forEach((key) -> assertThat(section("`" + handler + "`")).contains("| `" + key + "` |")
					.contains("\n" + key + " = ")))
			.withMessageContaining("it knows ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "timing", "random", "environment", "store" })
	void itsWitIsTheInterfaces(String handler) {
		String wit = read("actors/wit/theater.wit");
		int start = wit.indexOf("\ninterface " + handler + " {");
		List<String> functions = wit.substring(start, wit.indexOf("\n}", start))
			.lines()
			.map(String::strip)
			.filter((line) -> line.contains(": func("))
			.toList();
		assertThat(functions).hasSizeGreaterThan(2);
		assertThat(blocks(section("`" + handler + "`"), "wit").getFirst().lines()).containsExactlyElementsOf(functions);
	}

	@Test
	void itsDefaultsAndCeilingsAreSo() {
		try (SystemClock clock = new SystemClock()) {
			assertDefault(new TimingHost(clock).grantKeys(), "max_sleep", section("`timing`"));
		}
		assertDefault(new RandomHost(RandomSource.secure()).grantKeys(), "max_bytes", section("`random`"));
		assertThat(new EnvironmentHost(EnvironmentSource.ofProcess()).grantKeys().names()).containsExactly("allow",
				"list");
	}

	private static void assertDefault(GrantKeys keys, String name, String section) {
		GrantKey<?> key = keys.key(name).orElseThrow();
		assertThat(section)
			.containsPattern("\\| `" + name + "` \\|.*\\| `" + Pattern.quote(shownDefault(key)) + "` \\|");
	}

	private static <T> String shownDefault(GrantKey<T> key) {
		return key.shown(key.absent());
	}

	@ParameterizedTest
	@CsvSource({ "timing/sleep, sleep 5, SleepCall", "timing/sleep, sleep 5, SleepResult",
			"random/random-range, range 4 5, RandomRangeResult", "environment/get-var, var LANG, GetVarResult" })
	void itsEventsAreThoseOfTheChain(String function, String command, String event) {
		reopen((builder) -> builder.environment(EnvironmentSource.of(Map.of("LANG", "C"))));
		this.stage.manifest("agent", "agent", AgentHandlersTests.agentGrants("", "", "allow = [\"LANG\"]", ""));
		ActorId agent = this.stage.spawn("agent", "");
		ok(agent, command);
		String json = events(agent).stream()
			.filter((candidate) -> candidate.eventType().equals("theater:simple/" + function))
			.filter((candidate) -> name(candidate).equals(event))
			.map(OnStage::text)
			.findFirst()
			.orElseThrow();
		assertThat(section("`" + function.substring(0, function.indexOf('/')) + "`")).contains("`" + json + "`");
	}

	// ---- a handler of one's own

	@Test
	void itsHandlerIsInThisTest() {
		String source = flat(read("theater-core/src/test/java/dev/theater/runtime/InterfacesGuideTests.java"));
		assertThat(blocks(section("Keys for your own handler"), "java")).singleElement()
			.satisfies((block) -> assertThat(source).contains(flat(block)));
	}

	// @formatter:off
	static
	final class WeatherHost implements HostHandler {

		private static final GrantKey<AllowList> PLACES = GrantKey.names("places");

		private static final GrantKey<Long> MAX_DAYS = GrantKey.count("max_days", 3, 14);

		@Override
		public String name() {
			return "weather";
		}

		@Override
		public GrantKeys grantKeys() {
			return GrantKeys.of(PLACES, MAX_DAYS);
		}

		@Override
		public void setUpHostFunctions(HostFunctions functions) {
			functions.function("example:weather/forecast", "of",
					FunctionType.of(new ResultType(PrimitiveType.STRING, PrimitiveType.STRING),
							FunctionType.param("place", PrimitiveType.STRING)),
					this::forecast);
		}

		private Object forecast(HostCall call, Object[] arguments) {
			String place = (String) arguments[0];
			if (!call.grant(PLACES).allows(place)) {
				return ResultValue.err("no forecast for " + place + "; there is one for " + call.grant(PLACES));
			}
			return ResultValue.ok("sun for " + call.grant(MAX_DAYS) + " days");
		}

	}
	// @formatter:on

	@Test
	void itsHandlerReadsItsKeys() {
		reopen((builder) -> builder.hostHandler(new WeatherHost()));
		this.stage.manifest("agent", "puppet", Stage.ALL + grants("weather") + "places = [\"Oslo\"]\nmax_days = 14\n");
		assertThat(this.stage.spawn("agent", "")).isNotNull();
		this.stage.manifest("wrong", "puppet", Stage.ALL + grants("weather") + "max_days = 15\n");
		assertThatExceptionOfType(SupervisorException.class).isThrownBy(() -> this.stage.spawn("wrong", ""))
			.withMessageContaining(
					"wrong.toml:11:1: key 'max_days' in [[handler]] type = \"weather\" is 15; it must be "
							+ "from 0 to 14");
	}

}
