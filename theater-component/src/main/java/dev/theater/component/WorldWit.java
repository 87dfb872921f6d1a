package dev.theater.component;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import dev.theater.component.type.FunctionType;
import dev.theater.component.wit.WitBody;
import dev.theater.component.wit.WitDefinition;
import dev.theater.component.wit.WitFunction;
import dev.theater.component.wit.WitPrinter;
import dev.theater.component.wit.WitType;
import org.jspecify.annotations.Nullable;

/**
 * The WIT of a core module: the functions that it imports and exports, and the types that
 * they mention, with the names that its world has for them.
 */
final class WorldWit {

	private final World world;

	private final Map<String, WitBody> sources = new LinkedHashMap<>();

	/** The names of types and functions that are shown of each interface. */
	private final Map<String, Set<String>> shown = new LinkedHashMap<>();

	private final Deque<Wanted> wanted = new ArrayDeque<>();

	/** A type that something mentions. */
	private record Wanted(String interfaceName, String type) {
	}

	private WorldWit(World world) {
		this.world = world;
	}

	static String print(World world, Map<String, Map<String, FunctionType>> imports,
			Map<String, Map<String, FunctionType>> exports) {
		return new WorldWit(world).print(imports, exports);
	}

	private String print(Map<String, Map<String, FunctionType>> imports,
			Map<String, Map<String, FunctionType>> exports) {
		imports.forEach(this::show);
		exports.forEach(this::show);
		while (!this.wanted.isEmpty()) {
			Wanted next = this.wanted.remove();
			if (names(next.interfaceName()).add(next.type())) {
				want(next.interfaceName(), source(next.interfaceName(), null).types().get(next.type()));
			}
		}
		Map<String, WitPrinter.Item> importItems = new LinkedHashMap<>();
		Map<String, WitPrinter.Item> exportItems = new LinkedHashMap<>();
		Map<String, WitBody> bodies = new LinkedHashMap<>();
		this.shown.keySet().forEach((name) -> {
			if (!imports.containsKey(name) && !exports.containsKey(name)) {
				importItems.put(name, new WitPrinter.Item.Interface());
				bodies.put(name, body(name));
			}
		});
		imports.keySet().forEach((name) -> importItems.put(name, new WitPrinter.Item.Interface()));
		exports.keySet().forEach((name) -> exportItems.put(name, new WitPrinter.Item.Interface()));
		imports.keySet().forEach((name) -> bodies.put(name, body(name)));
		exports.keySet().forEach((name) -> bodies.put(name, body(name)));
		return WitPrinter.component(importItems, exportItems, bodies);
	}

	private void show(String interfaceName, Map<String, FunctionType> functions) {
		WitBody source = source(interfaceName, functions);
		for (String name : functions.keySet()) {
			WitFunction function = source.functions().get(name);
			if (function != null) {
				names(interfaceName).add(name);
				function.params().forEach((param) -> want(interfaceName, param.type()));
				want(interfaceName, function.result());
			}
		}
	}

	private Set<String> names(String interfaceName) {
		return this.shown.computeIfAbsent(interfaceName, (key) -> new LinkedHashSet<>());
	}

	/** What the world knows of an interface, else what the functions' types tell. */
	private WitBody source(String interfaceName, @Nullable Map<String, FunctionType> functions) {
		WitBody known = this.sources.get(interfaceName);
		if (known == null) {
			known = this.world.witOf(interfaceName);
			if (known == null || (functions != null && !known.functions().keySet().containsAll(functions.keySet()))) {
				known = WitBody.ofTypes(Map.of(), functions != null ? functions : Map.of());
			}
			this.sources.put(interfaceName, known);
		}
		return known;
	}

	private void want(String interfaceName, @Nullable WitDefinition definition) {
		switch (definition) {
			case WitDefinition.Alias alias -> want(interfaceName, alias.type());
			case WitDefinition.RecordOf fields -> fields.fields().forEach((each) -> want(interfaceName, each.type()));
			case WitDefinition.Variant cases -> cases.cases().forEach((each) -> want(interfaceName, each.type()));
			case WitDefinition.Use use -> this.wanted.add(new Wanted(use.interfaceName(), use.type()));
			case null, default -> {
				// mentions nothing
			}
		}
	}

	private void want(String interfaceName, @Nullable WitType type) {
		switch (type) {
			case WitType.Name name -> this.wanted.add(new Wanted(interfaceName, name.name()));
			case WitType.ListOf list -> want(interfaceName, list.element());
			case WitType.Option option -> want(interfaceName, option.some());
			case WitType.Result result -> {
				want(interfaceName, result.ok());
				want(interfaceName, result.err());
			}
			case WitType.Tuple tuple -> tuple.items().forEach((item) -> want(interfaceName, item));
			case null, default -> {
				// mentions nothing
			}
		}
	}

	private WitBody body(String interfaceName) {
		WitBody source = source(interfaceName, null);
		Set<String> names = names(interfaceName);
		Map<String, WitDefinition> types = new LinkedHashMap<>(source.types());
		types.keySet().retainAll(names);
		Map<String, WitFunction> functions = new LinkedHashMap<>(source.functions());
		functions.keySet().retainAll(names);
		return new WitBody(types, functions, source.docs());
	}

}
