package dev.theater.component.validation;

import dev.theater.component.type.ComponentException;
import org.jspecify.annotations.Nullable;

/** The component follows the binary format and breaks a rule of validation. */
public final class InvalidComponentException extends ComponentException {

	private static final long serialVersionUID = 1L;

	/** The group of the broken rule. */
	private final ValidationRule rule;

	/** Where in the file, or -1. */
	private final long offset;

	/**
	 * Says which rule is broken.
	 * @param rule the rule's group
	 * @param message what is wrong, the offending value, and what would be right
	 * @param offset the position in the file in bytes, or -1 where there is none
	 */
	public InvalidComponentException(ValidationRule rule, String message, long offset) {
		this(rule, message, offset, null);
	}

	/**
	 * Says which rule is broken.
	 * @param rule the rule's group
	 * @param message what is wrong, the offending value, and what would be right
	 * @param offset the position in the file in bytes, or -1 where there is none
	 * @param cause what led to it, or null
	 */
	public InvalidComponentException(ValidationRule rule, String message, long offset, @Nullable Throwable cause) {
		super("invalid component (" + rule + "): " + message
				+ (offset < 0 ? "" : ", at offset 0x" + Long.toHexString(offset)), cause);
		this.rule = rule;
		this.offset = offset;
	}

	/**
	 * The rule's group.
	 * @return which rule is broken
	 */
	public ValidationRule rule() {
		return this.rule;
	}

	/**
	 * Where the rule is broken.
	 * @return the position in the file in bytes, or -1 where there is none
	 */
	public long offset() {
		return this.offset;
	}

}
