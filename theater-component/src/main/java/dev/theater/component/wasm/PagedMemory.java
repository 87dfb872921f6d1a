package dev.theater.component.wasm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

import com.dylibso.chicory.runtime.ConstantEvaluators;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.PassiveDataSegment;
import org.jspecify.annotations.Nullable;

/**
 * One instance's view of a memory, and the only memory class of the process, so that
 * compiled guests call it directly. Every check is made in unsigned arithmetic that
 * cannot overflow, before anything is allocated. An instance has a view of its own
 * because the engine keeps an instance's data segments in its memory.
 */
@SuppressWarnings("removal")
final class PagedMemory implements Memory {

	private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

	private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final int SHIFT = MemoryImage.SHIFT;

	private static final int PAGE = MemoryImage.PAGE;

	private static final int MASK = MemoryImage.MASK;

	private final MemoryPages pages;

	private DataSegment[] segments = {};

	private byte[][] readable = {};

	private byte[] @Nullable [] writable = {};

	PagedMemory(MemoryPages pages) {
		this.pages = pages;
	}

	void tables(byte[][] forReading, byte[] @Nullable [] forWriting) {
		this.readable = forReading;
		this.writable = forWriting;
	}

	MemoryPages content() {
		return this.pages;
	}

	long byteSize() {
		return (long) this.readable.length << SHIFT;
	}

	// size

	@Override
	public int pages() {
		return this.pages.wasmPages();
	}

	@Override
	public int grow(int size) {
		return this.pages.grow(size);
	}

	@Override
	public int initialPages() {
		return this.pages.initialPages();
	}

	@Override
	public int maximumPages() {
		return this.pages.maximumPages();
	}

	// threads: modules with shared memories and atomic instructions are refused at load

	@Override
	public boolean shared() {
		return false;
	}

	@Override
	public Object lock(int address) {
		throw atomics();
	}

	@Override
	public int waitOn(int address, int expected, long timeout) {
		throw atomics();
	}

	@Override
	public int waitOn(int address, long expected, long timeout) {
		throw atomics();
	}

	@Override
	public int notify(int address, int maxThreads) {
		throw atomics();
	}

	private static WasmTrap atomics() {
		return new WasmTrap(WasmTrap.Reason.OTHER, "atomic instructions are not supported");
	}

	// data segments

	@Override
	public void initialize(Instance instance, DataSegment[] dataSegments) {
		initialize(instance, dataSegments, 0);
	}

	@Override
	public void initialize(Instance instance, DataSegment[] dataSegments, int memoryIndex) {
		this.segments = dataSegments;
		boolean inImage = this.pages.holdsData() && instance.imports().memoryCount() == 0;
		for (int i = 0; i < dataSegments.length; i++) {
			if (dataSegments[i] instanceof ActiveDataSegment active && active.index() == memoryIndex) {
				if (!inImage) {
					long offset = ConstantEvaluators.computeConstantValue(instance, active.offsetInstructions())[0];
					writeBytes(Integer.toUnsignedLong((int) offset), active.data(), 0, active.data().length);
				}
				// an active segment is dropped once it is written
				dataSegments[i] = PassiveDataSegment.EMPTY;
			}
		}
	}

	@Override
	public void initPassiveSegment(int segmentId, int dest, int offset, int size) {
		byte[] data = this.segments[segmentId].data();
		long from = Integer.toUnsignedLong(offset);
		long length = Integer.toUnsignedLong(size);
		if (from + length > data.length) {
			throw new WasmTrap(WasmTrap.Reason.OUT_OF_BOUNDS, "out of bounds memory access: " + length + " bytes from "
					+ from + " of data segment " + segmentId + " of " + data.length);
		}
		check(Integer.toUnsignedLong(dest), length);
		writeBytes(Integer.toUnsignedLong(dest), data, (int) from, (int) length);
	}

	@Override
	public void drop(int segment) {
		this.segments[segment] = PassiveDataSegment.EMPTY;
	}

	// checks

	void check(long address, long length) {
		if (address < 0 || length < 0 || address > byteSize() - length) {
			throw outOfBounds(address, length);
		}
	}

	private WasmTrap outOfBounds(long address, long length) {
		return new WasmTrap(WasmTrap.Reason.OUT_OF_BOUNDS,
				"out of bounds memory access: " + length + " bytes at " + address + " of " + byteSize());
	}

	byte[] toRead(int address, int length) {
		byte[][] table = this.readable;
		int page = address >>> SHIFT;
		if (page >= table.length) {
			throw outOfBounds(Integer.toUnsignedLong(address), length);
		}
		return table[page];
	}

	byte[] toWrite(int address, int length) {
		byte[] @Nullable [] table = this.writable;
		int page = address >>> SHIFT;
		if (page >= table.length) {
			throw outOfBounds(Integer.toUnsignedLong(address), length);
		}
		byte[] own = table[page];
		return (own != null) ? own : this.pages.own(page);
	}

	// blocks

	@Override
	public void write(int addr, byte[] data, int offset, int size) {
		writeBytes(Integer.toUnsignedLong(addr), data, offset, size);
	}

	void writeBytes(long address, byte[] data, int offset, int size) {
		check(address, size);
		int to = (int) address;
		int from = offset;
		int left = size;
		while (left > 0) {
			int start = to & MASK;
			int length = Math.min(left, PAGE - start);
			System.arraycopy(data, from, toWrite(to, length), start, length);
			to += length;
			from += length;
			left -= length;
		}
	}

	@Override
	public byte[] readBytes(int addr, int len) {
		long length = Integer.toUnsignedLong(len);
		check(Integer.toUnsignedLong(addr), length);
		byte[] bytes = new byte[(int) length];
		readBytes(Integer.toUnsignedLong(addr), bytes, 0, bytes.length);
		return bytes;
	}

	void readBytes(long address, byte[] target, int offset, int size) {
		check(address, size);
		int from = (int) address;
		int to = offset;
		int left = size;
		while (left > 0) {
			int start = from & MASK;
			int length = Math.min(left, PAGE - start);
			System.arraycopy(this.readable[from >>> SHIFT], start, target, to, length);
			from += length;
			to += length;
			left -= length;
		}
	}

	@Override
	public void zero() {
		// a new memory holds its image, or zeros
	}

	/**
	 * {@code toIndex} comes from the engine as the sum of an address and a length modulo
	 * 2^32: a wrapped sum is less than {@code fromIndex}.
	 */
	@Override
	public void fill(byte value, int fromIndex, int toIndex) {
		long from = Integer.toUnsignedLong(fromIndex);
		long to = Integer.toUnsignedLong(toIndex);
		if (to < from) {
			throw outOfBounds(from, to + (1L << 32) - from);
		}
		check(from, to - from);
		while (from < to) {
			int start = (int) from & MASK;
			int length = (int) Math.min(to - from, PAGE - start);
			if (value != 0 || this.readable[(int) (from >>> SHIFT)] != MemoryImage.ZERO) {
				Arrays.fill(toWrite((int) from, length), start, start + length, value);
			}
			from += length;
		}
	}

	@Override
	public void copy(int dest, int src, int size) {
		long length = Integer.toUnsignedLong(size);
		check(Integer.toUnsignedLong(src), length);
		check(Integer.toUnsignedLong(dest), length);
		if (dest <= src) {
			BlockCopy.forward(this, dest, src, size);
		}
		else {
			BlockCopy.backward(this, dest + size, src + size, size);
		}
	}

	// single values; those that cross pages go byte by byte

	@Override
	public byte read(int addr) {
		return toRead(addr, 1)[addr & MASK];
	}

	@Override
	public void writeByte(int addr, byte data) {
		toWrite(addr, 1)[addr & MASK] = data;
	}

	@Override
	public short readShort(int addr) {
		int start = addr & MASK;
		return (start <= PAGE - 2) ? (short) SHORT.get(toRead(addr, 2), start) : (short) readSlowly(addr, 2);
	}

	@Override
	public void writeShort(int addr, short data) {
		int start = addr & MASK;
		if (start <= PAGE - 2) {
			SHORT.set(toWrite(addr, 2), start, data);
		}
		else {
			writeSlowly(addr, data, 2);
		}
	}

	@Override
	public int readInt(int addr) {
		int start = addr & MASK;
		return (start <= PAGE - 4) ? (int) INT.get(toRead(addr, 4), start) : (int) readSlowly(addr, 4);
	}

	@Override
	public void writeI32(int addr, int data) {
		int start = addr & MASK;
		if (start <= PAGE - 4) {
			INT.set(toWrite(addr, 4), start, data);
		}
		else {
			writeSlowly(addr, data, 4);
		}
	}

	@Override
	public long readLong(int addr) {
		int start = addr & MASK;
		return (start <= PAGE - 8) ? (long) LONG.get(toRead(addr, 8), start) : readSlowly(addr, 8);
	}

	@Override
	public void writeLong(int addr, long data) {
		int start = addr & MASK;
		if (start <= PAGE - 8) {
			LONG.set(toWrite(addr, 8), start, data);
		}
		else {
			writeSlowly(addr, data, 8);
		}
	}

	private long readSlowly(int addr, int size) {
		check(Integer.toUnsignedLong(addr), size);
		long value = 0;
		for (int i = size - 1; i >= 0; i--) {
			value = (value << 8) | (read(addr + i) & 0xff);
		}
		return value;
	}

	private void writeSlowly(int addr, long data, int size) {
		check(Integer.toUnsignedLong(addr), size);
		for (int i = 0; i < size; i++) {
			writeByte(addr + i, (byte) (data >>> (8 * i)));
		}
	}

	@Override
	public long readU16(int addr) {
		return readShort(addr) & 0xffff;
	}

	@Override
	public float readFloat(int addr) {
		return Float.intBitsToFloat(readInt(addr));
	}

	@Override
	public long readF32(int addr) {
		return readInt(addr);
	}

	@Override
	public void writeF32(int addr, float data) {
		writeI32(addr, Float.floatToRawIntBits(data));
	}

	@Override
	public double readDouble(int addr) {
		return Double.longBitsToDouble(readLong(addr));
	}

	@Override
	public long readF64(int addr) {
		return readLong(addr);
	}

	@Override
	public void writeF64(int addr, double data) {
		writeLong(addr, Double.doubleToRawLongBits(data));
	}

}
