package dev.theater.supervisor;

import org.jspecify.annotations.Nullable;

/** Bytes or text given to a supervisor could not be read. */
public final class SerializationErrorException extends SupervisorException {

	private static final long serialVersionUID = 1L;

	public SerializationErrorException(Reason reason, String detail, @Nullable Throwable cause) {
		super("Serialization error: " + detail, reason, cause);
	}

	public SerializationErrorException(Reason reason, String detail) {
		this(reason, detail, null);
	}

}
