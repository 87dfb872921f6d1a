package dev.theater.component.type;

import org.jspecify.annotations.Nullable;

/**
 * The parent of every exception with which the component host answers: one class per
 * stage (bytes, rules, unsupported features, linking, running). A wrong Java argument is
 * an {@link IllegalArgumentException} instead.
 */
public abstract class ComponentException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Makes an exception of one stage.
	 * @param message what is wrong, the offending value, and what would be right
	 * @param cause what led to it, or null
	 */
	protected ComponentException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
