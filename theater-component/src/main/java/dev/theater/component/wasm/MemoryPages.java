package dev.theater.component.wasm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import org.jspecify.annotations.Nullable;

/**
 * The content of one linear memory: pages of 4 KiB, each shared with the module's image
 * (or the page of zeros) until it is written. Each instance reaches it through its own
 * {@link PagedMemory}, which holds the page tables directly and is told when they change.
 */
final class MemoryPages {

	private static final int FENCE_PAGES = 1 << (16 - MemoryImage.SHIFT);

	/** Of heap, for a page's place in both page tables. */
	private static final int TABLE_ENTRY = 16;

	/** Of heap, for the head of an array. */
	private static final int ARRAY_HEAD = 16;

	private final WasmStore store;

	private final MemoryLimits limits;

	private final boolean holdsData;

	private final List<PagedMemory> views = new ArrayList<>(1);

	private byte[][] readable;

	private byte[] @Nullable [] writable;

	private boolean ownTables;

	MemoryPages(WasmStore store, MemoryLimits limits, MemoryImage image) {
		this.store = store;
		this.limits = limits;
		this.holdsData = image.holdsData();
		this.readable = image.readable();
		this.writable = image.writable();
	}

	/** Charges the budget for the declared minimum, before anything is made. */
	static void charge(WasmStore store, MemoryLimits limits) {
		long bytes = (long) limits.initialPages() * Memory.PAGE_SIZE;
		if (limits.initialPages() > Memory.RUNTIME_MAX_PAGES || !store.chargeMemory(bytes, 0)) {
			throw new WasmTrap(WasmTrap.Reason.LIMIT, "a memory of " + bytes + " bytes is over the limit: "
					+ store.memoryBytes() + " of " + store.limits().maxMemoryBytes() + " are used");
		}
	}

	PagedMemory newView() {
		PagedMemory view = new PagedMemory(this);
		this.views.add(view);
		view.tables(this.readable, this.writable);
		return view;
	}

	boolean holdsData() {
		return this.holdsData;
	}

	int initialPages() {
		return this.limits.initialPages();
	}

	int maximumPages() {
		return Math.min(this.limits.maximumPages(), Memory.RUNTIME_MAX_PAGES);
	}

	int wasmPages() {
		return this.readable.length / FENCE_PAGES;
	}

	MemoryType type() {
		return new MemoryType(wasmPages(), this.limits.maximumPages());
	}

	int grow(int count) {
		int before = wasmPages();
		if (count == 0) {
			return before;
		}
		if (count < 0 || count > maximumPages() - before) {
			return -1;
		}
		int from = this.readable.length;
		int to = from + count * FENCE_PAGES;
		long tables = (long) (this.ownTables ? to - from : to) * TABLE_ENTRY;
		if (!this.store.chargeMemory((long) count * Memory.PAGE_SIZE, tables)) {
			return -1;
		}
		this.readable = Arrays.copyOf(this.readable, to);
		Arrays.fill(this.readable, from, to, MemoryImage.ZERO);
		this.writable = Arrays.copyOf(this.writable, to);
		this.ownTables = true;
		tell();
		return before;
	}

	/** Makes a page this memory's own, so that it can be written. */
	byte[] own(int page) {
		this.store.hold(MemoryImage.PAGE + ARRAY_HEAD);
		if (!this.ownTables) {
			this.store.hold((long) this.readable.length * TABLE_ENTRY);
			this.readable = this.readable.clone();
			this.writable = this.writable.clone();
			this.ownTables = true;
			tell();
		}
		byte[] shared = this.readable[page];
		byte[] copy = (shared == MemoryImage.ZERO) ? new byte[MemoryImage.PAGE] : shared.clone();
		this.readable[page] = copy;
		this.writable[page] = copy;
		return copy;
	}

	/** Pages that are this memory's own: what it costs beyond its module. */
	int ownPages() {
		int count = 0;
		for (byte[] page : this.writable) {
			count += (page != null) ? 1 : 0;
		}
		return count;
	}

	private void tell() {
		for (PagedMemory view : this.views) {
			view.tables(this.readable, this.writable);
		}
	}

}
