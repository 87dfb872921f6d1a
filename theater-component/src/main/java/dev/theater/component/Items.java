package dev.theater.component;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ValueType;
import dev.theater.component.validation.ItemType;
import dev.theater.component.validation.TypeDefinition;

/** Turns the validator's item types into what callers are shown. */
final class Items {

	private Items() {
	}

	static List<ComponentImport> imports(Map<String, ItemType> items) {
		List<ComponentImport> imports = new ArrayList<>();
		items.forEach((name, item) -> imports
			.add(new ComponentImport(name, kind(item), functions(name, item), types(name, item))));
		return List.copyOf(imports);
	}

	static List<ComponentExport> exports(Map<String, ItemType> items) {
		List<ComponentExport> exports = new ArrayList<>();
		items.forEach((name, item) -> exports
			.add(new ComponentExport(name, kind(item), functions(name, item), types(name, item))));
		return List.copyOf(exports);
	}

	static String text(String word, String name, ItemKind kind, Map<String, FunctionType> functions,
			Map<String, ValueType> types) {
		return word + switch (kind) {
			case INTERFACE -> {
				List<String> parts = new ArrayList<>();
				types.forEach((part, type) -> parts.add("type " + part + " = " + type));
				functions.forEach((part, type) -> parts.add(part + ": " + type));
				yield name + (parts.isEmpty() ? " {}" : " { " + String.join("; ", parts) + " }");
			}
			case FUNCTION -> name + ": " + functions.get(name);
			case TYPE -> "type " + name + (types.containsKey(name) ? " = " + types.get(name) : "");
			case COMPONENT -> "component " + name;
			case CORE_MODULE -> "core module " + name;
		};
	}

	private static ItemKind kind(ItemType item) {
		return switch (item) {
			case ItemType.Instance instance -> ItemKind.INTERFACE;
			case ItemType.Function function -> ItemKind.FUNCTION;
			case ItemType.Type type -> ItemKind.TYPE;
			case ItemType.Component component -> ItemKind.COMPONENT;
			case ItemType.CoreModule module -> ItemKind.CORE_MODULE;
		};
	}

	private static Map<String, FunctionType> functions(String name, ItemType item) {
		Map<String, FunctionType> functions = new LinkedHashMap<>();
		parts(name, item).forEach((part, type) -> {
			if (type instanceof ItemType.Function function) {
				functions.put(part, function.type());
			}
		});
		return Collections.unmodifiableMap(functions);
	}

	private static Map<String, ValueType> types(String name, ItemType item) {
		Map<String, ValueType> types = new LinkedHashMap<>();
		parts(name, item).forEach((part, type) -> {
			if (type instanceof ItemType.Type(TypeDefinition.Value value)) {
				types.put(part, value.type());
			}
		});
		return Collections.unmodifiableMap(types);
	}

	private static Map<String, ItemType> parts(String name, ItemType item) {
		return item instanceof ItemType.Instance instance ? instance.type().exports() : Map.of(name, item);
	}

}
