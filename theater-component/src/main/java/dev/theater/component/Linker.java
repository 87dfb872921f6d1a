package dev.theater.component;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts components and the interfaces that a host offers together. Immutable and
 * thread-safe.
 */
public final class Linker {

	private final Map<String, HostInterface> interfaces;

	/** A linker that offers nothing. */
	public Linker() {
		this(Map.of());
	}

	private Linker(Map<String, HostInterface> interfaces) {
		this.interfaces = interfaces;
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
		return new Linker(Collections.unmodifiableMap(all));
	}

	/**
	 * Checks a component against the offered interfaces, once for all its instances.
	 * @param component the component
	 * @return the component, ready to be instantiated
	 * @throws LinkException if anything does not fit; it says everything that does not
	 */
	public LinkedComponent link(Component component) {
		return new LinkedComponent(component, new ImportCheck(this.interfaces).check(component.importTypes()));
	}

}
