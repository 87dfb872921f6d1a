package dev.theater.component.wasm;

import java.util.Objects;

import com.dylibso.chicory.runtime.Machine;
import org.jspecify.annotations.Nullable;

/**
 * A core function: of an instance, or of the host.
 */
public final class WasmFunction implements WasmExtern {

	private static final long[] NOTHING = {};

	private final FunctionSignature type;

	private final int paramSlots;

	private final @Nullable HostCode code;

	private final @Nullable Machine machine;

	private final @Nullable WasmStore store;

	private final int index;

	private WasmFunction(FunctionSignature type, @Nullable HostCode code, @Nullable Machine machine,
			@Nullable WasmStore store, int index) {
		this.type = type;
		this.paramSlots = type.paramSlots();
		this.code = code;
		this.machine = machine;
		this.store = store;
		this.index = index;
	}

	/**
	 * Makes a function of Java code, to be imported by instances.
	 * @param type its type
	 * @param code what it does
	 * @return the function
	 */
	public static WasmFunction host(FunctionSignature type, HostCode code) {
		return new WasmFunction(type, code, null, null, 0);
	}

	static WasmFunction guest(FunctionSignature type, WasmStore store, Machine machine, int index) {
		return new WasmFunction(type, null, machine, store, index);
	}

	@Override
	public FunctionSignature type() {
		return this.type;
	}

	/**
	 * Calls it on this thread, also from within a host function that its own instance
	 * called ({@code realloc}, {@code post-return}).
	 * @param args one {@code long} per parameter slot: integers as themselves, floats as
	 * their bits
	 * @return one {@code long} per result slot; the upper half of a 32-bit result is
	 * unspecified
	 * @throws WasmTrap whatever goes wrong, a wrong number of arguments included
	 */
	public long[] call(long... args) {
		if (args.length != this.paramSlots) {
			throw new WasmTrap(WasmTrap.Reason.OTHER, "called with " + args.length + " arguments, a function of type "
					+ this.type + " takes " + this.paramSlots);
		}
		Machine guest = this.machine;
		WasmStore owner = this.store;
		if (guest == null || owner == null) {
			return callHost(args);
		}
		owner.enterGuest();
		long[] results;
		try {
			results = guest.call(this.index, args);
		}
		catch (Throwable thrown) {
			throw owner.fail(thrown);
		}
		owner.leaveGuest();
		return (results != null) ? results : NOTHING;
	}

	private long[] callHost(long[] args) {
		HostCode host = Objects.requireNonNull(this.code);
		long[] results;
		try {
			results = host.apply(args);
		}
		catch (WasmTrap trap) {
			throw trap;
		}
		catch (Throwable thrown) {
			throw EngineFailures.hostFailure(thrown);
		}
		int expected = this.type.resultSlots();
		int given = (results != null) ? results.length : 0;
		if (given != expected) {
			throw new WasmTrap(WasmTrap.Reason.HOST, "host function returned " + given + " values, a function of type "
					+ this.type + " returns " + expected);
		}
		return (results != null) ? results : NOTHING;
	}

	/**
	 * What an instance of a store calls when it calls this as an import.
	 */
	long[] callFromGuest(WasmStore caller, long[] args) {
		if (args.length != this.paramSlots) {
			throw new WasmTrap(WasmTrap.Reason.OTHER, "guest called a function of type " + this.type + " with "
					+ args.length + " arguments, it takes " + this.paramSlots);
		}
		Machine guest = this.machine;
		if (guest != null) {
			// from guest to guest: the watch sees no change
			return guest.call(this.index, args);
		}
		StackReserve.require();
		caller.leaveGuest();
		long[] results = callHost(args);
		caller.enterGuest();
		return results;
	}

	/**
	 * Whether an instance of a store may import this.
	 */
	boolean usableIn(WasmStore importer) {
		return this.store == null || this.store == importer;
	}

}
