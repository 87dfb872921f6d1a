package dev.theater.component;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ListType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.TupleType;
import dev.theater.component.wasm.WasmEngine;
import dev.theater.component.wasm.WasmTrap.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import static dev.theater.component.type.FunctionType.param;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A guest (component/abi.wat) that hands out whatever it is told to, and its host.
 */
abstract class CanonicalAbiFixture {

	/** The guest's memory has one page. */
	static final long END = 65_536;

	static final long TOO_MANY = 1L << 28;

	static final long MODE_CALLS_AN_IMPORT = 1;

	static final long MODE_MISALIGNED = 2;

	static final long MODE_OUTSIDE = 3;

	static final long MODE_TRAPS = 4;

	static final long MODE_END_OF_MEMORY = 5;

	final AtomicReference<HostFunction> nothing = new AtomicReference<>((context, arguments) -> null);

	final AtomicReference<HostFunction> text = new AtomicReference<>((context, arguments) -> "hello");

	final List<Object> taken = Collections.synchronizedList(new ArrayList<>());

	final LinkedComponent linked;

	final ComponentInstance guest;

	CanonicalAbiFixture(WasmEngine.Mode mode) {
		HostInterface host = HostInterface.builder("test:abi/host")
			.function("nothing", FunctionType.of(null),
					(context, arguments) -> this.nothing.get().call(context, arguments))
			.function("text", FunctionType.of(PrimitiveType.STRING),
					(context, arguments) -> this.text.get().call(context, arguments))
			.function("take", FunctionType.of(null, param("text", PrimitiveType.STRING)), this::take)
			.function("points",
					FunctionType.of(null,
							param("points", new ListType(TupleType.of(PrimitiveType.U8, PrimitiveType.U32)))),
					this::take)
			.function("flag", FunctionType.of(PrimitiveType.F32, param("b", PrimitiveType.BOOL)),
					(context, arguments) -> {
						take(context, arguments);
						return Float.intBitsToFloat(0xffc1_2345);
					})
			.build();
		this.linked = new Linker().with(host).link(TestComponents.load(mode, "abi"));
		this.guest = this.linked.instantiate(InstanceOptions.DEFAULTS);
	}

	private Object take(HostContext context, Object[] arguments) {
		this.taken.addAll(List.of(arguments));
		return null;
	}

	final Object call(String function, Object... arguments) {
		return call(this.guest, function, arguments);
	}

	static Object call(ComponentInstance instance, String function, Object... arguments) {
		return instance.function(function).orElseThrow().call(arguments);
	}

	final void traps(Reason reason, String message, ThrowingCallable code) {
		traps(this.guest, reason, message, code);
	}

	/** The call traps and the instance is over, whichever of its functions is called. */
	static void traps(ComponentInstance instance, Reason reason, String message, ThrowingCallable code) {
		assertThat(instance.hasTrapped()).isFalse();
		assertThatExceptionOfType(TrapException.class).isThrownBy(code)
			.withMessageContaining(message)
			.satisfies((trap) -> assertThat(trap.reason()).isEqualTo(reason));
		assertThat(instance.hasTrapped()).isTrue();
		assertThatExceptionOfType(TrapException.class).isThrownBy(() -> call(instance, "posts"))
			.withMessageContaining("cannot enter component instance")
			.satisfies((trap) -> assertThat(trap.reason()).isEqualTo(Reason.REENTRY));
	}

	/** On an instance of its own. */
	final void anewTraps(Reason reason, String message, String function, Object... arguments) {
		ComponentInstance instance = this.linked.instantiate(InstanceOptions.DEFAULTS);
		traps(instance, reason, message, () -> call(instance, function, arguments));
	}

}
