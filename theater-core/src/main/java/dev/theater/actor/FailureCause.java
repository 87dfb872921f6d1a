package dev.theater.actor;

import java.util.Locale;

/** Why a call of a guest failed, as metrics and endpoint name it. */
public enum FailureCause {

	/** The guest trapped, or broke a rule of the canonical ABI. */
	TRAP,
	/** The guest's handler answered {@code err}. */
	ERROR,
	/** The call ran longer than its deadline. */
	TIMEOUT,
	/** A limit on memory, bytes moved, state or messages was exceeded. */
	LIMIT,
	/** A host function failed with an exception of its own. */
	HOST;

	/** This cause as a metric's tag. */
	public String tag() {
		return name().toLowerCase(Locale.ROOT);
	}

}
