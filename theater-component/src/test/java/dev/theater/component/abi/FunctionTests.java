package dev.theater.component.abi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import dev.theater.component.wasm.MemoryBudget;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ListType;
import dev.theater.component.type.OptionType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.wasm.CoreType;
import dev.theater.component.wasm.FunctionSignature;
import dev.theater.component.wasm.GuestMemory;
import dev.theater.component.wasm.GuestWatch;
import dev.theater.component.wasm.WasmEngine;
import dev.theater.component.wasm.WasmFunction;
import dev.theater.component.wasm.WasmGlobal;
import dev.theater.component.wasm.WasmInstance;
import dev.theater.component.wasm.WasmLimits;
import dev.theater.component.wasm.WasmModule;
import dev.theater.component.wasm.WasmStore;
import dev.theater.component.wasm.WasmTrap;
import dev.theater.component.wasm.WasmTrap.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FunctionTests {

	private static final OptionType BYTES = new OptionType(new ListType(PrimitiveType.U8));

	private static final FunctionType ECHO = FunctionType.of(BYTES, FunctionType.param("state", BYTES));

	private static final FunctionType GREET = FunctionType.of(PrimitiveType.STRING,
			FunctionType.param("name", PrimitiveType.STRING));

	private static final WasmModule MODULE = load();

	private final Codecs codecs = new Codecs();

	private final AtomicInteger entered = new AtomicInteger();

	private final WasmStore store = new WasmStore(WasmLimits.DEFAULTS, new GuestWatch() {
		@Override
		public void enterGuest() {
			FunctionTests.this.entered.incrementAndGet();
		}

		@Override
		public void leaveGuest() {
			// of no interest
		}
	});

	private final InstanceState state = new InstanceState(new TransferBudget(1_000_000, MemoryBudget.UNLIMITED));

	private final AtomicReference<LoweredFunction.Target> host = new AtomicReference<>(
			(arguments) -> "hello " + arguments[0]);

	private final WasmInstance instance = instantiate();

	private static WasmModule load() {
		try (InputStream in = FunctionTests.class.getResourceAsStream("/fence/lifted.wasm")) {
			return WasmModule.load(WasmEngine.of(WasmEngine.Mode.COMPILER), Objects.requireNonNull(in).readAllBytes());
		}
		catch (IOException failure) {
			throw new UncheckedIOException(failure);
		}
	}

	/** The memory is known only after the instance, as with the tools' shim modules. */
	private WasmInstance instantiate() {
		AtomicReference<@Nullable WasmFunction> lowered = new AtomicReference<>();
		WasmInstance made = WasmInstance.instantiate(this.store, MODULE, (wanted) -> WasmFunction
			.host((FunctionSignature) wanted.type(), (args) -> Objects.requireNonNull(lowered.get()).call(args)));
		CanonOptions options = new CanonOptions((GuestMemory) made.export("memory"),
				(WasmFunction) made.export("realloc"), null, StringEncoding.UTF8);
		lowered.set(LoweredFunction.of(GREET, this.codecs, options, this.state,
				(arguments) -> this.host.get().call(arguments)));
		return made;
	}

	private LiftedFunction lift(FunctionType type, String name, @Nullable String postReturn) {
		WasmFunction post = (postReturn != null) ? core(postReturn) : null;
		CanonOptions options = new CanonOptions((GuestMemory) this.instance.export("memory"), core("realloc"), post,
				StringEncoding.UTF8);
		return new LiftedFunction(type, this.codecs, core(name), options, this.state);
	}

	private WasmFunction core(String name) {
		return (WasmFunction) Objects.requireNonNull(this.instance.export(name), name);
	}

	private void mode(int mode) {
		core("set-mode").call(mode);
	}

	private void assertEnds(Reason reason, String text, ThrowingCallable code) {
		assertThatExceptionOfType(WasmTrap.class).isThrownBy(code)
			.withMessageContaining(text)
			.matches((trap) -> trap.reason() == reason, "reason is " + reason);
		assertThat(this.state.hasTrapped()).isTrue();
		assertThatExceptionOfType(WasmTrap.class).isThrownBy(() -> lift(ECHO, "echo", null).call(Optional.empty()))
			.withMessageContaining("cannot enter component instance")
			.matches((trap) -> trap.reason() == Reason.REENTRY);
	}

	@Test
	void bytesGoInAndOut() {
		LiftedFunction echo = lift(ECHO, "echo", "post-echo");
		for (int length : new int[] { 0, 1, 100, 5000, 70_000 }) {
			byte[] bytes = new byte[length];
			Arrays.fill(bytes, (byte) length);
			Object result = echo.call(Optional.of(bytes));
			assertThat(result).isInstanceOfSatisfying(Optional.class,
					(option) -> assertThat((byte[]) option.get()).isEqualTo(bytes).isNotSameAs(bytes));
		}
		assertThat(echo.call(Optional.empty())).isEqualTo(Optional.empty());
		assertThat(((WasmGlobal) Objects.requireNonNull(this.instance.export("freed"))).value()).isEqualTo(16);
		assertThat(echo.type()).isEqualTo(ECHO);
	}

	@Test
	void stringsGoThroughAnImport() {
		assertThat(lift(GREET, "greet", null).call("w\u00f6rld \ud83d\ude00"))
			.isEqualTo("hello w\u00f6rld \ud83d\ude00");
		assertThat(lift(GREET, "greet", null).call("")).isEqualTo("hello ");
	}

	@Test
	void aBadArgumentIsRefusedBeforeTheGuestIsEntered() {
		LiftedFunction echo = lift(ECHO, "echo", null);
		LiftedFunction greet = lift(GREET, "greet", null);
		assertThatIllegalArgumentException().isThrownBy(() -> echo.call(new byte[1]))
			.withMessageContaining("argument state")
			.withMessageContaining("an Optional");
		assertThatIllegalArgumentException().isThrownBy(() -> echo.call(Optional.of("text")))
			.withMessageContaining("argument state: some: \"text\" (String) for a value of type list<u8>");
		assertThatIllegalArgumentException().isThrownBy(() -> echo.call()).withMessageContaining("0 arguments");
		assertThatIllegalArgumentException().isThrownBy(() -> greet.call("lone \ud83d"))
			.withMessageContaining("lone surrogate 0xd83d at index 5");
		assertThat(this.entered).hasValue(0);
		assertThat(this.state.hasTrapped()).isFalse();
		assertThat(greet.call("you")).isEqualTo("hello you");
	}

	@Test
	void aResultThatBreaksTheAbiEndsTheInstance() {
		assertEnds(Reason.ABI, "discriminant 2", () -> lift(ECHO, "bad-discriminant", null).call(Optional.empty()));
	}

	@Test
	void aMisalignedResultEndsTheInstance() {
		assertEnds(Reason.ABI, "not aligned to 4", () -> lift(ECHO, "bad-pointer", null).call(Optional.empty()));
	}

	@Test
	void aResultOverTheTransferBudgetEndsTheInstance() {
		assertEnds(Reason.LIMIT, "values too large", () -> lift(ECHO, "huge", null).call(Optional.empty()));
	}

	@Test
	void argumentsAndResultsShareOneBudgetPerCall() {
		LiftedFunction echo = lift(ECHO, "echo", "post-echo");
		byte[] half = new byte[490_000];
		for (int i = 0; i < 3; i++) {
			assertThat(echo.call(Optional.of(half))).isNotEqualTo(Optional.empty());
		}
		assertEnds(Reason.LIMIT, "values too large", () -> echo.call(Optional.of(new byte[510_000])));
	}

	@Test
	void anImportCalledByReallocEndsTheInstance() {
		mode(1);
		assertEnds(Reason.ABI, "cannot leave component instance",
				() -> lift(ECHO, "echo", null).call(Optional.of(new byte[1])));
	}

	@Test
	void aMisalignedBlockOfReallocEndsTheInstance() {
		mode(2);
		LiftedFunction aligned = lift(GREET, "greet", null);
		assertThat(aligned.call("x")).isEqualTo("hello x");
		FunctionType words = FunctionType.of(null, FunctionType.param("p", new ListType(PrimitiveType.U32)));
		LiftedFunction list = new LiftedFunction(words, this.codecs,
				WasmFunction.host(LiftedFunction.signature(words), (args) -> new long[0]),
				new CanonOptions((GuestMemory) this.instance.export("memory"), core("realloc"), null,
						StringEncoding.UTF8),
				this.state);
		assertEnds(Reason.ABI, "realloc's result 1025 is not aligned to 4", () -> list.call(List.of()));
	}

	@Test
	void aBlockOutsideTheMemoryEndsTheInstance() {
		mode(3);
		assertEnds(Reason.ABI, "outside the memory", () -> lift(ECHO, "echo", null).call(Optional.of(new byte[0])));
	}

	@Test
	void anImportCalledByPostReturnEndsTheInstance() {
		mode(4);
		assertEnds(Reason.ABI, "cannot leave component instance",
				() -> lift(ECHO, "echo", "post-echo").call(Optional.empty()));
	}

	@Test
	void aTrapInPostReturnFailsTheCall() {
		mode(5);
		assertEnds(Reason.UNREACHABLE, "unreachable", () -> lift(ECHO, "echo", "post-echo").call(Optional.empty()));
	}

	@Test
	void aTrapOfTheGuestEndsTheInstance() {
		assertEnds(Reason.UNREACHABLE, "unreachable", () -> lift(GREET, "trap", null).call("x"));
	}

	@Test
	void reentryIsATrap() {
		LiftedFunction echo = lift(ECHO, "echo", null);
		this.host.set((arguments) -> Objects.toString(echo.call(Optional.empty())));
		assertEnds(Reason.REENTRY, "a call of it is under way", () -> lift(GREET, "greet", null).call("x"));
	}

	@Test
	void aFailureOfTheHostKeepsItsCause() {
		IllegalStateException failure = new IllegalStateException("no database");
		this.host.set((arguments) -> {
			throw failure;
		});
		assertThatExceptionOfType(WasmTrap.class).isThrownBy(() -> lift(GREET, "greet", null).call("x"))
			.withMessage("host function failed")
			.withCause(failure);
		assertThat(this.state.hasTrapped()).isTrue();
	}

	@Test
	void aHostResultOfTheWrongTypeIsAFailureOfTheHost() {
		this.host.set((arguments) -> 7);
		assertThatExceptionOfType(WasmTrap.class).isThrownBy(() -> lift(GREET, "greet", null).call("x"))
			.withCauseInstanceOf(IllegalArgumentException.class)
			.matches((trap) -> trap.reason() == Reason.HOST);
	}

	@Test
	void aCoreFunctionOfAnotherTypeIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> lift(GREET, "echo", null))
			.withMessageContaining("expected func[i32, i32] -> [i32]");
	}

	@Test
	void oneComponentCallsAnother() {
		InstanceState caller = new InstanceState(new TransferBudget(1_000_000, MemoryBudget.UNLIMITED));
		CanonOptions options = new CanonOptions((GuestMemory) this.instance.export("memory"), core("realloc"), null,
				StringEncoding.UTF8);
		WasmFunction lowered = LoweredFunction.of(GREET, this.codecs, options, caller, lift(GREET, "greet", null));
		assertThat(lowered.type())
			.isEqualTo(new FunctionSignature(List.of(CoreType.I32, CoreType.I32, CoreType.I32), List.of()));
		GuestMemory memory = (GuestMemory) Objects.requireNonNull(this.instance.export("memory"));
		memory.writeBytes(200, new byte[] { 'm', 'e' });
		lowered.call(200, 2, 40);
		byte[] text = memory.readBytes(memory.readI32(40), memory.readI32(44));
		assertThat(text).asString().isEqualTo("hello me");
		assertThatExceptionOfType(WasmTrap.class).isThrownBy(() -> lowered.call(200, 2, 42))
			.withMessageContaining("not aligned");
		assertThatExceptionOfType(WasmTrap.class).isThrownBy(() -> lowered.call(200, -1, 40))
			.matches((trap) -> trap.reason() == Reason.ABI);
	}

}
