package dev.theater.component;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.theater.component.binary.DefType;
import dev.theater.component.binary.Definition;
import dev.theater.component.binary.TypeReference;
import dev.theater.component.validation.ExternName;
import dev.theater.component.wit.Place;
import dev.theater.component.wit.WitBody;
import dev.theater.component.wit.WitDefinition;
import dev.theater.component.wit.WitFunction;
import dev.theater.component.wit.WitPrinter;
import dev.theater.component.wit.WitType;
import org.jspecify.annotations.Nullable;

/**
 * The WIT of a component: its world, and the interfaces that it imports and exports as far
 * as it mentions them. A type that was first seen in one interface and is exported by
 * another is one that the other uses.
 */
final class ComponentWit {

	/** The owner of types outside of interfaces. */
	private static final String WORLD = "";

	private final Map<WitNode.Type, Named> known = new HashMap<>();

	private final Map<String, Interface> interfaces = new LinkedHashMap<>();

	/** A type's name and whose it is. */
	private record Named(Interface owner, String name) {
	}

	/** An interface as far as it is collected, or the world. */
	private static final class Interface {

		private final String name;

		/** Whether others can use its types. */
		private final boolean usable;

		private final Map<String, WitDefinition> types = new LinkedHashMap<>();

		private final Map<String, WitFunction> functions = new LinkedHashMap<>();

		private final Map<WitNode.Type, WitType> written = new HashMap<>();

		/** Names that are still to come. */
		private final Set<String> reserved = new HashSet<>();

		private int invented;

		Interface(String name, boolean usable) {
			this.name = name;
			this.usable = usable;
		}

		WitBody body() {
			return WitBody.of(this.types, this.functions);
		}

		String invent(String hint) {
			String name = hint;
			while (this.types.containsKey(name) || this.reserved.contains(name)) {
				name = hint + "-v" + (++this.invented + 1);
			}
			return name;
		}

	}

	private ComponentWit() {
	}

	/** Prints a component, given without its code. */
	static String print(List<Definition> component) {
		try {
			return new ComponentWit().world(WitEvaluation.externs(component));
		}
		catch (WitEvaluation.WitTooLarge ex) {
			return "// too large to be shown: " + ex.getMessage() + "\n";
		}
	}

	private String world(List<WitNode.Extern> externs) {
		Interface world = new Interface(WORLD, false);
		Map<String, WitPrinter.Item> imports = new LinkedHashMap<>();
		Map<String, WitPrinter.Item> exports = new LinkedHashMap<>();
		for (WitNode.Extern each : externs) {
			(each.export() ? exports : imports).put(each.name(), item(world, each.name(), each.node()));
		}
		Map<String, WitBody> bodies = new LinkedHashMap<>();
		this.interfaces.forEach((name, body) -> bodies.put(name, body.body()));
		return WitPrinter.component(imports, exports, bodies);
	}

	private WitPrinter.Item item(Interface world, String name, WitNode node) {
		return switch (node) {
			case WitNode.Instance instance when ExternName.isInterface(name) -> {
				collect(this.interfaces.computeIfAbsent(name, (key) -> new Interface(key, true)), instance);
				yield new WitPrinter.Item.Interface();
			}
			case WitNode.Instance instance -> {
				Interface inline = new Interface(name, false);
				collect(inline, instance);
				yield new WitPrinter.Item.Inline(inline.body());
			}
			case WitNode.Function function -> new WitPrinter.Item.Function(function(world, name, function));
			case WitNode.Type type -> {
				define(world, name, type);
				yield new WitPrinter.Item.Type(world.types.get(name));
			}
			case WitNode.Component component -> new WitPrinter.Item.Unspeakable("a component");
			case WitNode.Other other -> new WitPrinter.Item.Unspeakable("a core module");
		};
	}

	/** Also adds to what an earlier import or export of the interface had. */
	private void collect(Interface into, WitNode.Instance instance) {
		into.reserved.addAll(instance.exports().keySet());
		instance.exports().forEach((name, node) -> {
			switch (node) {
				case WitNode.Type type -> define(into, name, type);
				case WitNode.Function function -> {
					if (!into.functions.containsKey(name)) {
						into.functions.put(name, function(into, name, function));
					}
				}
				default -> {
					// no interface of WIT has anything else
				}
			}
		});
	}

	private void define(Interface into, String name, WitNode.Type type) {
		if (!into.types.containsKey(name)) {
			Named origin = type.of != null ? find(type.of) : null;
			if (origin == null || (origin.owner() != into && !origin.owner().usable)) {
				into.types.put(name, definition(into, name, type));
			}
			else if (origin.owner() == into) {
				into.types.put(name, new WitDefinition.Alias(new WitType.Name(origin.name(), Place.NONE)));
			}
			else {
				into.types.put(name, new WitDefinition.Use(origin.owner().name, origin.name()));
			}
		}
		this.known.put(type, new Named(into, name));
	}

	/** The name under which a type, or what it is another name of, was first seen. */
	private @Nullable Named find(WitNode.Type type) {
		for (WitNode.@Nullable Type each = type; each != null; each = each.of) {
			Named named = this.known.get(each);
			if (named != null) {
				return named;
			}
		}
		return null;
	}

	private WitFunction function(Interface in, String name, WitNode.Function function) {
		List<WitDefinition.Labelled> params = new ArrayList<>();
		for (DefType.Labelled param : function.type().params()) {
			params.add(new WitDefinition.Labelled(param.name(),
					optional(in, name + "-" + param.name(), param.type(), function.scope())));
		}
		return new WitFunction(false, params,
				optional(in, name + "-result", function.type().result(), function.scope()));
	}

	private static WitNode.Type origin(WitNode.Type type) {
		WitNode.Type origin = type;
		while (origin.of != null) {
			origin = origin.of;
		}
		return origin;
	}

	private WitDefinition definition(Interface in, String name, WitNode.Type type) {
		WitNode.Type origin = origin(type);
		WitNode.Scope scope = origin.scope;
		if (scope == null) {
			return new WitDefinition.Resource(Place.NONE);
		}
		return switch (origin.definition) {
			case DefType.RecordOf fields -> new WitDefinition.RecordOf(labelled(in, name, fields.fields(), scope));
			case DefType.Variant cases -> new WitDefinition.Variant(labelled(in, name, cases.cases(), scope));
			case DefType.Flags flags -> new WitDefinition.Flags(flags.names());
			case DefType.Enumeration cases -> new WitDefinition.Enumeration(cases.cases());
			case DefType.Resource resource -> new WitDefinition.Resource(Place.NONE);
			case null, default -> new WitDefinition.Alias(anonymous(in, name, origin));
		};
	}

	private List<WitDefinition.Labelled> labelled(Interface in, String name, List<DefType.Labelled> parts,
			WitNode.Scope scope) {
		List<WitDefinition.Labelled> labelled = new ArrayList<>();
		for (DefType.Labelled part : parts) {
			labelled.add(new WitDefinition.Labelled(part.name(),
					optional(in, name + "-" + part.name(), part.type(), scope)));
		}
		return labelled;
	}

	private @Nullable WitType optional(Interface in, String hint, @Nullable TypeReference type, WitNode.Scope scope) {
		return type != null ? reference(in, hint, type, scope) : null;
	}

	private WitType reference(Interface in, String hint, TypeReference reference, WitNode.Scope scope) {
		return switch (reference) {
			case TypeReference.Primitive primitive -> new WitType.Primitive(primitive.type());
			case TypeReference.Index index -> {
				WitNode.Type type = (WitNode.Type) scope.types.get((int) index.index());
				WitType written = in.written.get(type);
				if (written == null) {
					written = write(in, hint, type);
					in.written.put(type, written);
				}
				yield written;
			}
		};
	}

	private WitType write(Interface in, String hint, WitNode.Type type) {
		Named named = find(type);
		if (named != null && named.owner() == in) {
			return new WitType.Name(named.name(), Place.NONE);
		}
		if (named != null && named.owner().usable) {
			String name = in.invent(named.name());
			in.types.put(name, new WitDefinition.Use(named.owner().name, named.name()));
			return new WitType.Name(name, Place.NONE);
		}
		return anonymous(in, hint, origin(type));
	}

	/** Types without a name; those that WIT cannot say without one are given one. */
	private WitType anonymous(Interface in, String hint, WitNode.Type type) {
		WitNode.Scope scope = type.scope;
		DefType definition = type.definition;
		if (scope == null || definition == null) {
			return new WitType.Unsupported("resources", hint, Place.NONE);
		}
		return switch (definition) {
			case DefType.Primitive primitive -> new WitType.Primitive(primitive.type());
			case DefType.ListOf list -> new WitType.ListOf(reference(in, hint, list.element(), scope));
			case DefType.Option option -> new WitType.Option(reference(in, hint, option.some(), scope));
			case DefType.Result result -> new WitType.Result(optional(in, hint, result.ok(), scope),
					optional(in, hint + "-error", result.err(), scope));
			case DefType.Tuple tuple -> {
				List<WitType> items = new ArrayList<>();
				tuple.items().forEach((item) -> items.add(reference(in, hint, item, scope)));
				yield new WitType.Tuple(items);
			}
			case DefType.RecordOf record -> invented(in, hint, type);
			case DefType.Variant variant -> invented(in, hint, type);
			case DefType.Flags flags -> invented(in, hint, type);
			case DefType.Enumeration enumeration -> invented(in, hint, type);
			default -> new WitType.Unsupported("resources", "own<" + hint + ">", Place.NONE);
		};
	}

	private WitType invented(Interface in, String hint, WitNode.Type type) {
		String name = in.invent(hint);
		in.types.put(name, new WitDefinition.Flags(List.of()));
		in.types.put(name, definition(in, name, type));
		return new WitType.Name(name, Place.NONE);
	}

}
