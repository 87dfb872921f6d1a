package dev.theater.component;

import dev.theater.component.type.ComponentException;
import dev.theater.component.wasm.WasmTrap;

/**
 * Guest code was stopped: by itself, by a limit, by the canonical ABI's rules, or because
 * a host function failed. The instance refuses every further call.
 */
public final class TrapException extends ComponentException {

	private static final long serialVersionUID = 1L;

	/** Why. */
	private final WasmTrap.Reason reason;

	TrapException(WasmTrap trap) {
		super(String.valueOf(trap.getMessage()), trap.getCause() != null ? trap.getCause() : trap);
		this.reason = trap.reason();
	}

	/**
	 * Why the guest was stopped. The canonical ABI's rules (CanonicalABI.md) are
	 * {@link WasmTrap.Reason#ABI} and {@link WasmTrap.Reason#REENTRY}.
	 * @return the reason; with {@link WasmTrap.Reason#HOST} the cause is the host
	 * function's exception
	 */
	public WasmTrap.Reason reason() {
		return this.reason;
	}

}
