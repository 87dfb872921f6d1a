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
	 * A module that is a file of its own.
	 * @param module the module's bytes
	 * @return the module
	 */
	public static CoreModuleBytes of(byte[] module) {
		return new CoreModuleBytes(module.clone(), 0, module.length);
	}

	/**
	 * The memories that an instance of the module makes for itself.
	 * @return their number, imported ones left out
	 */
	public long definedMemories() {
		return entriesOf(5);
	}

	/**
	 * The tables that an instance of the module makes for itself.
	 * @return their number, imported ones left out
	 */
	public long definedTables() {
		return entriesOf(4);
	}

	/** The length of the vector in the section of an id, 0 where there is none. */
	private long entriesOf(int id) {
		ByteReader in = new ByteReader(this.file, this.begin, this.begin + this.length);
		in.part(8, "the preamble");
		while (in.remaining() > 0) {
			int section = in.u8("a section");
			ByteReader content = in.part(in.u32("the size of a section"), "a section");
			if (section == id) {
				return content.u32("the number of entries");
			}
		}
		return 0;
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
