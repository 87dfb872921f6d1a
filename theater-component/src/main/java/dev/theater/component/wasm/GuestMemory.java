package dev.theater.component.wasm;

/**
 * A linear memory of a guest, as the host reads and writes it. Addresses and lengths are
 * bytes; whatever is not inside the memory as it is now is a {@link WasmTrap} of reason
 * {@link WasmTrap.Reason#OUT_OF_BOUNDS}, before anything is allocated or written. Numbers
 * are little-endian, at any alignment.
 */
public final class GuestMemory implements WasmExtern {

	private final PagedMemory memory;

	GuestMemory(PagedMemory memory) {
		this.memory = memory;
	}

	PagedMemory engineMemory() {
		return this.memory;
	}

	@Override
	public MemoryType type() {
		return this.memory.content().type();
	}

	/**
	 * Its present size.
	 * @return the number of bytes
	 */
	public long byteSize() {
		return this.memory.byteSize();
	}

	/**
	 * Checks that a range is inside.
	 * @param address where it starts
	 * @param length how long it is; 0 is inside up to and including the end
	 * @throws WasmTrap if it is not
	 */
	public void checkRange(long address, long length) {
		this.memory.check(address, length);
	}

	/**
	 * Reads a byte.
	 * @param address where
	 * @return 0 to 255
	 */
	public int readU8(long address) {
		return this.memory.read(at(address, 1)) & 0xff;
	}

	/**
	 * Reads two bytes.
	 * @param address where
	 * @return 0 to 65535
	 */
	public int readU16(long address) {
		return this.memory.readShort(at(address, 2)) & 0xffff;
	}

	/**
	 * Reads four bytes.
	 * @param address where
	 * @return the value
	 */
	public int readI32(long address) {
		return this.memory.readInt(at(address, 4));
	}

	/**
	 * Reads eight bytes.
	 * @param address where
	 * @return the value
	 */
	public long readI64(long address) {
		return this.memory.readLong(at(address, 8));
	}

	/**
	 * Reads bytes into a new array.
	 * @param address where
	 * @param length how many
	 * @return the bytes
	 */
	public byte[] readBytes(long address, long length) {
		this.memory.check(address, length);
		byte[] bytes = new byte[(int) length];
		this.memory.readBytes(address, bytes, 0, bytes.length);
		return bytes;
	}

	/**
	 * Reads bytes into an array.
	 * @param address where
	 * @param target the array
	 * @param offset where in the array
	 * @param length how many
	 */
	public void readBytes(long address, byte[] target, int offset, int length) {
		this.memory.readBytes(address, target, offset, length);
	}

	/**
	 * Writes a byte.
	 * @param address where
	 * @param value the low eight bits count
	 */
	public void writeI8(long address, int value) {
		this.memory.writeByte(at(address, 1), (byte) value);
	}

	/**
	 * Writes two bytes.
	 * @param address where
	 * @param value the low sixteen bits count
	 */
	public void writeI16(long address, int value) {
		this.memory.writeShort(at(address, 2), (short) value);
	}

	/**
	 * Writes four bytes.
	 * @param address where
	 * @param value what
	 */
	public void writeI32(long address, int value) {
		this.memory.writeI32(at(address, 4), value);
	}

	/**
	 * Writes eight bytes.
	 * @param address where
	 * @param value what
	 */
	public void writeI64(long address, long value) {
		this.memory.writeLong(at(address, 8), value);
	}

	/**
	 * Writes a whole array.
	 * @param address where
	 * @param source the bytes
	 */
	public void writeBytes(long address, byte[] source) {
		this.memory.writeBytes(address, source, 0, source.length);
	}

	/**
	 * Writes a part of an array.
	 * @param address where
	 * @param source the array
	 * @param offset where in the array
	 * @param length how many bytes
	 */
	public void writeBytes(long address, byte[] source, int offset, int length) {
		this.memory.writeBytes(address, source, offset, length);
	}

	private int at(long address, int length) {
		if (address < 0 || address > 0xffff_ffffL) {
			this.memory.check(address, length);
		}
		return (int) address;
	}

}
