package dev.theater.component.spec;

/** What came of one command; a command that fails throws instead. */
sealed interface Outcome {

	/** The command's claim holds. */
	Outcome PASSED = new Passed();

	/** The command's claim holds. */
	record Passed() implements Outcome {
	}

	/**
	 * The component needs what this host refuses by name.
	 *
	 * @param feature as the refusal names it
	 */
	record Refused(String feature) implements Outcome {
	}

	/**
	 * The command could not be run.
	 *
	 * @param reason the feature whose refusal keeps an instance from existing, or why
	 * there is nothing to run
	 */
	record Skipped(String reason) implements Outcome {
	}

}
