package dev.theater.component;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.theater.component.LinkException.Mismatch;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ValueType;
import dev.theater.component.validation.ExternName;
import dev.theater.component.validation.ItemType;
import dev.theater.component.validation.TypeDefinition;

/**
 * Compares what a component imports with what the host offers, and collects what differs.
 */
final class ImportCheck {

	/**
	 * A component can ask for very much that nobody offers, and each type is a text of
	 * thousands.
	 */
	private static final int MAX_MISMATCHES = 100;

	private final Map<String, HostInterface> offered;

	private final List<Mismatch> mismatches = new ArrayList<>();

	private final Map<String, HostInterface> found = new LinkedHashMap<>();

	private final HostInterface root;

	ImportCheck(Map<String, HostInterface> offered, Map<String, HostInterface.Entry> functions) {
		this.offered = offered;
		this.root = HostInterface.root(functions);
	}

	/** The host's interface for each imported name. */
	Map<String, HostInterface> check(Map<String, ItemType> imports) {
		imports.forEach(this::item);
		if (!this.mismatches.isEmpty()) {
			if (isFull()) {
				this.mismatches.add(new Mismatch("and more",
						"comparing stopped after the first " + MAX_MISMATCHES + " mismatches"));
			}
			throw new LinkException(this.mismatches);
		}
		this.found.put(this.root.name(), this.root);
		return this.found;
	}

	/** What to say about an interface that nobody offers. */
	static Mismatch unknown(String name, Collection<String> offered) {
		return new Mismatch(name, "is not offered by the host; offered are: " + names(offered)
				+ "; register a HostInterface of this name or grant it to the component");
	}

	static String names(Collection<String> names) {
		return names.isEmpty() ? "none" : String.join(", ", names);
	}

	private boolean isFull() {
		return this.mismatches.size() >= MAX_MISMATCHES;
	}

	private void item(String name, ItemType item) {
		if (isFull()) {
			return;
		}
		if (!ExternName.isInterface(name) && name.indexOf('=') >= 0) {
			mismatch(name, "imports that point at another component (url=, integrity=, locked-dep=, unlocked-dep=)"
					+ " are not supported; compose the components first");
			return;
		}
		switch (item) {
			case ItemType.Instance instance -> instance(name, instance.type().exports());
			case ItemType.Function function -> single(name, function.type());
			case ItemType.Type(TypeDefinition.Value value) -> {
				// a type that equals one the component spells out itself
			}
			case ItemType.Type type -> mismatch(name, "the import of " + type + " is not supported");
			case ItemType.Component component ->
				mismatch(name, "imports of components are not supported; compose the components first");
			case ItemType.CoreModule module ->
				mismatch(name, "imports of core modules are not supported; put the module into the component");
		}
	}

	private void single(String name, FunctionType wanted) {
		HostInterface.Entry entry = this.root.entries().get(name);
		if (entry == null) {
			mismatch(name,
					"the component imports the function by itself, " + wanted + "; functions that the host offers so"
							+ " are: " + names(this.root.entries().keySet()) + "; offer it with Linker.withFunction");
		}
		else if (!entry.type().equals(wanted)) {
			mismatch(name, "the component imports " + TypeText.of(wanted, Map.of()) + "; the host offers "
					+ TypeText.of(entry.type(), Map.of()) + TypeText.difference(wanted, entry.type()));
		}
	}

	private void instance(String name, Map<String, ItemType> wanted) {
		HostInterface host = InterfaceName.find(this.offered, name);
		if (host == null) {
			this.mismatches.add(unknown(name, this.offered.keySet()));
			return;
		}
		this.found.put(name, host);
		Map<String, ValueType> names = new LinkedHashMap<>();
		wanted.forEach((part, type) -> {
			if (type instanceof ItemType.Type(TypeDefinition.Value value)) {
				names.put(part, value.type());
			}
		});
		wanted.forEach((part, type) -> {
			if (isFull()) {
				return;
			}
			switch (type) {
				case ItemType.Function function -> function(host, name, part, function.type(), names);
				case ItemType.Type(TypeDefinition.Value value) -> type(host, name, part, value.type(), names);
				default -> mismatch(name + "." + part, "a " + type.sort() + " inside an interface is not supported");
			}
		});
	}

	private void function(HostInterface host, String name, String function, FunctionType wanted,
			Map<String, ValueType> names) {
		HostInterface.Entry entry = host.entries().get(function);
		if (entry == null) {
			mismatch(name + "." + function, "the component imports " + TypeText.of(wanted, names) + "; the host's "
					+ host.name() + " has no such function, only: " + names(host.entries().keySet()));
		}
		else if (!entry.type().equals(wanted)) {
			mismatch(name + "." + function,
					"the component imports " + TypeText.of(wanted, names) + "; " + of(host, name) + " offers "
							+ TypeText.of(entry.type(), host.types()) + TypeText.difference(wanted, entry.type()));
		}
	}

	private void type(HostInterface host, String name, String type, ValueType wanted, Map<String, ValueType> names) {
		ValueType offer = host.types().get(type);
		if (offer == null) {
			mismatch(name + "." + type, "the component imports the type " + TypeText.of(wanted, names) + "; the host's "
					+ host.name() + " declares no such type, only: " + names(host.types().keySet()));
		}
		else if (!offer.equals(wanted)) {
			mismatch(name + "." + type,
					"the component imports the type " + TypeText.of(wanted, names) + "; " + of(host, name)
							+ " declares " + TypeText.of(offer, host.types()) + TypeText.difference(wanted, offer));
		}
	}

	private static String of(HostInterface host, String name) {
		return host.name().equals(name) ? "the host" : "the host's " + host.name();
	}

	private void mismatch(String path, String problem) {
		this.mismatches.add(new Mismatch(path, problem));
	}

}
