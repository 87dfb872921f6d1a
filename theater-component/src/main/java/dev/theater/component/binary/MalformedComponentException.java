package dev.theater.component.binary;

import dev.theater.component.type.ComponentException;
import org.jspecify.annotations.Nullable;

/** The bytes do not follow the binary format. */
public final class MalformedComponentException extends ComponentException {

	private static final long serialVersionUID = 1L;

	/** Where in the file. */
	private final long offset;

	/**
	 * Says what is wrong with the bytes.
	 * @param message what is wrong, and what would be right
	 * @param offset the position in the file in bytes
	 */
	public MalformedComponentException(String message, long offset) {
		this(message, offset, null);
	}

	/**
	 * Says what is wrong with the bytes.
	 * @param message what is wrong, and what would be right
	 * @param offset the position in the file in bytes
	 * @param cause what led to it, or null
	 */
	public MalformedComponentException(String message, long offset, @Nullable Throwable cause) {
		super("malformed component: " + message + ", at offset 0x" + Long.toHexString(offset), cause);
		this.offset = offset;
	}

	/**
	 * Where the bytes are wrong.
	 * @return the position in the file in bytes
	 */
	public long offset() {
		return this.offset;
	}

}
