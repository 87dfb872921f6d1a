package dev.theater.component.wasm;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * A core module was refused.
 */
public final class WasmLoadException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final Reason reason;

	/**
	 * Why a module is refused.
	 */
	public enum Reason {

		/** The bytes are not a module. */
		MALFORMED,
		/** The module breaks a validation rule. */
		INVALID,
		/** The module uses a feature that is refused. */
		UNSUPPORTED,
		/** The module is larger than the fence or the engine allows. */
		LIMIT

	}

	WasmLoadException(Reason reason, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.reason = reason;
	}

	/**
	 * Why the module is refused.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

}
