package dev.theater.component;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.theater.component.type.FunctionType;
import dev.theater.component.type.Label;

/**
 * Puts components and the interfaces that a host offers together. Immutable and
 * thread-safe.
 */
public final class Linker {

	private final Map<String, HostInterface> interfaces;

	private final Map<String, HostInterface.Entry> functions;

	/** A linker that offers nothing. */
	public Linker() {
		this(Map.of(), Map.of());
	}

	private Linker(Map<String, HostInterface> interfaces, Map<String, HostInterface.Entry> functions) {
		this.interfaces = interfaces;
		this.functions = functions;
	}

	/**
	 * A linker that offers more.
	 * @param more interfaces; several versions of one are fine
	 * @return a new linker
	 * @throws IllegalArgumentException if a name is offered twice
	 */
	public Linker with(HostInterface... more) {
		return with(List.of(more));
	}

	/**
	 * A linker that offers more.
	 * @param more interfaces; several versions of one are fine
	 * @return a new linker
	 * @throws IllegalArgumentException if a name is offered twice
	 */
	public Linker with(List<HostInterface> more) {
		Map<String, HostInterface> all = new LinkedHashMap<>(this.interfaces);
		for (HostInterface each : more) {
			if (all.putIfAbsent(each.name(), each) != null) {
				throw new IllegalArgumentException("the interface " + each.name() + " is offered twice; once is right");
			}
		}
		return new Linker(Collections.unmodifiableMap(all), this.functions);
	}

	/**
	 * A linker that offers one function more, for components that import it by itself,
	 * outside of any interface.
	 * @param name its name, a label such as {@code print}
	 * @param type its type; the component must import it with an equal one
	 * @param function what it does
	 * @return a new linker
	 * @throws IllegalArgumentException if the name is no label, or offered before
	 */
	public Linker withFunction(String name, FunctionType type, HostFunction function) {
		if (!Label.isLabel(name)) {
			throw new IllegalArgumentException(
					"\"" + name + "\" is not a label, which is words joined by hyphens, such as \"print-line\"");
		}
		Map<String, HostInterface.Entry> all = new LinkedHashMap<>(this.functions);
		if (all.putIfAbsent(name, HostInterface.Entry.named(name, type, function)) != null) {
			throw new IllegalArgumentException("the function " + name + " is offered twice; once is right");
		}
		return new Linker(this.interfaces, Collections.unmodifiableMap(all));
	}

	/**
	 * Checks a component against the offered interfaces, once for all its instances.
	 * @param component the component
	 * @return the component, ready to be instantiated
	 * @throws LinkException if anything does not fit; it says everything that does not
	 */
	public LinkedComponent link(Component component) {
		return new LinkedComponent(component,
				new ImportCheck(this.interfaces, this.functions).check(component.importTypes()));
	}

}
