package dev.theater.spring.autoconfigure;

/** The engine cannot run on this class path. */
final class EngineException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** The cause is, or has as its cause, what the class loader says. */
	EngineException(Throwable cause) {
		super("The engine cannot run: " + cause.getMessage(), cause);
	}

}
