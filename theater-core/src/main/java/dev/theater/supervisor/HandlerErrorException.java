package dev.theater.supervisor;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** The supervisor refused or could not carry out the operation. */
public final class HandlerErrorException extends SupervisorException {

	private static final long serialVersionUID = 1L;

	/** Not serialised: an exception that was is told by its message. */
	private final transient @Nullable LoadProblem problem;

	public HandlerErrorException(Reason reason, String detail, @Nullable Throwable cause) {
		this(reason, detail, null, cause);
	}

	/**
	 * @param problem what it is about, if programs may want to know
	 */
	public HandlerErrorException(Reason reason, String detail, @Nullable LoadProblem problem,
			@Nullable Throwable cause) {
		super("Handler error: " + detail, reason, cause);
		this.problem = problem;
	}

	public HandlerErrorException(Reason reason, String detail) {
		this(reason, detail, null, null);
	}

	/** What it is about, where that is known. */
	public Optional<LoadProblem> problem() {
		return Optional.ofNullable(this.problem);
	}

}
