package dev.theater.component;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.theater.component.type.FunctionType;
import dev.theater.component.validation.ExternName;
import dev.theater.component.wit.Wit;
import dev.theater.component.wit.WitInterface;
import dev.theater.component.wit.WitWorld;
import org.jspecify.annotations.Nullable;

/** Worlds of WIT texts, connected with the host's interfaces. */
final class WitWorlds {

	private final List<String> problems = new ArrayList<>();

	private final Map<String, HostInterface> offered = new LinkedHashMap<>();

	private WitWorlds() {
	}

	static World world(Wit wit, String name, List<HostInterface> interfaces) {
		WitWorlds worlds = new WitWorlds();
		interfaces.forEach((each) -> worlds.offered.put(each.name(), each));
		return worlds.connect(wit, wit.world(name));
	}

	private World connect(Wit wit, WitWorld world) {
		World.Builder builder = World.builder().wit(wit);
		world.imports().forEach((name, item) -> {
			WitInterface type = interfaceOf("imports", name, item);
			HostInterface host = type != null ? InterfaceName.find(this.offered, name) : null;
			if (type == null) {
				return;
			}
			if (host != null) {
				compare(host, type);
				builder.imports(List.of(host));
			}
			else if (!type.functions().isEmpty()) {
				this.problems.add("it imports " + name + ", which is not among the interfaces: "
						+ (this.offered.isEmpty() ? "none" : String.join(", ", this.offered.keySet())));
			}
		});
		world.exports().forEach((name, item) -> {
			WitInterface type = interfaceOf("exports", name, item);
			if (type != null) {
				type.functions().forEach((function, functionType) -> builder.export(name, function, functionType));
			}
		});
		if (!this.problems.isEmpty()) {
			throw new IllegalArgumentException(
					"the world " + world.name() + " does not fit:\n  " + String.join("\n  ", this.problems));
		}
		return builder.build();
	}

	/** Core modules with canonical names have nothing outside of full interfaces. */
	private @Nullable WitInterface interfaceOf(String does, String name, WitWorld.Item item) {
		if (item instanceof WitWorld.Item.Interface type && ExternName.isInterface(name)) {
			return type.type();
		}
		this.problems.add("it " + does + " " + name + " outside of named interfaces; a core module cannot, make a"
				+ " component of it (wasm-tools component new)");
		return null;
	}

	private void compare(HostInterface host, WitInterface type) {
		Map<String, FunctionType> offers = host.functions();
		type.functions().forEach((name, wanted) -> {
			FunctionType offer = offers.get(name);
			if (!wanted.equals(offer)) {
				this.problems.add(type.name() + "." + name + " is " + wanted + " in the text; the host offers "
						+ (offer != null ? offer : "none"));
			}
		});
	}

}
