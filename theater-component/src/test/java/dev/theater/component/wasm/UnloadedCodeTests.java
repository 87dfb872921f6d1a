package dev.theater.component.wasm;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import dev.theater.component.wasm.WasmEngine.Mode;
import dev.theater.component.wasm.WasmTrap.Reason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Compiled code lives outside the heap, and goes when nothing refers to its module. */
class UnloadedCodeTests {

	private static final FunctionSignature TWICE = new FunctionSignature(List.of(CoreType.I32), List.of(CoreType.I32));

	private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

	private final WasmEngine engine = WasmEngine.of(Mode.COMPILER);

	/** The class loader of the guest's code that calls this. */
	private static ClassLoader caller() {
		return STACK.walk((frames) -> frames.map(StackWalker.StackFrame::getDeclaringClass)
			.filter((type) -> type.getName().contains("CompiledMachine"))
			.map(Class::getClassLoader)
			.findFirst()
			.orElseThrow());
	}

	/** Runs a module, and gives no more than a hint at the code that ran. */
	private WeakReference<ClassLoader> run(WasmModule module, boolean fails) {
		AtomicReference<WeakReference<ClassLoader>> code = new AtomicReference<>();
		WasmInstance instance = WasmInstance.instantiate(Guests.store(), module,
				(wanted) -> WasmFunction.host(TWICE, (args) -> {
					code.set(new WeakReference<>(caller()));
					if (fails) {
						throw new WasmTrap(Reason.HOST, "on purpose");
					}
					return new long[] { args[0] };
				}));
		if (fails) {
			assertThatExceptionOfType(WasmTrap.class).isThrownBy(() -> Guests.call(instance, "call", 1));
		}
		else {
			assertThat(Guests.callInt(instance, "call", 11)).isEqualTo(12);
		}
		return Objects.requireNonNull(code.get());
	}

	private static void awaitUnloaded(WeakReference<ClassLoader> code) throws InterruptedException {
		ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
		WeakReference<ClassLoader> last = new WeakReference<>(code.get(), collected);
		Reference<? extends ClassLoader> gone = null;
		for (int i = 0; i < 300 && gone == null && !last.refersTo(null); i++) {
			System.gc();
			gone = collected.remove(100);
		}
		assertThat(code.get()).as("what nobody refers to").isNull();
	}

	@Test
	void codeIsUnloadedWhenItsModuleIsForgotten() throws InterruptedException {
		WeakReference<ClassLoader> code = run(WasmModule.load(this.engine, Guests.bytes("host")), false);
		awaitUnloaded(code);
	}

	@Test
	void codeThatHasTrappedIsUnloadedToo() throws InterruptedException {
		WeakReference<ClassLoader> code = run(WasmModule.load(this.engine, Guests.bytes("host")), true);
		awaitUnloaded(code);
	}

	@Test
	void codeStaysAsLongAsItsModule() throws InterruptedException {
		WasmModule module = WasmModule.load(this.engine, Guests.bytes("host"));
		WeakReference<ClassLoader> code = run(module, false);
		WeakReference<ClassLoader> other = run(WasmModule.load(this.engine, Guests.bytes("host")), false);
		awaitUnloaded(other);
		assertThat(code.get()).isNotNull();
		assertThat(run(module, false).get()).isSameAs(code.get());
	}

}
