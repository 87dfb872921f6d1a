package dev.theater.component.wit;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.theater.component.type.FunctionType;
import org.jspecify.annotations.Nullable;

/** Resolves one world, and the worlds that it includes. */
final class WorldResolver {

	/** How deep worlds may include each other. */
	private static final int MAX_DEPTH = 50;

	/** How many worlds one world may include, directly and indirectly. */
	private static final int MAX_INCLUDES = 1_000;

	private final Resolution resolution;

	private final Catalog catalog;

	private final Set<String> open = new LinkedHashSet<>();

	private int includes;

	private @Nullable WitException refusal;

	WorldResolver(Resolution resolution, Catalog catalog) {
		this.resolution = resolution;
		this.catalog = catalog;
	}

	/** The two sides of a world, as far as they are read. */
	private record Sides(Map<String, WitWorld.Item> imports, Map<String, WitWorld.Item> exports) {

		Map<String, WitWorld.Item> side(boolean export) {
			return export ? this.exports : this.imports;
		}

	}

	Resolution.Answer<WitWorld> resolve(Catalog.World world) {
		Sides sides = sides(world, world.syntax().name().place());
		if (this.refusal != null) {
			return new Resolution.Answer<>(null, this.refusal);
		}
		return new Resolution.Answer<>(
				new WitWorld(world.fullName(), this.catalog.docsOf(world.fullName()), sides.imports(), sides.exports()),
				null);
	}

	private Sides sides(Catalog.World world, Place place) {
		if (!this.open.add(world.fullName())) {
			throw new WitException(place, "worlds that include each other in a circle: " + String.join(" → ", this.open)
					+ " → " + world.fullName());
		}
		if (this.open.size() > MAX_DEPTH || ++this.includes > MAX_INCLUDES) {
			throw new WitException(place,
					"worlds that include each other more than " + MAX_DEPTH + " deep or " + MAX_INCLUDES + " times");
		}
		Scope scope = new Scope(world.fullName(), world.packageName(), world.aliases());
		this.catalog.items(scope, world.syntax().items());
		answer(this.resolution.resolve(scope, ""));
		Sides sides = new Sides(new LinkedHashMap<>(), new LinkedHashMap<>());
		for (Syntax.Item item : world.syntax().items()) {
			if (this.catalog.isOpen(item.gate(), world.packageName())) {
				add(sides, scope, item);
			}
		}
		this.open.remove(world.fullName());
		return sides;
	}

	private void add(Sides sides, Scope scope, Syntax.Item item) {
		switch (item) {
			case Syntax.ExternPath extern -> {
				Scope found = this.catalog.find(extern.path(), scope.packageName, scope.aliases);
				WitInterface type = answer(this.resolution.interfaces().get(found.name));
				if (type != null) {
					sides.side(extern.export()).put(found.name, new WitWorld.Item.Interface(type));
				}
			}
			case Syntax.ExternFunction extern -> {
				FunctionType type = answer(this.resolution.resolve(scope, extern));
				requireNew(sides, extern.export(), extern.name());
				if (type != null) {
					sides.side(extern.export()).put(extern.name().text(), new WitWorld.Item.Function(type));
				}
			}
			case Syntax.ExternInterface extern -> {
				Syntax.Name name = extern.body().name();
				requireNew(sides, extern.export(), name);
				Scope inner = new Scope(name.text(), scope.packageName, scope.aliases);
				this.catalog.items(inner, extern.body().items());
				WitInterface type = answer(this.resolution.resolve(inner, extern.body().docs()));
				if (type != null) {
					sides.side(extern.export()).put(name.text(), new WitWorld.Item.Interface(type));
				}
			}
			case Syntax.Include include -> include(sides, scope, include);
			default -> {
				// types, which the scope has
			}
		}
	}

	private void include(Sides sides, Scope scope, Syntax.Include include) {
		Catalog.World world = this.catalog.findWorld(include.path(), scope.packageName, scope.aliases);
		Sides included = sides(world, include.path().place());
		Map<String, Syntax.Name> renamed = new HashMap<>();
		for (Syntax.Renamed each : include.renamed()) {
			String name = each.original().text();
			if (!included.imports().containsKey(name) && !included.exports().containsKey(name)
					&& this.refusal == null) {
				Set<String> known = new LinkedHashSet<>(included.imports().keySet());
				known.addAll(included.exports().keySet());
				throw new WitException(each.original().place(), "'" + name + "' is no import or export of "
						+ world.fullName() + "; " + Suggestion.among(name, known));
			}
			renamed.put(name, each.name());
		}
		for (boolean export : List.of(false, true)) {
			included.side(export).forEach((name, item) -> {
				Syntax.Name other = renamed.get(name);
				boolean plain = name.indexOf(':') < 0;
				Syntax.Name target = other != null ? other : new Syntax.Name(name, include.path().place());
				if (plain) {
					requireNew(sides, export, target);
				}
				sides.side(export).put(plain ? target.text() : name, item);
			});
		}
	}

	private static void requireNew(Sides sides, boolean export, Syntax.Name name) {
		if (sides.side(export).containsKey(name.text())) {
			throw new WitException(name.place(), "the " + (export ? "export" : "import") + " '" + name.text()
					+ "' twice; of an included world it can be renamed: with { " + name.text() + " as other }");
		}
	}

	private <T> @Nullable T answer(Resolution.@Nullable Answer<T> answer) {
		if (answer == null) {
			return null;
		}
		this.refusal = this.refusal != null ? this.refusal : answer.refusal();
		return answer.value();
	}

}
