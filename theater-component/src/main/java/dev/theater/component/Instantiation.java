package dev.theater.component;

import java.util.List;
import java.util.Objects;

import dev.theater.component.Plan.CoreInstance;
import dev.theater.component.Plan.CoreItem;
import dev.theater.component.Plan.FunctionItem;
import dev.theater.component.Plan.Step;
import dev.theater.component.abi.CanonOptions;
import dev.theater.component.abi.Codecs;
import dev.theater.component.abi.InstanceState;
import dev.theater.component.abi.LiftedFunction;
import dev.theater.component.abi.LoweredFunction;
import dev.theater.component.abi.StringEncoding;
import dev.theater.component.abi.TransferBudget;
import dev.theater.component.wasm.GuestMemory;
import dev.theater.component.wasm.WasmExtern;
import dev.theater.component.wasm.WasmFunction;
import dev.theater.component.wasm.WasmInstance;
import dev.theater.component.wasm.WasmLinkException;
import dev.theater.component.wasm.WasmStore;
import dev.theater.component.wasm.WasmTrap;
import org.jspecify.annotations.Nullable;

/** Follows a plan once. */
final class Instantiation {

	private final LinkedComponent linked;

	private final Plan plan;

	private final Codecs codecs;

	private final HostContext context;

	private final WasmStore store;

	private final InstanceState[] states;

	private final WasmInstance[] instances;

	private final WasmFunction[] lowered;

	private final LiftedFunction[] lifted;

	Instantiation(LinkedComponent linked, InstanceOptions options) {
		this.linked = linked;
		this.plan = linked.component().plan();
		this.codecs = linked.component().codecs();
		this.context = new HostContext(options.attachment());
		this.store = new WasmStore(options.limits(), options.shared(), options.watch());
		this.states = new InstanceState[this.plan.componentInstances()];
		TransferBudget budget = new TransferBudget(options.maxTransferBytes(), options.shared());
		for (int i = 0; i < this.states.length; i++) {
			this.states[i] = new InstanceState(budget);
		}
		this.instances = new WasmInstance[this.plan.coreInstances()];
		this.lowered = new WasmFunction[this.plan.lowered()];
		this.lifted = new LiftedFunction[this.plan.lifted()];
	}

	ComponentInstance run() {
		boolean made = false;
		try {
			ComponentInstance instance = follow();
			made = true;
			return instance;
		}
		finally {
			if (!made) {
				this.store.close();
			}
		}
	}

	private ComponentInstance follow() {
		int instance = 0;
		int lower = 0;
		int lift = 0;
		try {
			for (Step step : this.plan.steps()) {
				switch (step) {
					case Step.Instantiate made -> this.instances[instance++] = instantiate(made);
					case Step.Lower made -> this.lowered[lower++] = lower(made);
					case Step.Lift made -> this.lifted[lift++] = lift(made);
				}
			}
		}
		catch (WasmTrap trap) {
			throw new TrapException(trap);
		}
		catch (WasmLinkException ex) {
			LinkException failure = new LinkException(
					List.of(new LinkException.Mismatch("core instance " + instance, String.valueOf(ex.getMessage()))));
			failure.initCause(ex);
			throw failure;
		}
		return new ComponentInstance(this.linked, this.store, this.context, this.lifted);
	}

	private WasmInstance instantiate(Step.Instantiate step) {
		return WasmInstance.instantiate(this.store, step.module(), (wanted) -> {
			CoreInstance from = step.arguments().get(wanted.module());
			CoreItem item = from != null ? from.item(wanted.name()) : null;
			return item != null ? extern(item) : null;
		});
	}

	private WasmFunction lower(Step.Lower step) {
		CanonOptions options = options(step.options());
		InstanceState caller = this.states[step.caller()];
		if (step.recursive()) {
			return LoweredFunction.of(step.type(), this.codecs, options, caller, (arguments) -> {
				throw new WasmTrap(WasmTrap.Reason.REENTRY,
						"cannot enter component instance: it is around or inside the one that calls");
			});
		}
		return switch (step.target()) {
			case FunctionItem.Lifted callee ->
				LoweredFunction.of(step.type(), this.codecs, options, caller, this.lifted[callee.slot()]);
			case FunctionItem.Imported host -> {
				HostFunction function = this.linked.hostFunction(host);
				HostContext called = this.context;
				yield LoweredFunction.of(step.type(), this.codecs, options, caller,
						(arguments) -> function.call(called, arguments));
			}
		};
	}

	private LiftedFunction lift(Step.Lift step) {
		return new LiftedFunction(step.type(), this.codecs, (WasmFunction) extern(step.core()), options(step.options()),
				this.states[step.owner()]);
	}

	private CanonOptions options(Plan.Options options) {
		return new CanonOptions((GuestMemory) externOrNull(options.memory()),
				(WasmFunction) externOrNull(options.realloc()), (WasmFunction) externOrNull(options.postReturn()),
				StringEncoding.valueOf(options.encoding().name()));
	}

	private @Nullable WasmExtern externOrNull(@Nullable CoreItem item) {
		return item != null ? extern(item) : null;
	}

	private WasmExtern extern(CoreItem item) {
		return switch (item) {
			case CoreItem.Exported exported ->
				Objects.requireNonNull(this.instances[exported.instance()].export(exported.name()));
			case CoreItem.Lowered function -> this.lowered[function.slot()];
		};
	}

}
