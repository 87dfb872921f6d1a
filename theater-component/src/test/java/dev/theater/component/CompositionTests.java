package dev.theater.component;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import dev.theater.component.type.FunctionType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.wasm.WasmEngine;
import dev.theater.component.wasm.WasmTrap.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.theater.component.type.FunctionType.param;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Components inside components, each with its own modules, that call each other. */
@ParameterizedClass
@EnumSource(WasmEngine.Mode.class)
class CompositionTests {

	private static final long ASKS = 1;

	private static final long TRAPS = 2;

	private static final long REALLOC_ASKS = 3;

	private static final long POST_RETURN_ASKS = 4;

	private static final long POST_RETURN_TRAPS = 5;

	private final List<Object> asked = Collections.synchronizedList(new ArrayList<>());

	private final AtomicReference<HostFunction> ask = new AtomicReference<>((context, arguments) -> {
		this.asked.add(arguments[0]);
		return "<" + arguments[0] + ">";
	});

	private final WasmEngine.Mode mode;

	private final ComponentInstance composed;

	CompositionTests(WasmEngine.Mode mode) {
		this.mode = mode;
		this.composed = compose().instantiate(InstanceOptions.DEFAULTS);
	}

	private LinkedComponent compose() {
		HostInterface host = HostInterface.builder("test:compose/host")
			.function("ask", FunctionType.of(PrimitiveType.STRING, param("text", PrimitiveType.STRING)),
					(context, arguments) -> this.ask.get().call(context, arguments))
			.build();
		return new Linker().with(host).link(TestComponents.load(this.mode, "compose"));
	}

	private ComponentInstance instantiate(String component) {
		return new Linker().link(TestComponents.load(this.mode, component)).instantiate(InstanceOptions.DEFAULTS);
	}

	private Object call(String function, Object... arguments) {
		return call(this.composed, function, arguments);
	}

	private static Object call(ComponentInstance instance, String function, Object... arguments) {
		return instance.function(function).orElseThrow().call(arguments);
	}

	private void traps(Reason reason, String message, ThrowingCallable code) {
		traps(this.composed, reason, message, code);
	}

	private static void traps(ComponentInstance instance, Reason reason, String message, ThrowingCallable code) {
		assertThatExceptionOfType(TrapException.class).isThrownBy(code)
			.withMessageContaining(message)
			.satisfies((trap) -> assertThat(trap.reason()).isEqualTo(reason));
		assertThat(instance.hasTrapped()).isTrue();
	}

	@Test
	void eachInstanceOfANestedComponentHasAStateOfItsOwn() {
		assertThat(call("first")).isEqualTo(1L);
		assertThat(call("first")).isEqualTo(2L);
		assertThat(call("second")).isEqualTo(1L);
		ComponentInstance other = compose().instantiate(InstanceOptions.DEFAULTS);
		assertThat(call(other, "first")).isEqualTo(1L);
	}

	@Test
	void instancesOfOneComponentRunOnManyThreads() {
		LinkedComponent linked = compose();
		assertThat(IntStream.range(0, 200).parallel().mapToObj((i) -> {
			ComponentInstance instance = linked.instantiate(InstanceOptions.DEFAULTS);
			call(instance, "set-mode", ASKS);
			return call(instance, "first") + " " + call(instance, "pass-on", String.valueOf(i));
		}).toList()).isEqualTo(IntStream.range(0, 200).mapToObj((i) -> "1 <" + i + ">").toList());
	}

	@Test
	void aComponentCallsTheInstanceThatItWasGiven() {
		assertThat(call("second-twice")).isEqualTo(2L);
		assertThat(call("second")).isEqualTo(3L);
		assertThat(call("first")).isEqualTo(1L);
	}

	@Test
	void textsGoFromMemoryToMemoryAndEncodingToEncoding() {
		assertThat(call("pass-on", "w\u00f6rld \ud83d\ude00")).isEqualTo("w\u00f6rld \ud83d\ude00");
		assertThat(call("pass-on", "")).isEqualTo("");
		assertThat(this.asked).isEmpty();
		call("set-mode", ASKS);
		assertThat(call("pass-on", "\u00e9")).isEqualTo("<\u00e9>");
		assertThat(call("pass-on-and-ask", "\u00e9")).isEqualTo("<<\u00e9>>");
		assertThat(this.asked).containsExactly("\u00e9", "\u00e9", "<\u00e9>");
	}

	@Test
	void theTrapOfANestedInstanceEndsTheWhole() {
		call("set-mode", TRAPS);
		traps(Reason.UNREACHABLE, "unreachable", () -> call("pass-on", "x"));
		for (String function : new String[] { "first", "answer", "pass-on", "ask" }) {
			Object[] arguments = function.equals("first") ? new Object[0] : new Object[] { "x" };
			assertThatExceptionOfType(TrapException.class).isThrownBy(() -> call(function, arguments))
				.withMessageContaining("cannot enter component instance: it has trapped before");
		}
	}

	@Test
	void aPointerOutsideTheCallersMemoryIsATrapOfTheCaller() {
		traps(Reason.ABI, "string at 65536", () -> call("pass-on-wrong", "x"));
	}

	@Test
	void theCalleesAllocatorMayNotCallImports() {
		call("set-mode", REALLOC_ASKS);
		traps(Reason.ABI, "cannot leave component instance", () -> call("pass-on", "x"));
		assertThat(this.asked).isEmpty();
	}

	@Test
	void theCalleesPostReturnMayNotCallImports() {
		call("set-mode", POST_RETURN_ASKS);
		traps(Reason.ABI, "cannot leave component instance", () -> call("pass-on", "x"));
		assertThat(this.asked).isEmpty();
	}

	@Test
	void theCallerGetsNothingBeforeTheCalleesPostReturnHasReturned() {
		call("set-mode", POST_RETURN_TRAPS);
		traps(Reason.UNREACHABLE, "unreachable", () -> call("pass-on-and-ask", "x"));
		assertThat(this.asked).isEmpty();
	}

	@Test
	void theCallerMayLeaveAfterTheCalleeHasReturned() {
		assertThat(call("pass-on-and-ask", "x")).isEqualTo("<x>");
		assertThat(call("pass-on-and-ask", "y")).isEqualTo("<y>");
	}

	@Test
	void theHostMayNotEnterAnyPartOfAComponentThatIsBusy() {
		for (String part : new String[] { "first", "set-mode", "pass-on" }) {
			ComponentInstance instance = compose().instantiate(InstanceOptions.DEFAULTS);
			Object[] arguments = switch (part) {
				case "first" -> new Object[0];
				case "set-mode" -> new Object[] { 0L };
				default -> new Object[] { "x" };
			};
			this.ask.set((context, given) -> call(instance, part, arguments));
			call(instance, "set-mode", ASKS);
			assertThatExceptionOfType(TrapException.class).isThrownBy(() -> call(instance, "pass-on", "x"))
				.havingCause()
				.isInstanceOf(TrapException.class)
				.withMessageContaining("cannot enter component instance");
			assertThat(instance.hasTrapped()).isTrue();
		}
	}

	@Test
	void theHostMayEnterAnotherInstanceOfTheSameComponent() {
		ComponentInstance other = compose().instantiate(InstanceOptions.DEFAULTS);
		this.ask.set((context, arguments) -> call(other, "answer", "other"));
		call("set-mode", ASKS);
		assertThat(call("pass-on", "x")).isEqualTo("other");
	}

	@Test
	void aFunctionOfTheHostThatIsExportedAgainIsChecked() {
		assertThat(call("ask", "x")).isEqualTo("<x>");
		assertThatIllegalArgumentException().isThrownBy(() -> call("ask", 7))
			.withMessageContaining("argument text")
			.withMessageContaining("7 (Integer) for a value of type string");
		assertThatIllegalArgumentException().isThrownBy(() -> call("ask"))
			.withMessageContaining("0 arguments for func(text: string) -> string; expected 1");
		this.ask.set((context, arguments) -> 7);
		assertThatExceptionOfType(TrapException.class).isThrownBy(() -> call("ask", "x"))
			.withMessage("host function failed")
			.havingCause()
			.withMessage("result of func(text: string) -> string: 7 (Integer) for a value of type string; expected a"
					+ " String");
		assertThat(this.composed.hasTrapped()).isTrue();
	}

	@Test
	void aHostFunctionThatFailsIsNamed() {
		this.ask.set((context, arguments) -> {
			throw new IllegalStateException("no database");
		});
		call("set-mode", ASKS);
		traps(Reason.HOST, "host function failed: test:compose/host.ask", () -> call("pass-on", "x"));
	}

	@Test
	void anErrorOfAFunctionThatIsExportedAgainIsATrap() {
		this.ask.set((context, arguments) -> {
			throw new NoClassDefFoundError("Missing");
		});
		traps(Reason.HOST, "host function failed", () -> call("ask", "x"));
	}

	@Test
	void aChildMayNotCallItsParentNorAParentItsChild() {
		ComponentInstance parent = instantiate("recursive");
		assertThat(call(parent, "f")).isEqualTo(7L);
		assertThat(call(parent, "quiet")).isEqualTo(8L);
		traps(parent, Reason.REENTRY, "cannot enter component instance", () -> call(parent, "up"));
		ComponentInstance second = instantiate("recursive");
		traps(second, Reason.REENTRY, "cannot enter component instance", () -> call(second, "down"));
	}

	private LinkedComponent startup(HostFunction function) {
		return new Linker()
			.withFunction("host-name", FunctionType.of(PrimitiveType.U32, param("n", PrimitiveType.U32)), function)
			.link(TestComponents.load(this.mode, "startup"));
	}

	@Test
	void aStartSectionMayCallTheHost() {
		ComponentInstance instance = startup((context, arguments) -> (Long) arguments[0] + 1)
			.instantiate(InstanceOptions.DEFAULTS);
		assertThat(call(instance, "answer")).isEqualTo(21L);
	}

	@Test
	void aHostFunctionThatFailsInAStartSectionGivesNoInstance() {
		IllegalStateException failure = new IllegalStateException("not yet");
		LinkedComponent linked = startup((context, arguments) -> {
			throw failure;
		});
		assertThatExceptionOfType(TrapException.class).isThrownBy(() -> linked.instantiate(InstanceOptions.DEFAULTS))
			.withMessage("host function failed: host-name")
			.withCause(failure)
			.satisfies((trap) -> assertThat(trap.reason()).isEqualTo(Reason.HOST));
		LinkedComponent wrong = startup((context, arguments) -> "text");
		assertThatExceptionOfType(TrapException.class).isThrownBy(() -> wrong.instantiate(InstanceOptions.DEFAULTS))
			.satisfies((trap) -> assertThat(trap.reason()).isEqualTo(Reason.HOST));
	}

	@Test
	void anInstanceExportsNoMoreThanItsTypeSays() {
		Component component = TestComponents.load(this.mode, "narrowed");
		ComponentInstance instance = instantiate("narrowed");
		for (ComponentExport export : component.exports()) {
			for (String function : new String[] { "one", "two" }) {
				assertThat(instance.function(export.name(), function).isPresent()).as("%s.%s", export.name(), function)
					.isEqualTo(export.functions().containsKey(function));
			}
		}
		assertThat(instance.function("test:narrow/i", "two")).isEmpty();
		assertThat(instance.function("test:narrow/ascribed", "one")).isEmpty();
		assertThat(instance.function("test:narrow/wide", "two").orElseThrow().call()).isEqualTo(2L);
	}

}
