package dev.theater.component.wit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * All interfaces and worlds of the given packages by their full names. Texts of one
 * folder are one package; only names of interfaces given by a {@code use} belong to a
 * text alone.
 */
final class Catalog {

	/** A world before its items are resolved. */
	record World(String fullName, PackageName packageName, Map<String, Syntax.Path> aliases, Syntax.World syntax) {
	}

	private final Map<String, Scope> interfaces = new LinkedHashMap<>();

	private final Map<String, World> worlds = new LinkedHashMap<>();

	private final Map<PackageName, Place> packages = new LinkedHashMap<>();

	private final Map<String, String> gated = new HashMap<>();

	private final Map<String, String> docs = new HashMap<>();

	private final Map<Scope, Syntax.Interface> bodies = new LinkedHashMap<>();

	private final Set<String> features;

	Catalog(Set<String> features) {
		this.features = features;
	}

	Collection<Scope> interfaces() {
		return this.interfaces.values();
	}

	/** An interface that was found before. */
	Scope get(String fullName) {
		return Objects.requireNonNull(this.interfaces.get(fullName), fullName);
	}

	Collection<World> worlds() {
		return this.worlds.values();
	}

	String docsOf(String fullName) {
		return this.docs.getOrDefault(fullName, "");
	}

	/** Takes in the texts of one package, and the packages in braces in them. */
	void add(List<Syntax.File> files) {
		Syntax.Head head = null;
		for (Syntax.File file : files) {
			Syntax.Head own = file.head();
			if (own != null && head != null && !own.name().equals(head.name())) {
				throw new WitException(own.place(), "the package " + own.name() + " in a folder of the package "
						+ head.name() + " (" + head.place() + "); further packages lie in the folder 'deps'");
			}
			head = own != null && head == null ? own : head;
		}
		if (head != null) {
			requireNew(head);
		}
		for (Syntax.File file : files) {
			for (Syntax.Nested nested : file.nested()) {
				requireNew(nested.head());
				content(nested.head().name(), nested.content());
			}
			if (head != null) {
				content(head.name(), file.content());
			}
			else {
				requireEmpty(file);
			}
		}
	}

	/** Reads the items, once all interfaces are known. */
	void complete() {
		this.bodies.forEach((scope, syntax) -> items(scope, syntax.items()));
		this.bodies.clear();
	}

	/** Takes items into a scope; those of worlds only as far as interfaces have them. */
	void items(Scope scope, List<Syntax.Item> items) {
		for (Syntax.Item item : items) {
			if (!isOpen(item.gate(), scope.packageName)) {
				leaveOut(scope, item);
				continue;
			}
			switch (item) {
				case Syntax.Use use -> {
					Scope other = find(use.path(), scope.packageName, scope.aliases);
					for (Syntax.Renamed each : use.names()) {
						scope.define(each.name(), new WitDefinition.Use(other.name, each.original().text()), "");
					}
				}
				case Syntax.Definition type -> scope.define(type.name(), type.definition(), type.docs());
				case Syntax.Function function -> scope.define(function);
				default -> {
					// of worlds only, which look at them themselves
				}
			}
		}
	}

	private static void leaveOut(Scope scope, Syntax.Item item) {
		String feature = String.valueOf(item.gate().feature());
		switch (item) {
			case Syntax.Use use -> use.names().forEach((each) -> scope.gated.put(each.name().text(), feature));
			case Syntax.Definition type -> scope.gated.put(type.name().text(), feature);
			default -> {
				// nothing refers to it
			}
		}
	}

	/** Whether an item is to be seen. */
	boolean isOpen(Syntax.Gate gate, PackageName packageName) {
		Syntax.Name since = gate.since();
		if (since != null && !packageName.version().isEmpty() && Version.isAfter(since.text(), packageName.version())) {
			throw new WitException(since.place(), "@since(version = " + since.text() + ") in the package " + packageName
					+ ", which is older than that");
		}
		String feature = gate.feature();
		return feature == null || this.features.contains(feature);
	}

	/** The interface of a path. */
	Scope find(Syntax.Path path, PackageName from, Map<String, Syntax.Path> aliases) {
		Syntax.Path real = real(path, aliases);
		String fullName = fullName(real, from);
		Scope scope = this.interfaces.get(fullName);
		if (scope != null) {
			return scope;
		}
		if (this.worlds.containsKey(fullName)) {
			throw new WitException(path.place(), "'" + path.shown() + "' is a world; an interface is needed here");
		}
		throw unknown("interface", path, real, from, this.interfaces.keySet());
	}

	/** The world of a path. */
	World findWorld(Syntax.Path path, PackageName from, Map<String, Syntax.Path> aliases) {
		Syntax.Path real = real(path, aliases);
		World world = this.worlds.get(fullName(real, from));
		if (world == null) {
			throw unknown("world", path, real, from, this.worlds.keySet());
		}
		return world;
	}

	private static Syntax.Path real(Syntax.Path path, Map<String, Syntax.Path> aliases) {
		Syntax.Path alias = path.packageName() == null ? aliases.get(path.name()) : null;
		return alias != null ? alias : path;
	}

	private static String fullName(Syntax.Path path, PackageName from) {
		return Objects.requireNonNullElse(path.packageName(), from).item(path.name());
	}

	private WitException unknown(String what, Syntax.Path path, Syntax.Path real, PackageName from,
			Collection<String> known) {
		PackageName wanted = Objects.requireNonNullElse(real.packageName(), from);
		String feature = this.gated.get(wanted.item(real.name()));
		if (feature != null) {
			return new WitException(path.place(), "the " + what + " '" + path.shown() + "' is behind the feature '"
					+ feature + "', which is not enabled");
		}
		if (!this.packages.containsKey(wanted)) {
			return new WitException(path.place(), "unknown package '" + wanted + "'; " + Suggestion
				.among(wanted.toString(), this.packages.keySet().stream().map(Object::toString).toList()));
		}
		List<String> names = new ArrayList<>();
		for (String each : known) {
			if (PackageName.of(each).equals(wanted)) {
				names.add(real.packageName() != null ? each : PackageName.itemOf(each));
			}
		}
		return new WitException(path.place(),
				"unknown " + what + " '" + path.shown() + "'; " + Suggestion.among(path.shown(), names));
	}

	private void requireNew(Syntax.Head head) {
		Place first = this.packages.putIfAbsent(head.name(), head.place());
		if (first != null) {
			throw new WitException(head.place(), "the package " + head.name() + " twice; first at " + first);
		}
	}

	private static void requireEmpty(Syntax.File file) {
		Syntax.Content content = file.content();
		Place place = firstPlace(content);
		if (place != null) {
			throw new WitException(place, "an interface, world or 'use' without a package; the text begins with"
					+ " 'package namespace:name;'");
		}
	}

	private static @Nullable Place firstPlace(Syntax.Content content) {
		if (!content.interfaces().isEmpty()) {
			return content.interfaces().get(0).name().place();
		}
		if (!content.worlds().isEmpty()) {
			return content.worlds().get(0).name().place();
		}
		return content.uses().isEmpty() ? null : content.uses().get(0).name().place();
	}

	private void content(PackageName packageName, Syntax.Content content) {
		Map<String, Syntax.Path> aliases = new HashMap<>();
		for (Syntax.TopUse use : content.uses()) {
			if (aliases.put(use.name().text(), use.path()) != null) {
				throw new WitException(use.name().place(), "'" + use.name().text() + "' is used twice in this text");
			}
		}
		for (Syntax.Interface each : content.interfaces()) {
			String fullName = packageName.item(each.name().text());
			if (isVisible(each.gate(), packageName, fullName, each.name())) {
				Scope scope = new Scope(fullName, packageName, aliases);
				this.interfaces.put(fullName, scope);
				this.docs.put(fullName, each.docs());
				this.bodies.put(scope, each);
			}
		}
		for (Syntax.World each : content.worlds()) {
			String fullName = packageName.item(each.name().text());
			if (isVisible(each.gate(), packageName, fullName, each.name())) {
				this.worlds.put(fullName, new World(fullName, packageName, aliases, each));
				this.docs.put(fullName, each.docs());
			}
		}
	}

	private boolean isVisible(Syntax.Gate gate, PackageName packageName, String fullName, Syntax.Name name) {
		if (this.interfaces.containsKey(fullName) || this.worlds.containsKey(fullName)) {
			throw new WitException(name.place(), "'" + name.text() + "' twice in the package " + packageName);
		}
		if (isOpen(gate, packageName)) {
			return true;
		}
		this.gated.put(fullName, String.valueOf(gate.feature()));
		return false;
	}

}
