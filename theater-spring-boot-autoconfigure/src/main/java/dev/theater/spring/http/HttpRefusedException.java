package dev.theater.spring.http;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * An exchange that did not come about, in words that a guest may read: nothing of what
 * the host knows beside the guest's own request stands in them.
 */
final class HttpRefusedException extends IOException {

	private static final long serialVersionUID = 1L;

	HttpRefusedException(String message) {
		super(message);
	}

	HttpRefusedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
