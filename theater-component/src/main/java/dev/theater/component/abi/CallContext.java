package dev.theater.component.abi;

import dev.theater.component.wasm.GuestMemory;
import dev.theater.component.wasm.WasmFunction;
import dev.theater.component.wasm.WasmTrap;

/**
 * Where the values of a function are lifted from and lowered to: the options of its
 * {@code canon} definition and the instance it belongs to.
 */
final class CallContext {

	private final CanonOptions options;

	private final InstanceState instance;

	/**
	 * A context.
	 * @param options memory, allocator and encoding
	 * @param instance the guest's component instance
	 */
	CallContext(CanonOptions options, InstanceState instance) {
		this.options = options;
		this.instance = instance;
	}

	CanonOptions options() {
		return this.options;
	}

	InstanceState instance() {
		return this.instance;
	}

	StringEncoding encoding() {
		return this.options.encoding();
	}

	GuestMemory memory() {
		GuestMemory memory = this.options.memory();
		if (memory == null) {
			throw trap("a list or string without a memory option");
		}
		return memory;
	}

	void charge(long bytes) {
		this.instance.budget().charge(bytes);
	}

	/**
	 * Lets the guest allocate, also blocks of no bytes.
	 * @return the address, checked for alignment and bounds
	 */
	long allocate(int alignment, long size) {
		WasmFunction realloc = this.options.realloc();
		if (realloc == null) {
			throw trap("a list or string without a realloc option");
		}
		long address = Integer.toUnsignedLong((int) realloc.call(0, 0, alignment, size)[0]);
		checkBlock(address, alignment, size, "realloc's result");
		return address;
	}

	/** Checks an address that came from the guest. */
	void checkBlock(long address, int alignment, long size, String what) {
		if ((address & (alignment - 1)) != 0) {
			throw trap(what + " " + address + " is not aligned to " + alignment);
		}
		if (address + size > memory().byteSize()) {
			throw trap(
					what + " " + address + " with " + size + " bytes is outside the memory of " + memory().byteSize());
		}
	}

	static WasmTrap trap(String message) {
		return new WasmTrap(WasmTrap.Reason.ABI, message);
	}

}
