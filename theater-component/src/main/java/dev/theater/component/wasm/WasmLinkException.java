package dev.theater.component.wasm;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * An instance could not be linked: an import is missing, has another type, or must not be
 * shared.
 */
public final class WasmLinkException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	WasmLinkException(String message) {
		super(message);
	}

	WasmLinkException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
