package dev.theater.component;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.theater.component.Plan.FunctionItem;

/**
 * A component whose imports have been found and checked. Immutable and thread-safe;
 * instantiating it is cheap.
 */
public final class LinkedComponent {

	private final Component component;

	private final Map<String, HostInterface> imports;

	private final Map<String, Map<String, FunctionItem>> exportedInterfaces = new LinkedHashMap<>();

	private final Map<String, FunctionItem> exportedFunctions = new LinkedHashMap<>();

	LinkedComponent(Component component, Map<String, HostInterface> imports) {
		this.component = component;
		this.imports = Map.copyOf(imports);
		component.plan().exports().forEach((name, item) -> {
			if (item instanceof FunctionItem function) {
				this.exportedFunctions.put(name, function);
			}
			else if (item instanceof Plan.InstanceItem instance) {
				this.exportedInterfaces.put(name, functions(instance));
			}
		});
	}

	private static Map<String, FunctionItem> functions(Plan.InstanceItem instance) {
		Map<String, FunctionItem> functions = new LinkedHashMap<>();
		instance.items().forEach((name, item) -> {
			if (item instanceof FunctionItem function) {
				functions.put(name, function);
			}
		});
		return functions;
	}

	/**
	 * The component.
	 * @return as it was linked
	 */
	public Component component() {
		return this.component;
	}

	/**
	 * Makes an instance and runs what the component's modules run at their start.
	 * @param options what it may use
	 * @return the instance, for one thread at a time
	 * @throws TrapException if the guest is stopped meanwhile, by a limit for instance
	 * @throws LinkException if core modules do not fit each other
	 */
	public ComponentInstance instantiate(InstanceOptions options) {
		return new Instantiation(this, options).run();
	}

	/** What instances export, by interface and name. */
	Map<String, Map<String, FunctionItem>> exportedInterfaces() {
		return this.exportedInterfaces;
	}

	/** What instances export outside any interface. */
	Map<String, FunctionItem> exportedFunctions() {
		return this.exportedFunctions;
	}

	/** The host's function for one that the component imports. */
	HostFunction hostFunction(FunctionItem.Imported function) {
		HostInterface host = this.imports.get(function.interfaceName());
		HostInterface.Entry entry = host != null ? host.entries().get(function.function()) : null;
		if (entry == null) {
			throw new IllegalStateException("linking let " + function.interfaceName() + "." + function.function()
					+ " pass, which the host does not have");
		}
		return entry.function();
	}

}
