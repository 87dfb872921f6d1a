package dev.theater.spring.metrics;

/**
 * Marks an observation as failed. Says the outcome alone: what a guest said may not leave
 * the application with a trace.
 */
final class OperationFailedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	OperationFailedException(String outcome) {
		super(outcome, null, false, false);
	}

}
