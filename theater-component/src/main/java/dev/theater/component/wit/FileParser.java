package dev.theater.component.wit;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Reads one WIT text: packages, interfaces and worlds. */
final class FileParser {

	private final Cursor cursor;

	private final TypeParser types;

	private FileParser(Cursor cursor) {
		this.cursor = cursor;
		this.types = new TypeParser(cursor);
	}

	static Syntax.File parse(String text, String source) {
		return new FileParser(new Cursor(new Lexer(text, source))).file();
	}

	private Syntax.File file() {
		Syntax.Head head = null;
		Syntax.Content content = emptyContent();
		List<Syntax.Nested> nested = new ArrayList<>();
		while (this.cursor.peek().kind() != Token.Kind.END) {
			if (!this.cursor.at("package")) {
				item(content);
				continue;
			}
			Token keyword = this.cursor.next();
			Syntax.Head named = head();
			if (this.cursor.accept("{")) {
				nested.add(new Syntax.Nested(named, nested()));
			}
			else {
				this.cursor.expect(";", "or '{' after the name of a package");
				if (head != null || !isEmpty(content) || !nested.isEmpty()) {
					throw new WitException(keyword.place(), "a package declaration that is not the first of its text;"
							+ " further packages of a text are written in braces");
				}
				head = named;
			}
		}
		return new Syntax.File(this.cursor.source(), head, content, nested);
	}

	private Syntax.Content nested() {
		Syntax.Content content = emptyContent();
		while (!this.cursor.accept("}")) {
			if (this.cursor.at("package")) {
				throw new WitException(this.cursor.peek().place(),
						"a package inside a package; packages in braces stand at the top of a text");
			}
			item(content);
		}
		return content;
	}

	private static Syntax.Content emptyContent() {
		return new Syntax.Content(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
	}

	private static boolean isEmpty(Syntax.Content content) {
		return content.uses().isEmpty() && content.interfaces().isEmpty() && content.worlds().isEmpty();
	}

	private Syntax.Head head() {
		Syntax.Name namespace = this.cursor.name("a namespace");
		this.cursor.expect(":", "after a namespace, as in 'namespace:package'");
		Syntax.Name name = this.cursor.name("a package");
		String version = this.cursor.accept("@") ? this.cursor.version() : "";
		return new Syntax.Head(new PackageName(namespace.text(), name.text(), version), namespace.place());
	}

	private void item(Syntax.Content content) {
		String docs = this.cursor.peek().docs();
		Syntax.Gate gate = Gates.read(this.cursor);
		Token keyword = this.cursor.peek();
		if (keyword.is("use")) {
			this.cursor.next();
			content.uses().add(topUse());
		}
		else if (keyword.is("interface")) {
			this.cursor.next();
			content.interfaces().add(interfaceBody(this.cursor.name("an interface"), docs, gate));
		}
		else if (keyword.is("world")) {
			this.cursor.next();
			Syntax.Name name = this.cursor.name("a world");
			content.worlds().add(new Syntax.World(name, docs, gate, worldItems()));
		}
		else {
			throw Cursor.unexpected(keyword, "one of 'package', 'use', 'interface' and 'world'");
		}
	}

	private Syntax.TopUse topUse() {
		Syntax.Path path = path();
		Syntax.Name name = this.cursor.accept("as") ? this.cursor.name("an interface")
				: new Syntax.Name(path.name(), path.place());
		this.cursor.expect(";", "after a 'use'");
		return new Syntax.TopUse(path, name);
	}

	/** {@code name}, {@code ns:package/name} or with a version. */
	private Syntax.Path path() {
		Syntax.Name first = this.cursor.name("an interface");
		return this.cursor.accept(":") ? pathAfterColon(first) : new Syntax.Path(null, first.text(), first.place());
	}

	private Syntax.Path pathAfterColon(Syntax.Name namespace) {
		Syntax.Name name = this.cursor.name("a package");
		this.cursor.expect("/", "after a package, as in 'namespace:package/interface'");
		Syntax.Name item = this.cursor.name("an interface");
		String version = this.cursor.accept("@") ? this.cursor.version() : "";
		return new Syntax.Path(new PackageName(namespace.text(), name.text(), version), item.text(), namespace.place());
	}

	private Syntax.Interface interfaceBody(Syntax.Name name, String docs, Syntax.Gate gate) {
		this.cursor.expect("{", "after the name of an interface");
		List<Syntax.Item> items = new ArrayList<>();
		while (!this.cursor.accept("}")) {
			String itemDocs = this.cursor.peek().docs();
			Syntax.Gate itemGate = Gates.read(this.cursor);
			Syntax.Item item = typeItem(itemGate, itemDocs);
			items.add(item != null ? item : function(itemGate, itemDocs));
		}
		return new Syntax.Interface(name, docs, gate, items);
	}

	private Syntax.Item function(Syntax.Gate gate, String docs) {
		Token token = this.cursor.peek();
		if (token.kind() == Token.Kind.END || token.kind() == Token.Kind.OPERATOR) {
			throw Cursor.unexpected(token, "a type, a 'use', a function or '}'");
		}
		Syntax.Name name = this.cursor.name("a function");
		this.cursor.expect(":", "after the name of a function");
		WitFunction function = this.types.function();
		this.cursor.expect(";", "after a function");
		return new Syntax.Function(gate, name, docs, function);
	}

	private Syntax.@Nullable Item typeItem(Syntax.Gate gate, String docs) {
		if (this.types.atDefinition()) {
			Syntax.Definition definition = this.types.definition(gate);
			return docs.isEmpty() ? definition
					: new Syntax.Definition(gate, definition.name(), docs, definition.definition());
		}
		return this.cursor.accept("use") ? use(gate) : null;
	}

	private Syntax.Use use(Syntax.Gate gate) {
		Syntax.Path path = path();
		this.cursor.expect(".", "after an interface, as in 'use types.{event}'");
		List<Syntax.Renamed> names = renamed("a type", false);
		this.cursor.expect(";", "after a 'use'");
		return new Syntax.Use(gate, path, names);
	}

	private List<Syntax.Renamed> renamed(String what, boolean always) {
		Token brace = this.cursor.expect("{", "before names");
		List<Syntax.Renamed> names = new ArrayList<>();
		while (!this.cursor.at("}")) {
			Syntax.Name name = this.cursor.name(what);
			if (always && !this.cursor.at("as")) {
				throw Cursor.unexpected(this.cursor.peek(), "'as'");
			}
			names.add(new Syntax.Renamed(name, this.cursor.accept("as") ? this.cursor.name(what) : name));
			if (!this.cursor.accept(",")) {
				break;
			}
		}
		if (names.isEmpty()) {
			throw new WitException(brace.place(), "no name between '{' and '}'; at least one is needed");
		}
		this.cursor.expect("}", "or ',' after a name");
		return names;
	}

	private List<Syntax.Item> worldItems() {
		this.cursor.expect("{", "after the name of a world");
		List<Syntax.Item> items = new ArrayList<>();
		while (!this.cursor.accept("}")) {
			String docs = this.cursor.peek().docs();
			Syntax.Gate gate = Gates.read(this.cursor);
			Syntax.Item item = typeItem(gate, docs);
			if (item == null) {
				item = externOrInclude(gate, docs);
			}
			items.add(item);
		}
		return items;
	}

	private Syntax.Item externOrInclude(Syntax.Gate gate, String docs) {
		Token keyword = this.cursor.next();
		if (keyword.is("include")) {
			Syntax.Path path = path();
			boolean with = this.cursor.accept("with");
			List<Syntax.Renamed> renamed = with ? renamed("an import or export", true) : List.of();
			if (!with || this.cursor.at(";")) {
				this.cursor.expect(";", "after an 'include'");
			}
			return new Syntax.Include(gate, path, renamed);
		}
		boolean export = keyword.is("export");
		if (!export && !keyword.is("import")) {
			throw Cursor.unexpected(keyword, "'import', 'export', 'include', 'use', a type or '}'");
		}
		Syntax.Name name = this.cursor.name("an import or export");
		if (!this.cursor.accept(":")) {
			this.cursor.expect(";", "after an interface");
			return new Syntax.ExternPath(gate, export, new Syntax.Path(null, name.text(), name.place()));
		}
		if (this.cursor.at("func") || this.cursor.at("async")) {
			WitFunction function = this.types.function();
			this.cursor.expect(";", "after a function");
			return new Syntax.ExternFunction(gate, export, name, function);
		}
		if (this.cursor.accept("interface")) {
			return new Syntax.ExternInterface(gate, export, interfaceBody(name, docs, Syntax.Gate.OPEN));
		}
		Syntax.Path path = pathAfterColon(name);
		this.cursor.expect(";", "after an interface");
		return new Syntax.ExternPath(gate, export, path);
	}

}
