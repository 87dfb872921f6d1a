package dev.theater.host;

import dev.theater.component.wasm.MemoryBudget;

/**
 * What the stores of one actor hold together, or a shared one: measured by the quota, and
 * counted in the memory of all guests as far as it is on the heap. Thread-safe.
 */
final class ContentUsage {

	/** What the index takes for a content or a place in a label, besides its letters. */
	private static final long ENTRY = 256;

	private final MemoryBudget memory;

	private final boolean holdsContents;

	private long size;

	private long contents;

	private long labels;

	private boolean closed;

	/**
	 * @param memory an account for this alone
	 * @param holdsContents whether contents are on the heap
	 */
	ContentUsage(MemoryBudget memory, boolean holdsContents) {
		this.memory = memory;
		this.holdsContents = holdsContents;
	}

	synchronized long size() {
		return this.size;
	}

	/** Counts a content that is about to be kept. */
	synchronized void addContent(long length, ContentQuota quota) {
		if (this.contents + 1 > quota.contents()) {
			throw new ContentRefusal("there are " + this.contents
					+ " contents already; max_content in [[handler]] type = \"store\" allows " + quota.contents());
		}
		if (length > quota.size() - this.size) {
			throw new ContentRefusal("the content has " + length + " bytes, and " + this.size
					+ " are stored already; max_size in [[handler]] type = \"store\" allows "
					+ Quantity.shown(quota.size()) + " in all");
		}
		take(onHeap(length));
		this.contents++;
		this.size += length;
	}

	/** Counts a content that is not kept, or not any more. */
	synchronized void removeContent(long length) {
		this.contents--;
		this.size -= length;
		giveBack(onHeap(length));
	}

	/** Counts a place in a label that is about to be kept. */
	synchronized void addPlace(String label, ContentQuota quota) {
		if (this.labels + 1 > quota.labels()) {
			throw new ContentRefusal("labels point to " + this.labels
					+ " contents already; max_labels in [[handler]] type = \"store\" allows " + quota.labels());
		}
		take(onHeap(label));
		this.labels++;
	}

	synchronized void removePlaces(String label, int count) {
		this.labels -= count;
		giveBack(count * onHeap(label));
	}

	/** Counts what a store has kept from before, whether there is room for it or not. */
	synchronized void found(long length) {
		this.contents++;
		this.size += length;
		this.memory.take(onHeap(length));
	}

	synchronized void found(String label, int count) {
		this.labels += count;
		this.memory.take(count * onHeap(label));
	}

	/** All of it is gone. */
	synchronized void close() {
		this.closed = true;
		this.memory.giveBack(this.memory.heldBytes());
	}

	private long onHeap(long length) {
		return ENTRY + (this.holdsContents ? length : 0);
	}

	private static long onHeap(String label) {
		return ENTRY + 2L * label.length();
	}

	private void take(long bytes) {
		if (this.closed || !this.memory.tryTake(bytes)) {
			throw new ContentRefusal("no memory is left for it (theater.limits.total-memory)");
		}
	}

	private void giveBack(long bytes) {
		if (!this.closed) {
			this.memory.giveBack(bytes);
		}
	}

}
