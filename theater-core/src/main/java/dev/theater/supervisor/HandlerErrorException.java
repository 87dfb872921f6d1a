package dev.theater.supervisor;

import org.jspecify.annotations.Nullable;

/** The supervisor refused or could not carry out the operation. */
public final class HandlerErrorException extends SupervisorException {

	private static final long serialVersionUID = 1L;

	public HandlerErrorException(Reason reason, String detail, @Nullable Throwable cause) {
		super("Handler error: " + detail, reason, cause);
	}

	public HandlerErrorException(Reason reason, String detail) {
		this(reason, detail, null);
	}

}
