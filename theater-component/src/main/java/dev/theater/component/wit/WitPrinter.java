package dev.theater.component.wit;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Prints interfaces and the worlds of components, laid out as
 * {@code wasm-tools component wit} does: the world {@code root} first, then every
 * interface that it names, by package.
 */
public final class WitPrinter {

	private static final PackageName ROOT = new PackageName("root", "component", "");

	/** How far packages are followed to order them. */
	private static final int MAX_DEPTH = 100;

	private final WitOutput out = new WitOutput();

	private WitPrinter() {
	}

	/** What a component imports or exports under a name. */
	public sealed interface Item {

		/** The interface of that name. */
		record Interface() implements Item {
		}

		/**
		 * An interface under a plain name.
		 *
		 * @param body its types and functions
		 */
		record Inline(WitBody body) implements Item {
		}

		/**
		 * A function outside of interfaces.
		 *
		 * @param type its type
		 */
		record Function(WitFunction type) implements Item {
		}

		/**
		 * A type outside of interfaces.
		 *
		 * @param definition the type
		 */
		record Type(WitDefinition definition) implements Item {
		}

		/**
		 * What WIT has no words for; shown in a comment.
		 *
		 * @param what such as {@code a component}
		 */
		record Unspeakable(String what) implements Item {
		}

	}

	/**
	 * A component's world and its interfaces.
	 * @param imports the imports by name, in order
	 * @param exports the exports by name, in order
	 * @param interfaces the interfaces by full name, in order of appearance
	 * @return WIT
	 */
	public static String component(Map<String, Item> imports, Map<String, Item> exports,
			Map<String, WitBody> interfaces) {
		WitPrinter printer = new WitPrinter();
		printer.out.line("package " + ROOT + ";").line();
		printer.world(imports, exports);
		boolean[] later = new boolean[1];
		packages(interfaces).forEach((name, bodies) -> {
			if (later[0]) {
				printer.out.line().line();
			}
			later[0] = true;
			printer.out.open("package " + escaped(name));
			bodies.forEach((item, body) -> printer.interfaceBlock(item, name, body));
			printer.out.close();
		});
		return printer.out.toString();
	}

	/**
	 * One interface as a text of its own package.
	 * @param name its full name
	 * @param docs its doc comment, may be empty
	 * @param body its types and functions
	 * @return WIT
	 */
	public static String interfaceText(String name, String docs, WitBody body) {
		WitPrinter printer = new WitPrinter();
		boolean named = name.indexOf('/') >= 0;
		PackageName packageName = named ? PackageName.of(name) : ROOT;
		printer.out.line("package " + escaped(packageName) + ";").line();
		printer.out.docs(docs);
		printer.interfaceBlock(named ? PackageName.itemOf(name) : name, packageName, body);
		return printer.out.toString();
	}

	/** Functions come after the types, which they may mention. */
	private void world(Map<String, Item> imports, Map<String, Item> exports) {
		this.out.open("world root");
		Map<String, WitDefinition> types = new LinkedHashMap<>();
		boolean any = false;
		for (Map.Entry<String, Item> each : imports.entrySet()) {
			switch (each.getValue()) {
				case Item.Type type -> types.put(each.getKey(), type.definition());
				case Item.Function function -> {
					// later
				}
				default -> {
					extern("import", each.getKey(), each.getValue());
					any = true;
				}
			}
		}
		any = types(types, ROOT, any, Map.of());
		for (Map.Entry<String, Item> each : imports.entrySet()) {
			if (each.getValue() instanceof Item.Function) {
				extern("import", each.getKey(), each.getValue());
				any = true;
			}
		}
		if (any && !exports.isEmpty()) {
			this.out.line();
		}
		exports.forEach((name, item) -> extern("export", name, item));
		this.out.close();
	}

	private void extern(String keyword, String name, Item item) {
		switch (item) {
			case Item.Interface full -> this.out.line(keyword + " " + path(name, ROOT) + ";");
			case Item.Inline inline -> {
				this.out.open(keyword + " " + WitOutput.escaped(name) + ": interface");
				body(inline.body(), ROOT);
				this.out.close();
			}
			case Item.Function function ->
				this.out.text(keyword + " ").name(name).text(": ").function(function.type()).line(";");
			case Item.Type type -> this.out.line("// " + keyword + " " + name + ": a type");
			case Item.Unspeakable other -> this.out.line("// " + keyword + " " + name + ": " + other.what());
		}
	}

	private void interfaceBlock(String name, PackageName packageName, WitBody body) {
		this.out.open("interface " + WitOutput.escaped(name));
		body(body, packageName);
		this.out.close();
	}

	private void body(WitBody body, PackageName packageName) {
		boolean any = types(body.types(), packageName, false, body.docs());
		for (Map.Entry<String, WitFunction> each : body.functions().entrySet()) {
			if (any) {
				this.out.line();
			}
			any = true;
			this.out.docs(body.docs().get(each.getKey()));
			this.out.name(each.getKey()).text(": ").function(each.getValue()).line(";");
		}
	}

	private boolean types(Map<String, WitDefinition> types, PackageName packageName, boolean before,
			Map<String, String> docs) {
		boolean any = uses(types, packageName) || before;
		for (Map.Entry<String, WitDefinition> each : types.entrySet()) {
			if (each.getValue() instanceof WitDefinition.Use) {
				continue;
			}
			if (any) {
				this.out.line();
			}
			any = true;
			this.out.docs(docs.get(each.getKey()));
			define(each.getKey(), each.getValue());
		}
		return any;
	}

	/** Neighbours of one interface share a line. */
	private boolean uses(Map<String, WitDefinition> types, PackageName packageName) {
		String current = null;
		for (Map.Entry<String, WitDefinition> each : types.entrySet()) {
			if (each.getValue() instanceof WitDefinition.Use use) {
				if (use.interfaceName().equals(current)) {
					this.out.text(", ");
				}
				else {
					endUse(current);
					this.out.text("use " + path(use.interfaceName(), packageName) + ".{");
					current = use.interfaceName();
				}
				this.out.name(use.type());
				if (!use.type().equals(each.getKey())) {
					this.out.text(" as ").name(each.getKey());
				}
			}
		}
		endUse(current);
		return current != null;
	}

	private void endUse(@Nullable String current) {
		if (current != null) {
			this.out.line("};");
		}
	}

	private void define(String name, WitDefinition definition) {
		switch (definition) {
			case WitDefinition.Alias alias ->
				this.out.text("type ").name(name).text(" = ").type(alias.type()).line(";");
			case WitDefinition.RecordOf fields -> {
				this.out.open("record " + WitOutput.escaped(name));
				fields.fields().forEach((field) -> this.out.name(field.name()).text(": ").type(field.type()).line(","));
				this.out.close();
			}
			case WitDefinition.Variant cases -> {
				this.out.open("variant " + WitOutput.escaped(name));
				for (WitDefinition.Labelled each : cases.cases()) {
					this.out.name(each.name());
					if (each.type() != null) {
						this.out.text("(").type(each.type()).text(")");
					}
					this.out.line(",");
				}
				this.out.close();
			}
			case WitDefinition.Enumeration cases -> names("enum ", name, cases.cases());
			case WitDefinition.Flags flags -> names("flags ", name, flags.names());
			case WitDefinition.Resource resource -> this.out.text("resource ").name(name).line(";");
			case WitDefinition.Use use -> throw new IllegalStateException("a use of " + use + " is no definition");
		}
	}

	private void names(String keyword, String name, List<String> names) {
		this.out.open(keyword + WitOutput.escaped(name));
		names.forEach((each) -> this.out.name(each).line(","));
		this.out.close();
	}

	/** Packages whose types are used come before those that use them. */
	private static Map<PackageName, Map<String, WitBody>> packages(Map<String, WitBody> interfaces) {
		Map<PackageName, Map<String, WitBody>> appearance = new LinkedHashMap<>();
		interfaces
			.forEach((name, body) -> appearance.computeIfAbsent(PackageName.of(name), (key) -> new LinkedHashMap<>())
				.put(PackageName.itemOf(name), body));
		Map<PackageName, Map<String, WitBody>> ordered = new LinkedHashMap<>();
		Set<PackageName> seen = new HashSet<>();
		appearance.keySet().forEach((name) -> visit(name, appearance, seen, ordered, 0));
		return ordered;
	}

	private static void visit(PackageName name, Map<PackageName, Map<String, WitBody>> all, Set<PackageName> seen,
			Map<PackageName, Map<String, WitBody>> ordered, int depth) {
		Map<String, WitBody> interfaces = all.get(name);
		if (interfaces == null || depth > MAX_DEPTH || !seen.add(name)) {
			return;
		}
		for (WitBody body : interfaces.values()) {
			for (WitDefinition definition : body.types().values()) {
				if (definition instanceof WitDefinition.Use use) {
					visit(PackageName.of(use.interfaceName()), all, seen, ordered, depth + 1);
				}
			}
		}
		ordered.put(name, interfaces);
	}

	private static String path(String interfaceName, PackageName from) {
		PackageName other = PackageName.of(interfaceName);
		String item = PackageName.itemOf(interfaceName);
		return other.equals(from) ? WitOutput.escaped(item)
				: WitOutput.escaped(other.namespace()) + ":" + WitOutput.escaped(other.name()) + "/"
						+ WitOutput.escaped(item) + (other.version().isEmpty() ? "" : "@" + other.version());
	}

	private static String escaped(PackageName name) {
		return WitOutput.escaped(name.namespace()) + ":" + WitOutput.escaped(name.name())
				+ (name.version().isEmpty() ? "" : "@" + name.version());
	}

}
