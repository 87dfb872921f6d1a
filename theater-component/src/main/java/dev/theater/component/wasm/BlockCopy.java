package dev.theater.component.wasm;

/**
 * Copies inside one memory whose ranges may overlap, page piece by page piece, in the
 * direction that reads every byte before it is overwritten. The ranges have been checked.
 */
final class BlockCopy {

	private static final int PAGE = MemoryImage.PAGE;

	private static final int MASK = MemoryImage.MASK;

	private BlockCopy() {
	}

	static void forward(PagedMemory memory, int dest, int src, int size) {
		int to = dest;
		int from = src;
		int left = size;
		while (left > 0) {
			int length = Math.min(left, PAGE - Math.max(to & MASK, from & MASK));
			piece(memory, to, from, length);
			to += length;
			from += length;
			left -= length;
		}
	}

	static void backward(PagedMemory memory, int destEnd, int srcEnd, int size) {
		int to = destEnd;
		int from = srcEnd;
		int left = size;
		while (left > 0) {
			int length = Math.min(left, 1 + Math.min((to - 1) & MASK, (from - 1) & MASK));
			to -= length;
			from -= length;
			piece(memory, to, from, length);
			left -= length;
		}
	}

	private static void piece(PagedMemory memory, int to, int from, int length) {
		// first the target: making it the memory's own may replace the page that is read
		byte[] target = memory.toWrite(to, length);
		System.arraycopy(memory.toRead(from, length), from & MASK, target, to & MASK, length);
	}

}
