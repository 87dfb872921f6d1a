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

	static String text(String keyword, String name, ItemKind kind, Map<String, FunctionType> functions,
			Map<String, ValueType> types) {
		return switch (kind) {
			case INTERFACE -> keyword + " " + name + ";";
			case FUNCTION -> keyword + " " + name + ": " + functions.get(name) + ";";
			case TYPE -> keyword + " type " + name + " = " + types.get(name) + ";";
			case COMPONENT -> keyword + " component " + name + ";";
			case CORE_MODULE -> keyword + " core module " + name + ";";
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
