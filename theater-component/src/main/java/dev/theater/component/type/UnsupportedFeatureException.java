package dev.theater.component.type;

/**
 * The component uses something that the standard (or one of its proposals) knows and this
 * host refuses. An opcode that nobody knows is malformed instead.
 */
public final class UnsupportedFeatureException extends ComponentException {

	private static final long serialVersionUID = 1L;

	/** The feature's name, as in the standard's proposals. */
	private final String feature;

	/** Where in the file it was met, or -1. */
	private final long offset;

	/**
	 * Names the feature that is refused.
	 * @param feature its name, as in the standard's proposals
	 * @param offset the position in the file in bytes, or -1 where there is none
	 */
	public UnsupportedFeatureException(String feature, long offset) {
		this(feature, offset, "");
	}

	/**
	 * Names the feature that is refused, with a sentence more.
	 * @param feature its name, as in the standard's proposals
	 * @param offset the position in the file in bytes, or -1 where there is none
	 * @param detail what exactly was met, may be empty
	 */
	public UnsupportedFeatureException(String feature, long offset, String detail) {
		super("this component uses " + feature + ", which this host does not support"
				+ (detail.isEmpty() ? "" : " (" + detail + ")") + at(offset), null);
		this.feature = feature;
		this.offset = offset;
	}

	/**
	 * The feature that was refused.
	 * @return its name, as in the standard's proposals
	 */
	public String feature() {
		return this.feature;
	}

	/**
	 * Where it was met.
	 * @return the position in the file in bytes, or -1 where there is none
	 */
	public long offset() {
		return this.offset;
	}

	private static String at(long offset) {
		return offset < 0 ? "" : ", at offset 0x" + Long.toHexString(offset);
	}

}
