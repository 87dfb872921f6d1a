package dev.theater.component.binary;

/**
 * The bytes of a core module inside a component's file, not copied until asked for.
 */
public final class CoreModuleBytes {

	private final byte[] file;

	private final int begin;

	private final int length;

	CoreModuleBytes(byte[] file, int begin, int length) {
		this.file = file;
		this.begin = begin;
		this.length = length;
	}

	/**
	 * The module.
	 * @return a new array each time
	 */
	public byte[] toByteArray() {
		byte[] copy = new byte[this.length];
		System.arraycopy(this.file, this.begin, copy, 0, this.length);
		return copy;
	}

	/**
	 * The module's size.
	 * @return bytes
	 */
	public int size() {
		return this.length;
	}

	@Override
	public String toString() {
		return "core module of " + this.length + " bytes";
	}

}
