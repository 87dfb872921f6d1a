package dev.theater.component;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.theater.component.binary.MalformedComponentException;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.ResultValue;
import dev.theater.component.type.TupleValue;
import dev.theater.component.validation.InvalidComponentException;
import dev.theater.component.wasm.WasmEngine;
import dev.theater.component.wasm.WasmLimits;
import dev.theater.component.wasm.WasmTrap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.theater.component.TheaterSimple.CHANNEL_ACCEPT;
import static dev.theater.component.TheaterSimple.EVENT;
import static dev.theater.component.TheaterSimple.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What users of the API run into. */
class ComponentApiTests {

	private final List<String> lines = new CopyOnWriteArrayList<>();

	@Test
	void refusesAFileOfMoreThan64MiBBeforeItLooksInside() {
		byte[] preamble = { 0, 'a', 's', 'm', 0x0d, 0, 1, 0 };
		byte[] large = Arrays.copyOf(preamble, 64 * 1024 * 1024 + 1);
		WasmEngine engine = WasmEngine.of(WasmEngine.Mode.INTERPRETER);
		World world = World.builder().build();
		assertThatExceptionOfType(InvalidComponentException.class).isThrownBy(() -> Component.load(engine, large))
			.withMessage("invalid component (limit): a file of 67108865 bytes; at most 67108864 are allowed");
		assertThatExceptionOfType(InvalidComponentException.class)
			.isThrownBy(() -> Component.load(engine, large, world))
			.withMessageContaining("67108865 bytes");
		// the size of what is no component is nobody's business
		byte[] other = new byte[large.length];
		assertThatExceptionOfType(MalformedComponentException.class).isThrownBy(() -> Component.load(engine, other))
			.withMessageContaining("not WebAssembly");
		byte[] allowed = Arrays.copyOf(large, large.length - 1);
		assertThatExceptionOfType(MalformedComponentException.class).isThrownBy(() -> Component.load(engine, allowed));
	}

	@ParameterizedTest
	@EnumSource(WasmEngine.Mode.class)
	void runsTheExample(WasmEngine.Mode mode) {
		ComponentInstance instance = link(WasmEngine.of(mode), (context, arguments) -> {
			this.lines.add(context.attachment(String.class) + ": " + arguments[0]);
			return null;
		}).instantiate(InstanceOptions.DEFAULTS.withAttachment("counter-1"));
		ResultValue result = (ResultValue) init(instance).call(Optional.empty(), TupleValue.of("c"));
		assertThat(result).isEqualTo(ResultValue.ok(TupleValue.of(Optional.of("0".getBytes(StandardCharsets.UTF_8)))));
		assertThat(this.lines).containsExactly("counter-1: counter c starts at 0");
		assertThat(instance.memoryBytes()).isGreaterThanOrEqualTo(65_536).isLessThan(1 << 24);
		assertThat(instance.function("theater:simple/actor", "exit")).isEmpty();
		assertThat(instance.function("init")).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(WasmEngine.Mode.class)
	void trapsTheCallerOfAHostFunctionThatFails(WasmEngine.Mode mode) {
		IllegalStateException failure = new IllegalStateException("no disk");
		ComponentInstance instance = link(WasmEngine.of(mode), (context, arguments) -> {
			throw failure;
		}).instantiate(InstanceOptions.DEFAULTS);
		ExportedFunction init = init(instance);
		assertThatExceptionOfType(TrapException.class).isThrownBy(() -> init.call(Optional.empty(), TupleValue.of("c")))
			.withMessageContaining("host function failed")
			.withCause(failure)
			.satisfies((trap) -> assertThat(trap.reason()).isEqualTo(WasmTrap.Reason.HOST));
		assertThat(instance.hasTrapped()).isTrue();
		assertThatExceptionOfType(TrapException.class).isThrownBy(() -> init.call(Optional.empty(), TupleValue.of("c")))
			.satisfies((trap) -> assertThat(trap.reason()).isEqualTo(WasmTrap.Reason.REENTRY));
	}

	@Test
	void refusesWrongArgumentsBeforeTheGuestIsEntered() {
		ComponentInstance instance = link(engine(), (context, arguments) -> null).instantiate(InstanceOptions.DEFAULTS);
		ExportedFunction init = init(instance);
		assertThatIllegalArgumentException().isThrownBy(() -> init.call(Optional.empty()));
		assertThatIllegalArgumentException().isThrownBy(() -> init.call("state", TupleValue.of("c")))
			.withMessageContaining("state");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> init.call(Optional.empty(), TupleValue.of("lone \ud800 surrogate")));
		assertThat(instance.hasTrapped()).isFalse();
		assertThat(init.call(Optional.empty(), TupleValue.of("c"))).isInstanceOf(ResultValue.class);
	}

	@Test
	void refusesAHostFunctionThatNeedsAnotherAttachment() {
		LinkedComponent linked = link(engine(), (context, arguments) -> context.attachment(List.class));
		ComponentInstance instance = linked.instantiate(InstanceOptions.DEFAULTS.withAttachment("text"));
		assertThatExceptionOfType(TrapException.class)
			.isThrownBy(() -> init(instance).call(Optional.empty(), TupleValue.of("c")))
			.havingCause()
			.withMessage("the instance was made with an attachment of java.lang.String; this host function needs one of"
					+ " java.util.List");
	}

	@Test
	void refusesACallBackIntoAnInstanceThatIsBusy() {
		ExportedFunction[] init = new ExportedFunction[1];
		ComponentInstance instance = link(engine(),
				(context, arguments) -> init[0].call(Optional.empty(), TupleValue.of("again")))
			.instantiate(InstanceOptions.DEFAULTS);
		init[0] = init(instance);
		assertThatExceptionOfType(TrapException.class)
			.isThrownBy(() -> init[0].call(Optional.empty(), TupleValue.of("c")))
			.havingCause()
			.isInstanceOf(TrapException.class)
			.withMessageContaining("cannot enter component instance");
	}

	@Test
	void limitsMemoryAndTransfers() {
		LinkedComponent linked = link(engine(), (context, arguments) -> null);
		assertThatExceptionOfType(TrapException.class)
			.isThrownBy(() -> linked.instantiate(InstanceOptions.DEFAULTS.withLimits(new WasmLimits(1_000, 100))))
			.satisfies((trap) -> assertThat(trap.reason()).isEqualTo(WasmTrap.Reason.LIMIT));
		ComponentInstance instance = linked.instantiate(InstanceOptions.DEFAULTS.withMaxTransferBytes(10));
		assertThatExceptionOfType(TrapException.class)
			.isThrownBy(() -> init(instance).call(Optional.empty(), TupleValue.of("c")))
			.satisfies((trap) -> assertThat(trap.reason()).isEqualTo(WasmTrap.Reason.LIMIT));
		assertThatIllegalArgumentException().isThrownBy(() -> InstanceOptions.DEFAULTS.withMaxTransferBytes(-1))
			.withMessageContaining("-1");
	}

	@Test
	void saysWhatThereIsWhereAFunctionIsMissing() {
		ComponentInstance instance = link(engine(), (context, arguments) -> null).instantiate(InstanceOptions.DEFAULTS);
		assertThat(instance.requireFunction("theater:simple/actor", "init")).hasToString(
				"func(state: option<list<u8>>, params: tuple<string>) -> result<tuple<option<list<u8>>>," + " string>");
		assertThatIllegalArgumentException().isThrownBy(() -> instance.requireFunction("theater:simple/actor", "exit"))
			.withMessage("the interface theater:simple/actor has no function \"exit\", only: init");
		assertThatIllegalArgumentException().isThrownBy(() -> instance.requireFunction("theater:simple/nope", "init"))
			.withMessage("the component exports no interface \"theater:simple/nope\", only: theater:simple/actor,"
					+ " theater:simple/message-server-client");
		assertThatIllegalArgumentException().isThrownBy(() -> instance.requireFunction("init"))
			.withMessage("the component exports no function \"init\" outside of interfaces, only: none; its interfaces:"
					+ " theater:simple/actor, theater:simple/message-server-client");
	}

	@Test
	void printsImportsAndExportsCloseToWit() {
		Component imports = TestComponents.load(WasmEngine.Mode.INTERPRETER, "imports");
		assertThat(imports.imports()).map(Object::toString)
			.contains("import core module a-module", "import component a-component",
					"import a-function: func(a: u32) -> string", "import type a-type = string",
					"import test:some/where { f: func(); g: func() }");
		Component types = TestComponents.load(WasmEngine.Mode.INTERPRETER, "types-only");
		assertThat(types.imports().getFirst())
			.hasToString("import test:only/types@1.0.0 { type point = record { x: s32, y: s32 }; type colour = u8 }");
		assertThat(TestComponents.load(WasmEngine.Mode.INTERPRETER, "greeter").exports().getFirst())
			.hasToString("export example:greeter/greetings { greet: func(name: string) -> result<string, string> }");
	}

	@Test
	void keepsInstancesApart() {
		LinkedComponent linked = link(engine(), (context, arguments) -> {
			this.lines.add(context.attachment(String.class));
			return null;
		});
		ComponentInstance one = linked.instantiate(InstanceOptions.DEFAULTS.withAttachment("one"));
		ComponentInstance two = linked.instantiate(InstanceOptions.DEFAULTS.withAttachment("two"));
		init(two).call(Optional.empty(), TupleValue.of("c"));
		init(one).call(Optional.empty(), TupleValue.of("c"));
		assertThat(this.lines).containsExactly("two", "one");
	}

	private static WasmEngine engine() {
		return WasmEngine.of(WasmEngine.Mode.INTERPRETER);
	}

	private static ExportedFunction init(ComponentInstance instance) {
		return instance.function("theater:simple/actor", "init").orElseThrow();
	}

	private static LinkedComponent link(WasmEngine engine, HostFunction log) {
		HostInterface runtime = HostInterface.builder("theater:simple/runtime")
			.function("log", FunctionType.of(null, FunctionType.param("msg", PrimitiveType.STRING)), log)
			.build();
		HostInterface types = HostInterface.builder("theater:simple/types")
			.type("event", EVENT)
			.type("channel-id", TEXT)
			.type("channel-accept", CHANNEL_ACCEPT)
			.build();
		Component component = Component.load(engine, SharedActors.component("counter"));
		return new Linker().with(runtime, types).link(component);
	}

}
