package dev.theater.component;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.theater.component.type.BorrowType;
import dev.theater.component.type.EnumType;
import dev.theater.component.type.FlagsType;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.Label;
import dev.theater.component.type.ListType;
import dev.theater.component.type.OptionType;
import dev.theater.component.type.OwnType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.RecordType;
import dev.theater.component.type.ResultType;
import dev.theater.component.type.TupleType;
import dev.theater.component.type.VariantType;
import dev.theater.component.validation.ComponentType;
import dev.theater.component.validation.ExternName;
import dev.theater.component.validation.ItemType;
import dev.theater.component.validation.TypeDefinition;
import dev.theater.component.wit.Place;
import dev.theater.component.wit.WitBody;
import dev.theater.component.wit.WitDefinition;
import dev.theater.component.wit.WitFunction;
import dev.theater.component.wit.WitPrinter;
import dev.theater.component.wit.WitType;
import org.jspecify.annotations.Nullable;

/**
 * The WIT of a component: its world, and the interfaces that it imports and exports as
 * far as it mentions them. A type that was first seen in one interface and is exported by
 * another is one that the other uses.
 */
final class ComponentWit {

	private final Map<TypeDefinition, Named> known = new HashMap<>();

	private final Map<String, Interface> interfaces = new LinkedHashMap<>();

	/** A type's name and whose it is. */
	private record Named(Interface owner, String name) {
	}

	/** An interface as far as it is collected, or what stands outside of interfaces. */
	private static final class Interface {

		private final String name;

		/** Whether others can use its types. */
		private final boolean usable;

		private final Map<String, WitDefinition> types = new LinkedHashMap<>();

		private final Map<String, WitFunction> functions = new LinkedHashMap<>();

		private final Map<TypeDefinition, WitType> written = new HashMap<>();

		/** Names that are still to come. */
		private final Set<String> reserved = new HashSet<>();

		Interface(String name, boolean usable) {
			this.name = name;
			this.usable = usable;
		}

		WitBody body() {
			return WitBody.of(this.types, this.functions);
		}

		String invent(String hint) {
			String name = hint;
			for (int i = 2; this.types.containsKey(name) || this.reserved.contains(name); i++) {
				name = hint + "-v" + i;
			}
			return name;
		}

	}

	private ComponentWit() {
	}

	static String print(ComponentType component) {
		return new ComponentWit().world(component);
	}

	private String world(ComponentType component) {
		Interface world = new Interface("", false);
		world.reserved.addAll(component.imports().keySet());
		world.reserved.addAll(component.exports().keySet());
		Map<String, WitPrinter.Item> imports = new LinkedHashMap<>();
		Map<String, WitPrinter.Item> exports = new LinkedHashMap<>();
		component.imports().forEach((name, item) -> imports.put(name, item(world, name, item)));
		component.exports().forEach((name, item) -> exports.put(name, item(world, name, item)));
		world.types.forEach((name, type) -> imports.putIfAbsent(name, new WitPrinter.Item.Type(type)));
		Map<String, WitBody> bodies = new LinkedHashMap<>();
		this.interfaces.forEach((name, body) -> bodies.put(name, body.body()));
		return WitPrinter.component(imports, exports, bodies);
	}

	private WitPrinter.Item item(Interface world, String name, ItemType item) {
		return switch (item) {
			case ItemType.Instance instance when ExternName.isInterface(name) -> {
				collect(this.interfaces.computeIfAbsent(name, (key) -> new Interface(key, true)), instance);
				yield new WitPrinter.Item.Interface();
			}
			case ItemType other when !Label.isLabel(name) -> new WitPrinter.Item.Unspeakable(other.sort().toString());
			case ItemType.Instance instance -> {
				Interface inline = new Interface(name, false);
				collect(inline, instance);
				yield new WitPrinter.Item.Inline(inline.body());
			}
			case ItemType.Function function ->
				new WitPrinter.Item.Function(function(world, name, function.definition()));
			case ItemType.Type type -> {
				define(world, name, type.definition());
				yield new WitPrinter.Item.Type(Objects.requireNonNull(world.types.get(name)));
			}
			case ItemType.Component component -> new WitPrinter.Item.Unspeakable("a component");
			case ItemType.CoreModule module -> new WitPrinter.Item.Unspeakable("a core module");
		};
	}

	/** Also adds to what an earlier import or export of the interface had. */
	private void collect(Interface into, ItemType.Instance instance) {
		into.reserved.addAll(instance.type().exports().keySet());
		instance.type().exports().forEach((name, item) -> {
			if (item instanceof ItemType.Type type) {
				define(into, name, type.definition());
			}
			else if (item instanceof ItemType.Function function && !into.functions.containsKey(name)) {
				into.functions.put(name, function(into, name, function.definition()));
			}
		});
	}

	private void define(Interface into, String name, TypeDefinition definition) {
		if (!into.types.containsKey(name)) {
			Named origin = find(definition.origin());
			if (origin != null && origin.owner() == into) {
				into.types.put(name, new WitDefinition.Alias(new WitType.Name(origin.name(), Place.NONE)));
			}
			else if (origin != null && origin.owner().usable) {
				into.types.put(name, new WitDefinition.Use(origin.owner().name, origin.name()));
			}
			else if (definition instanceof TypeDefinition.Value value) {
				into.types.put(name, spelledOut(into, name, value));
			}
			else {
				into.types.put(name, new WitDefinition.Resource(Place.NONE));
			}
		}
		this.known.put(definition, new Named(into, name));
	}

	/** The name under which a type, or what it is another name of, was first seen. */
	private @Nullable Named find(@Nullable TypeDefinition definition) {
		for (TypeDefinition each = definition; each != null; each = each.origin()) {
			Named named = this.known.get(each);
			if (named != null) {
				return named;
			}
		}
		return null;
	}

	private WitFunction function(Interface in, String name, TypeDefinition.Function definition) {
		Iterator<TypeDefinition.Value> parts = definition.parts().iterator();
		List<WitDefinition.Labelled> params = new ArrayList<>();
		for (FunctionType.Param param : definition.type().params()) {
			params.add(new WitDefinition.Labelled(param.name(), write(in, name + "-" + param.name(), parts.next())));
		}
		return new WitFunction(false, params, parts.hasNext() ? write(in, name + "-result", parts.next()) : null);
	}

	private WitDefinition spelledOut(Interface in, String name, TypeDefinition.Value definition) {
		Iterator<TypeDefinition.Value> parts = definition.parts().iterator();
		return switch (definition.type()) {
			case RecordType record -> {
				List<WitDefinition.Labelled> fields = new ArrayList<>();
				for (RecordType.Field field : record.fields()) {
					fields.add(new WitDefinition.Labelled(field.name(),
							write(in, name + "-" + field.name(), parts.next())));
				}
				yield new WitDefinition.RecordOf(fields);
			}
			case VariantType variant -> {
				List<WitDefinition.Labelled> cases = new ArrayList<>();
				for (VariantType.Case each : variant.cases()) {
					cases.add(new WitDefinition.Labelled(each.name(),
							each.payload() != null ? write(in, name + "-" + each.name(), parts.next()) : null));
				}
				yield new WitDefinition.Variant(cases);
			}
			case EnumType enumeration -> new WitDefinition.Enumeration(enumeration.cases());
			case FlagsType flags -> new WitDefinition.Flags(flags.names());
			default -> new WitDefinition.Alias(anonymous(in, name, definition));
		};
	}

	private WitType write(Interface in, String hint, TypeDefinition.Value definition) {
		WitType written = in.written.get(definition);
		if (written == null) {
			written = named(in, hint, definition);
			in.written.put(definition, written);
		}
		return written;
	}

	private WitType named(Interface in, String hint, TypeDefinition.Value definition) {
		Named named = find(definition);
		if (named != null && named.owner() == in) {
			return new WitType.Name(named.name(), Place.NONE);
		}
		if (named != null && named.owner().usable) {
			String name = in.invent(named.name());
			in.types.put(name, new WitDefinition.Use(named.owner().name, named.name()));
			return new WitType.Name(name, Place.NONE);
		}
		return anonymous(in, hint, definition);
	}

	/** Types without a name; those that WIT cannot say without one are given one. */
	private WitType anonymous(Interface in, String hint, TypeDefinition.Value definition) {
		List<TypeDefinition.Value> parts = definition.parts();
		return switch (definition.type()) {
			case PrimitiveType primitive -> new WitType.Primitive(primitive);
			case ListType list -> new WitType.ListOf(write(in, hint, parts.get(0)));
			case OptionType option -> new WitType.Option(write(in, hint, parts.get(0)));
			case ResultType result -> {
				Iterator<TypeDefinition.Value> sides = parts.iterator();
				WitType ok = result.ok() != null ? write(in, hint, sides.next()) : null;
				yield new WitType.Result(ok, result.err() != null ? write(in, hint + "-error", sides.next()) : null);
			}
			case TupleType tuple -> {
				List<WitType> items = new ArrayList<>();
				parts.forEach((part) -> items.add(write(in, hint, part)));
				yield new WitType.Tuple(items);
			}
			case OwnType own -> handle(definition, "", "");
			case BorrowType borrow -> handle(definition, "borrow<", ">");
			case RecordType record -> invented(in, hint, definition);
			case VariantType variant -> invented(in, hint, definition);
			case EnumType enumeration -> invented(in, hint, definition);
			case FlagsType flags -> invented(in, hint, definition);
		};
	}

	private WitType handle(TypeDefinition.Value definition, String before, String after) {
		Named named = find(definition.resource());
		return new WitType.Unsupported("resources", before + (named != null ? named.name() : "_") + after, Place.NONE);
	}

	private WitType invented(Interface in, String hint, TypeDefinition.Value definition) {
		String name = in.invent(hint);
		in.reserved.add(name);
		in.types.put(name, spelledOut(in, name, definition));
		return new WitType.Name(name, Place.NONE);
	}

}
