package dev.theater.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.theater.component.Component;
import dev.theater.component.ComponentInstance;
import dev.theater.component.HostInterface;
import dev.theater.component.InstanceOptions;
import dev.theater.component.Linker;
import dev.theater.component.TrapException;
import dev.theater.component.type.EnumType;
import dev.theater.component.type.EnumValue;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ListType;
import dev.theater.component.type.OptionType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.RecordType;
import dev.theater.component.type.RecordValue;
import dev.theater.component.type.ResultType;
import dev.theater.component.type.ResultValue;
import dev.theater.component.type.TupleValue;
import dev.theater.component.type.ValueType;
import dev.theater.component.wasm.WasmEngine;
import dev.theater.component.wasm.WasmEngine.Mode;
import dev.theater.component.wasm.WasmTrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The built actors alone, call by call, without a runtime around them. */
class ExampleActorsTest {

	private static final ValueType BYTES = new ListType(PrimitiveType.U8);

	private static final String ACTOR = "theater:simple/actor";

	private static final String MESSAGES = "theater:simple/message-server-client";

	private static final String CHILDREN = "theater:simple/supervisor-handlers";

	private final List<String> log = new ArrayList<>();

	@ParameterizedTest
	@EnumSource
	void theCounterCountsWhatIsSent(Mode mode) throws IOException {
		ComponentInstance counter = instantiate("counter", mode);
		assertThat(init(counter, "40")).isEqualTo(ok("40"));
		assertThat(send(counter, "40", "whatever")).isEqualTo(ok("41"));
		assertThat(request(counter, "41", "")).isEqualTo(ok("41", "41"));
		assertThat(this.log).containsExactly("counting from 40");
	}

	@ParameterizedTest
	@CsvSource({ "counter,many", "counter,-1", "counter,18446744073709551616", "flaky,1.5" })
	void refusesAStateThatIsNoCount(String actor, String state) throws IOException {
		ComponentInstance instance = instantiate(actor, Mode.INTERPRETER);
		ResultValue refusal = ResultValue
			.err(actor + ": the state is not a count; it must be a decimal number, such as 3");
		assertThat(init(instance, state)).isEqualTo(refusal);
		assertThat(send(instance, state, "")).isEqualTo(refusal);
		assertThat(request(instance, state, "")).isEqualTo(refusal);
	}

	@ParameterizedTest
	@EnumSource
	void theEchoAnswersWithWhatItWasAsked(Mode mode) throws IOException {
		ComponentInstance echo = instantiate("echo", mode);
		assertThat(request(echo, "old", "grün")).isEqualTo(ok("old", "grün"));
		assertThat(request(echo, "old", "")).isEqualTo(ok("old", ""));
		assertThat(send(echo, "old", "new")).isEqualTo(ok("new"));
	}

	@ParameterizedTest
	@EnumSource
	void theFlakyOneCountsAndFailsWhenTold(Mode mode) throws IOException {
		ComponentInstance flaky = instantiate("flaky", mode);
		assertThat(send(flaky, "2", "hello")).isEqualTo(ok("3"));
		assertThat(request(flaky, "3", "get")).isEqualTo(ok("3", "3"));
		assertThat(request(flaky, "3", "hello")).isEqualTo(ok("4", "4"));
		assertThat(send(flaky, "3", "fail")).isEqualTo(ResultValue.err("flaky: told to fail"));
		assertThat(request(flaky, "3", "fail")).isEqualTo(ResultValue.err("flaky: told to fail"));
		assertThatExceptionOfType(TrapException.class).isThrownBy(() -> send(flaky, "3", "crash"))
			.satisfies((trap) -> assertThat(trap.reason()).isEqualTo(WasmTrap.Reason.UNREACHABLE));
	}

	@ParameterizedTest
	@EnumSource
	void theDeskAsksItsSupervisorHost(Mode mode) throws IOException {
		ComponentInstance desk = instantiate("desk", mode);
		String state = "failed=0 ended=0 stopped=0";
		assertThat(call(desk, ACTOR, "init", Optional.empty(), "id")).isEqualTo(ok(state));
		assertThat(request(desk, state, "report")).isEqualTo(ok(state, state));
		assertThat(request(desk, state, "list")).isEqualTo(ok(state, "first\nsecond\n"));
		assertThat(request(desk, state, "spawn counter.toml")).isEqualTo(ok(state, "child of counter.toml"));
		assertThat(request(desk, state, "stop first")).isEqualTo(ok(state, "stopped"));
		assertThat(request(desk, state, "stop me")).isEqualTo(ok(state, "error: not a child: me"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "lists", "stop-all" })
	void theDeskAnswersOtherRequestsWithWhatItKnows(String request) throws IOException {
		assertThat(request(instantiate("desk", Mode.INTERPRETER), "s", request))
			.isEqualTo(ok("s", "error: the desk knows: list, report, spawn MANIFEST, stop ID"));
	}

	@ParameterizedTest
	@EnumSource
	void theDeskCountsWhatItIsTold(Mode mode) throws IOException {
		ComponentInstance desk = instantiate("desk", mode);
		RecordValue error = RecordValue.of("error-type", new EnumValue("internal"), "data", some("it broke"));
		assertThat(call(desk, CHILDREN, "handle-child-error", some("failed=9 ended=0 stopped=0"), "first", error))
			.isEqualTo(ok("failed=10 ended=0 stopped=0"));
		assertThat(call(desk, CHILDREN, "handle-child-exit", some("failed=1 ended=0 stopped=0"), "first", some("x")))
			.isEqualTo(ok("failed=1 ended=1 stopped=0"));
		assertThat(call(desk, CHILDREN, "handle-child-external-stop", some("failed=1 ended=1 stopped=0"), "first"))
			.isEqualTo(ok("failed=1 ended=1 stopped=1"));
		assertThat(this.log).containsExactly("child first failed: it broke", "child first has ended",
				"child first was stopped");
	}

	private ComponentInstance instantiate(String actor, Mode mode) throws IOException {
		try (InputStream component = getClass().getResourceAsStream("/actors/" + actor + ".wasm")) {
			return new Linker().with(types(), runtime(), supervisor())
				.link(Component.load(WasmEngine.of(mode), component.readAllBytes()))
				.instantiate(InstanceOptions.DEFAULTS);
		}
	}

	private static HostInterface types() {
		ValueType optionalBytes = new OptionType(BYTES);
		ValueType errorType = EnumType.of("operation-timeout", "channel-closed", "shutting-down", "function-not-found",
				"type-mismatch", "internal", "serialization-error", "update-component-error", "paused");
		return HostInterface.builder("theater:simple/types")
			.type("actor-id", PrimitiveType.STRING)
			.type("channel-id", PrimitiveType.STRING)
			.type("channel-accept",
					RecordType.of(RecordType.field("accepted", PrimitiveType.BOOL),
							RecordType.field("message", optionalBytes)))
			.type("event", RecordType.of(RecordType.field("event-type", PrimitiveType.STRING),
					RecordType.field("parent", new OptionType(PrimitiveType.U64)), RecordType.field("data", BYTES)))
			.type("chain-event",
					RecordType.of(RecordType.field("hash", BYTES), RecordType.field("parent-hash", optionalBytes),
							RecordType.field("event-type", PrimitiveType.STRING), RecordType.field("data", BYTES),
							RecordType.field("timestamp", PrimitiveType.U64)))
			.type("wit-error-type", errorType)
			.type("wit-actor-error",
					RecordType.of(RecordType.field("error-type", errorType), RecordType.field("data", optionalBytes)))
			.build();
	}

	private HostInterface runtime() {
		return HostInterface.builder("theater:simple/runtime")
			.function("log", FunctionType.of(null, FunctionType.param("msg", PrimitiveType.STRING)),
					(context, arguments) -> {
						this.log.add((String) arguments[0]);
						return null;
					})
			.build();
	}

	private HostInterface supervisor() {
		ValueType string = PrimitiveType.STRING;
		return HostInterface.builder("theater:simple/supervisor")
			.function("spawn",
					FunctionType.of(new ResultType(string, string), FunctionType.param("manifest", string),
							FunctionType.param("init-bytes", new OptionType(BYTES))),
					(context, arguments) -> ResultValue.ok("child of " + arguments[0]))
			.function("list-children", FunctionType.of(new ListType(string)),
					(context, arguments) -> List.of("first", "second"))
			.function("stop-child",
					FunctionType.of(new ResultType(null, string), FunctionType.param("child-id", string)),
					(context, arguments) -> arguments[0].equals("first") ? ResultValue.ok()
							: ResultValue.err("not a child: " + arguments[0]))
			.build();
	}

	private static Object init(ComponentInstance actor, String state) {
		return call(actor, ACTOR, "init", some(state), "id");
	}

	private static Object send(ComponentInstance actor, String state, String message) {
		return call(actor, MESSAGES, "handle-send", some(state), bytes(message));
	}

	private static Object request(ComponentInstance actor, String state, String message) {
		return call(actor, MESSAGES, "handle-request", some(state), "request", bytes(message));
	}

	private static Object call(ComponentInstance actor, String interfaceName, String function, Optional<byte[]> state,
			Object... parameters) {
		return actor.function(interfaceName, function).orElseThrow().call(state, TupleValue.of(parameters));
	}

	/** The result of a handler: the new state, and the reply where there is one. */
	private static ResultValue ok(String state, String... reply) {
		return (reply.length == 0) ? ResultValue.ok(TupleValue.of(some(state)))
				: ResultValue.ok(TupleValue.of(some(state), TupleValue.of(some(reply[0]))));
	}

	private static Optional<byte[]> some(String text) {
		return Optional.of(bytes(text));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
