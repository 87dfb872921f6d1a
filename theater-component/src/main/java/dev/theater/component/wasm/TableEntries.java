package dev.theater.component.wasm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import com.dylibso.chicory.wasm.types.ValType;
import com.dylibso.chicory.wasm.types.Value;
import org.jspecify.annotations.Nullable;

/**
 * The content of one table, seen by each instance through its own {@link FencedTable}.
 * Has limits of its own, because the engine's table would grow the parsed module's.
 */
final class TableEntries {

	/** Of heap, for what is kept of an entry: its number and its owner. */
	private static final int ENTRY = 16;

	private final WasmStore store;

	private final ValType element;

	private final TableLimits limits;

	private final List<FencedTable> views = new ArrayList<>(1);

	private int[] references;

	private @Nullable Instance[] owners;

	TableEntries(WasmStore store, Table declared, int initial) {
		this.store = store;
		this.element = declared.elementType();
		this.limits = new TableLimits(declared.limits().min(), declared.limits().max());
		int size = (int) this.limits.min();
		if (!store.chargeTable(size, 0)) {
			throw new WasmTrap(WasmTrap.Reason.LIMIT, "a table of " + size + " entries is over the limit: "
					+ store.tableEntries() + " of " + store.limits().maxTableEntries() + " are used");
		}
		store.hold((long) size * ENTRY);
		this.references = new int[size];
		this.owners = new Instance[size];
		Arrays.fill(this.references, initial);
	}

	FencedTable newView() {
		FencedTable view = new FencedTable(this);
		this.views.add(view);
		return view;
	}

	/** Gives the entries made before the defining instance was known to that instance. */
	void ownInitial(Instance instance) {
		Arrays.fill(this.owners, instance);
	}

	WasmStore store() {
		return this.store;
	}

	ValType element() {
		return this.element;
	}

	boolean holdsFunctions() {
		return EngineTypes.coreType(this.element) == CoreType.FUNCREF
				|| EngineTypes.coreType(this.element) == CoreType.OTHER_REF;
	}

	TableLimits limits() {
		return this.limits;
	}

	TableType type() {
		return new TableType(EngineTypes.coreType(this.element), size(), this.limits.max());
	}

	int size() {
		return this.references.length;
	}

	int reference(int position) {
		check(position);
		return this.references[position];
	}

	@Nullable Instance owner(int position) {
		return this.owners[position];
	}

	void set(int position, int reference, @Nullable Instance owner) {
		check(position);
		this.references[position] = reference;
		this.owners[position] = owner;
		for (FencedTable view : this.views) {
			view.forget(position);
		}
	}

	int grow(int count, int reference, @Nullable Instance owner) {
		int size = size();
		if (count < 0 || count > this.limits.max() - size || !this.store.chargeTable(count, (long) count * ENTRY)) {
			return -1;
		}
		int[] grownReferences = Arrays.copyOf(this.references, size + count);
		@Nullable Instance[] grownOwners = Arrays.copyOf(this.owners, size + count);
		Arrays.fill(grownReferences, size, size + count, reference);
		Arrays.fill(grownOwners, size, size + count, owner);
		this.references = grownReferences;
		this.owners = grownOwners;
		this.limits.grow(count);
		for (FencedTable view : this.views) {
			view.forgetAll();
		}
		return size;
	}

	boolean isNull(int position) {
		return this.references[position] == Value.REF_NULL_VALUE;
	}

	private void check(int position) {
		if (position < 0 || position >= this.references.length) {
			throw new WasmTrap(WasmTrap.Reason.OUT_OF_BOUNDS, "out of bounds table access: entry "
					+ Integer.toUnsignedString(position) + " of " + this.references.length);
		}
	}

}
