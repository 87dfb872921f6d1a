package dev.theater.component.wasm;

import org.jspecify.annotations.Nullable;

/** The directory for compiled code cannot be made, or others can write to it. */
public final class CacheDirectoryException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	CacheDirectoryException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
