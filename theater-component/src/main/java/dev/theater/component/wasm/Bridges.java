package dev.theater.component.wasm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.ImportSection;
import com.dylibso.chicory.wasm.types.TypeSection;
import dev.theater.component.wasm.FunctionHandles.Target;

/**
 * Makes other instances' functions callable by one instance through a table: each becomes
 * function 0 of a tiny instance that has the caller's type section, so that the engine
 * compares type indices of one module.
 */
final class Bridges {

	private final WasmStore store;

	private final TypeSection callerTypes;

	private final Map<Target, Instance> made = new HashMap<>();

	Bridges(WasmStore store, com.dylibso.chicory.wasm.WasmModule caller) {
		this.store = store;
		this.callerTypes = caller.typeSection();
	}

	Instance to(Target target) {
		Instance known = this.made.get(target);
		if (known != null) {
			return known;
		}
		this.store.chargeBridge();
		Instance bridge = make(target);
		this.made.put(target, bridge);
		return bridge;
	}

	private Instance make(Target target) {
		TypeSection theirs = target.instance().module().typeSection();
		int typeIndex = sameType(theirs, target.instance().functionType(target.function()));
		var module = com.dylibso.chicory.wasm.WasmModule.builder()
			.setTypeSection(this.callerTypes)
			.setImportSection(ImportSection.builder().addImport(new FunctionImport("", "", typeIndex)).build())
			.withValidation(false)
			.build();
		Machine machine = target.instance().getMachine();
		var never = new ImportFunction("", "", this.callerTypes.getType(typeIndex), (instance, args) -> {
			throw new IllegalStateException("a bridge's import is never called");
		});
		return Instance.builder(module)
			.withImportValues(ImportValues.builder().withFunctions(List.of(never)).build())
			.withMachineFactory((bridge) -> (function, args) -> machine.call(target.function(), args))
			.withInitialize(false)
			.build();
	}

	private int sameType(TypeSection theirs, int theirIndex) {
		for (int i = 0; i < this.callerTypes.subTypeCount(); i++) {
			if (TypeSection.crossModuleCanonicallyEquivalent(theirs, theirIndex, this.callerTypes, i)) {
				return i;
			}
		}
		throw new WasmTrap(WasmTrap.Reason.INDIRECT_CALL,
				"indirect call type mismatch: the caller's module has no type "
						+ EngineTypes.signature(theirs.getType(theirIndex)));
	}

}
