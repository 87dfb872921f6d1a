package dev.theater.component.wasm;

/**
 * Java code that a guest calls as a core function.
 */
@FunctionalInterface
public interface HostCode {

	/**
	 * Runs on the guest's thread, outside the guest (see {@link GuestWatch}). A
	 * {@link WasmTrap} reaches the guest's caller unchanged; any other throwable reaches
	 * it as a {@link WasmTrap} of reason {@link WasmTrap.Reason#HOST}.
	 * @param args one {@code long} per parameter slot; integers of 32 bits may be sign or
	 * zero extended, floats are their bits; the array is the callee's
	 * @return one {@code long} per result slot
	 */
	long[] apply(long[] args);

}
