package dev.theater.component.wit;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.theater.component.type.Label;
import dev.theater.component.type.ValueType;

/** The named types and functions of one interface or world, with what they resolve to. */
final class Scope {

	/** A named type where it is defined. */
	record Named(Place place, WitDefinition definition) {
	}

	final String name;

	final PackageName packageName;

	/** The names that the text gives to interfaces. */
	final Map<String, Syntax.Path> aliases;

	final Map<String, Named> definitions = new LinkedHashMap<>();

	final Map<String, Syntax.Function> functions = new LinkedHashMap<>();

	final Map<String, String> docs = new HashMap<>();

	/** What is left out, with the feature that it waits for. */
	final Map<String, String> gated = new HashMap<>();

	final Map<String, ValueType> resolved = new HashMap<>();

	final Map<String, WitException> refused = new HashMap<>();

	private final Map<String, Place> names = new HashMap<>();

	Scope(String name, PackageName packageName, Map<String, Syntax.Path> aliases) {
		this.name = name;
		this.packageName = packageName;
		this.aliases = aliases;
	}

	void define(Syntax.Name name, WitDefinition definition, String docs) {
		requireNew(name);
		this.definitions.put(name.text(), new Named(name.place(), definition));
		document(name, docs);
	}

	void define(Syntax.Function function) {
		requireNew(function.name());
		this.functions.put(function.name().text(), function);
		document(function.name(), function.docs());
	}

	/** Names may not differ in case only. */
	void requireNew(Syntax.Name name) {
		Place first = this.names.putIfAbsent(Label.comparable(name.text()), name.place());
		if (first != null) {
			throw new WitException(name.place(), "'" + name.text() + "' is already defined at " + first);
		}
	}

	private void document(Syntax.Name name, String text) {
		if (!text.isEmpty()) {
			this.docs.put(name.text(), text);
		}
	}

}
