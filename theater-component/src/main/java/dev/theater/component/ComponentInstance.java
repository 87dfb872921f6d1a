package dev.theater.component;

import java.util.Map;
import java.util.Optional;

import dev.theater.component.Plan.FunctionItem;
import dev.theater.component.abi.LiftedFunction;
import dev.theater.component.abi.PassedFunction;
import dev.theater.component.wasm.WasmStore;
import dev.theater.component.wasm.WasmTrap;
import org.jspecify.annotations.Nullable;

/**
 * An instance of a component: its memories, its state, its exports. For one thread at a
 * time. After a trap it refuses every call; make a new one.
 */
public final class ComponentInstance {

	private final LinkedComponent linked;

	private final WasmStore store;

	private final HostContext context;

	private final LiftedFunction[] lifted;

	private boolean trapped;

	ComponentInstance(LinkedComponent linked, WasmStore store, HostContext context, LiftedFunction[] lifted) {
		this.linked = linked;
		this.store = store;
		this.context = context;
		this.lifted = lifted;
	}

	/**
	 * An exported function. Look it up once and keep it.
	 * @param interfaceName the interface, found exactly or by a compatible version
	 * @param function the function
	 * @return the function, empty where there is none
	 */
	public Optional<ExportedFunction> function(String interfaceName, String function) {
		Map<String, FunctionItem> members = InterfaceName.find(this.linked.exportedInterfaces(), interfaceName);
		return Optional.ofNullable(members != null ? members.get(function) : null).map(this::exported);
	}

	/**
	 * A function that is exported by itself, outside any interface.
	 * @param function the function
	 * @return the function, empty where there is none
	 */
	public Optional<ExportedFunction> function(String function) {
		return Optional.ofNullable(this.linked.exportedFunctions().get(function)).map(this::exported);
	}

	/**
	 * An exported function that must be there. Look it up once and keep it.
	 * @param interfaceName the interface, found exactly or by a compatible version
	 * @param function the function
	 * @return the function
	 * @throws IllegalArgumentException if the component does not export it; the message
	 * names what it does export
	 */
	public ExportedFunction requireFunction(String interfaceName, String function) {
		return function(interfaceName, function).orElseThrow(() -> {
			Map<String, FunctionItem> members = InterfaceName.find(this.linked.exportedInterfaces(), interfaceName);
			return new IllegalArgumentException(members != null
					? "the interface " + interfaceName + " has no function \"" + function + "\", only: "
							+ ImportCheck.names(members.keySet())
					: "the component exports no interface \"" + interfaceName + "\", only: "
							+ ImportCheck.names(this.linked.exportedInterfaces().keySet()));
		});
	}

	/**
	 * A function that is exported by itself, outside any interface, and must be there.
	 * @param function the function
	 * @return the function
	 * @throws IllegalArgumentException if the component does not export it; the message
	 * names what it does export
	 */
	public ExportedFunction requireFunction(String function) {
		return function(function)
			.orElseThrow(() -> new IllegalArgumentException("the component exports no function \"" + function
					+ "\" outside of interfaces, only: " + ImportCheck.names(this.linked.exportedFunctions().keySet())
					+ "; its interfaces: " + ImportCheck.names(this.linked.exportedInterfaces().keySet())));
	}

	/**
	 * The present size of all linear memories.
	 * @return bytes
	 */
	public long memoryBytes() {
		return this.store.memoryBytes();
	}

	/**
	 * Whether a trap has ended the instance.
	 * @return true when every further call will be refused
	 */
	public boolean hasTrapped() {
		return this.trapped;
	}

	/**
	 * Gives back what it holds of a shared budget; every further call is refused. To be
	 * called when none is running, by a thread that has seen the last one's end. An
	 * instance without a shared budget need not be closed.
	 */
	public void close() {
		this.trapped = true;
		this.store.close();
	}

	private ExportedFunction exported(FunctionItem item) {
		return switch (item) {
			case FunctionItem.Lifted guest -> new ExportedFunction(this, guest.type(), this.lifted[guest.slot()]::call);
			case FunctionItem.Imported host -> new ExportedFunction(this, host.type(), reExported(host));
		};
	}

	/** A host function that the component passes on: no guest is on the way. */
	private ExportedFunction.Target reExported(FunctionItem.Imported host) {
		HostFunction function = this.linked.hostFunction(host);
		return new PassedFunction(host.type(), this.linked.component().codecs(),
				(arguments) -> function.call(this.context, arguments))::call;
	}

	/** Calls a function of this instance. */
	@Nullable Object call(ExportedFunction.Target target, Object[] arguments) {
		if (this.trapped) {
			throw new TrapException(new WasmTrap(WasmTrap.Reason.REENTRY,
					"cannot enter component instance: it has trapped before; make a new instance"));
		}
		try {
			return target.call(arguments);
		}
		catch (WasmTrap trap) {
			this.trapped = true;
			throw new TrapException(trap);
		}
	}

}
