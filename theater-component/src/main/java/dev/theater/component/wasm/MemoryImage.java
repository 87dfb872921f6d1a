package dev.theater.component.wasm;

import java.util.Arrays;
import java.util.List;

import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.OpCode;
import org.jspecify.annotations.Nullable;

/**
 * The first content of a module's own memory, shared read-only by all its instances.
 * Holds the active data segments when all their offsets are constants, else only zeros.
 * Pages are the fence's, of 4 KiB.
 *
 * @param readable one array per page; an untouched page is {@link #ZERO}
 * @param writable as many nulls: no page belongs to anybody
 * @param holdsData whether the active segments are in it
 */
record MemoryImage(byte[][] readable, byte[] @Nullable [] writable, boolean holdsData) {

	static final int SHIFT = 12;

	static final int PAGE = 1 << SHIFT;

	static final int MASK = PAGE - 1;

	/** The page of zeros that all memories share; never written. */
	static final byte[] ZERO = new byte[PAGE];

	static MemoryImage of(MemoryLimits limits, DataSegment[] segments) {
		int pages = limits.initialPages() << (16 - SHIFT);
		byte[][] readable = new byte[pages][];
		Arrays.fill(readable, ZERO);
		boolean holdsData = fits(segments, (long) pages << SHIFT);
		if (holdsData) {
			for (DataSegment segment : segments) {
				if (segment instanceof ActiveDataSegment active) {
					write(readable, constantOffset(active), active.data());
				}
			}
		}
		return new MemoryImage(readable, new byte[pages][], holdsData);
	}

	private static boolean fits(DataSegment[] segments, long bytes) {
		for (DataSegment segment : segments) {
			if (segment instanceof ActiveDataSegment active) {
				long offset = constantOffset(active);
				if (offset < 0 || active.index() != 0 || offset + active.data().length > bytes) {
					return false;
				}
			}
		}
		return true;
	}

	/** The offset as an unsigned number, or -1 if it is not a constant. */
	private static long constantOffset(ActiveDataSegment segment) {
		List<Instruction> offset = segment.offsetInstructions();
		boolean constant = !offset.isEmpty() && offset.get(0).opcode() == OpCode.I32_CONST
				&& (offset.size() == 1 || (offset.size() == 2 && offset.get(1).opcode() == OpCode.END));
		return constant ? Integer.toUnsignedLong((int) offset.get(0).operand(0)) : -1;
	}

	private static void write(byte[][] pages, long offset, byte[] data) {
		int from = 0;
		while (from < data.length) {
			int page = (int) ((offset + from) >>> SHIFT);
			int start = (int) ((offset + from) & MASK);
			int length = Math.min(data.length - from, PAGE - start);
			if (pages[page] == ZERO) {
				pages[page] = new byte[PAGE];
			}
			System.arraycopy(data, from, pages[page], start, length);
			from += length;
		}
	}

}
