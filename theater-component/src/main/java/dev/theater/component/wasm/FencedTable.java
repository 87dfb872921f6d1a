package dev.theater.component.wasm;

import java.util.Arrays;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import com.dylibso.chicory.wasm.types.ValType;
import com.dylibso.chicory.wasm.types.Value;
import dev.theater.component.wasm.FunctionHandles.Target;
import org.jspecify.annotations.Nullable;

/**
 * One instance's view of a table. The engine compares type indices of caller and callee
 * as if they were of one module, and copies entries with the wrong owner. So an entry
 * that belongs to another instance is shown to the engine as function 0 of a bridge, an
 * instance with the viewer's types, and read as a number of {@link FunctionHandles}.
 */
final class FencedTable extends TableInstance {

	private final TableEntries entries;

	private @Nullable Bridges bridges;

	private @Nullable Instance viewer;

	private @Nullable Instance[] bridged = {};

	FencedTable(TableEntries entries) {
		super(new Table(entries.element(), new TableLimits(0, entries.limits().max())), Value.REF_NULL_VALUE);
		this.entries = entries;
	}

	/** Says whose view this is; before that, nothing but its size and limits is asked. */
	void bind(Instance owner, Bridges its) {
		this.viewer = owner;
		this.bridges = its;
	}

	TableEntries entries() {
		return this.entries;
	}

	void forget(int position) {
		if (position < this.bridged.length) {
			this.bridged[position] = null;
		}
	}

	void forgetAll() {
		this.bridged = new Instance[0];
	}

	@Override
	public int size() {
		return this.entries.size();
	}

	@Override
	public ValType elementType() {
		return this.entries.element();
	}

	@Override
	public TableLimits limits() {
		return this.entries.limits();
	}

	@Override
	public int ref(int index) {
		int reference = this.entries.reference(index);
		if (isLocal(index)) {
			return reference;
		}
		return this.entries.store().handles().number(target(index));
	}

	@Override
	public int requiredRef(int index) {
		if (index < 0 || index >= this.entries.size()) {
			throw new WasmTrap(WasmTrap.Reason.INDIRECT_CALL,
					"undefined element " + Integer.toUnsignedString(index) + " of a table of " + this.entries.size());
		}
		if (this.entries.isNull(index)) {
			throw new WasmTrap(WasmTrap.Reason.INDIRECT_CALL, "uninitialized element " + index);
		}
		if (isLocal(index)) {
			return this.entries.reference(index);
		}
		bridge(index);
		return 0;
	}

	@Override
	public @Nullable Instance instance(int index) {
		// asked with a wrong index by table.copy: must not throw
		if (index >= 0 && index < this.bridged.length) {
			Instance bridge = this.bridged[index];
			if (bridge != null) {
				return bridge;
			}
		}
		return this.viewer;
	}

	@Override
	public void setRef(int index, int value, @Nullable Instance ignored) {
		// the engine's idea of the owner is wrong for table.copy; the value says it all
		if (this.entries.holdsFunctions() && FunctionHandles.isHandle(value)) {
			Target target = this.entries.store().handles().target(value);
			this.entries.set(index, target.function(), target.instance());
		}
		else {
			this.entries.set(index, value, this.viewer);
		}
	}

	@Override
	public int grow(int size, int value, @Nullable Instance ignored) {
		if (this.entries.holdsFunctions() && FunctionHandles.isHandle(value)) {
			Target target = this.entries.store().handles().target(value);
			return this.entries.grow(size, target.function(), target.instance());
		}
		return this.entries.grow(size, value, this.viewer);
	}

	@Override
	public void reset() {
		for (int i = 0; i < size(); i++) {
			this.entries.set(i, Value.REF_NULL_VALUE, null);
		}
	}

	private boolean isLocal(int index) {
		Instance owner = this.entries.owner(index);
		return owner == this.viewer || owner == null || this.entries.isNull(index) || !this.entries.holdsFunctions();
	}

	private Target target(int index) {
		Instance owner = this.entries.owner(index);
		if (owner == null) {
			throw new IllegalStateException("entry " + index + " has no owner");
		}
		return new Target(owner, this.entries.reference(index));
	}

	private void bridge(int index) {
		if (this.bridged.length < this.entries.size()) {
			this.bridged = Arrays.copyOf(this.bridged, this.entries.size());
		}
		if (this.bridged[index] == null) {
			Bridges its = this.bridges;
			if (its == null) {
				throw new IllegalStateException("a table view was used before its instance was made");
			}
			this.bridged[index] = its.to(target(index));
		}
	}

}
