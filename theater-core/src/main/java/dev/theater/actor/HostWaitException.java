package dev.theater.actor;

/** A wait in a host call ended without its result: out of time, stopped, or refused. */
public final class HostWaitException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	HostWaitException(String message) {
		super(message);
	}

}
