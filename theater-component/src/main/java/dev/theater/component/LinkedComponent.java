package dev.theater.component;

import java.util.Map;

/**
 * A component whose imports have been found and checked. Immutable and thread-safe;
 * instantiating it is cheap.
 */
public final class LinkedComponent {

	private final Component component;

	private final Map<String, HostInterface> imports;

	LinkedComponent(Component component, Map<String, HostInterface> imports) {
		this.component = component;
		this.imports = Map.copyOf(imports);
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
	 * @throws TrapException if the guest is stopped meanwhile
	 * @throws LinkException if core modules do not fit each other
	 */
	public ComponentInstance instantiate(InstanceOptions options) {
		return new Instantiation(this, options).run();
	}

	/** The host's function for one that the component imports. */
	HostFunction hostFunction(Plan.FunctionItem.Imported function) {
		HostInterface host = this.imports.get(function.interfaceName());
		HostInterface.Entry entry = host != null ? host.entries().get(function.function()) : null;
		if (entry == null) {
			throw new IllegalStateException("linking let " + function.interfaceName() + "." + function.function()
					+ " pass, which the host does not have");
		}
		return entry.function();
	}

}
