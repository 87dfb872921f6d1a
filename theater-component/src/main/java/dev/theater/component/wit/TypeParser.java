package dev.theater.component.wit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.ValueType;

/** Reads types, function types and definitions of types. */
final class TypeParser {

	/** Nobody's interface, and more than a function type may have. */
	private static final int MAX_LIST = 100_000;

	private final Cursor cursor;

	TypeParser(Cursor cursor) {
		this.cursor = cursor;
	}

	WitType type() {
		return type(1);
	}

	private WitType type(int depth) {
		Token token = this.cursor.peek();
		if (depth > ValueType.MAX_DEPTH) {
			throw new WitException(token.place(), "a type nested deeper than " + ValueType.MAX_DEPTH + " levels");
		}
		PrimitiveType primitive = token.kind() == Token.Kind.WORD ? Keywords.primitiveTypes().get(token.text()) : null;
		if (primitive != null) {
			this.cursor.next();
			return new WitType.Primitive(primitive);
		}
		if (token.kind() != Token.Kind.WORD || !Keywords.contains(token.text())) {
			Syntax.Name name = this.cursor.name("a type");
			return new WitType.Name(name.text(), name.place());
		}
		return keyword(this.cursor.next(), depth);
	}

	private WitType keyword(Token token, int depth) {
		return switch (token.text()) {
			case "list" -> list(token, depth);
			case "option" -> new WitType.Option(argument(token, depth));
			case "result" -> result(depth);
			case "tuple" -> tuple(token, depth);
			case "own", "borrow" -> unsupported("resources (" + token.text() + ")", token, argument(token, depth));
			case "future", "stream" -> {
				if (this.cursor.at("<")) {
					argument(token, depth);
				}
				yield new WitType.Unsupported("async (" + token.text() + ")", token.text(), token.place());
			}
			case "error-context" -> new WitType.Unsupported("async (error-context)", token.text(), token.place());
			case "map" -> {
				this.cursor.expect("<", "after 'map'");
				type(depth + 1);
				this.cursor.expect(",", "between the types of a map's keys and values");
				type(depth + 1);
				this.cursor.expect(">", "after the types of a map");
				yield new WitType.Unsupported("maps", token.text(), token.place());
			}
			default -> throw new WitException(token.place(), token.shown() + " is a keyword and no type; as the name"
					+ " of a type it is written '%" + token.text() + "'");
		};
	}

	private static WitType unsupported(String feature, Token token, WitType argument) {
		String inner = argument instanceof WitType.Name name ? name.name() : "…";
		return new WitType.Unsupported(feature, token.text() + "<" + inner + ">", token.place());
	}

	private WitType argument(Token token, int depth) {
		this.cursor.expect("<", "after '" + token.text() + "'");
		WitType argument = type(depth + 1);
		this.cursor.expect(">", "after the type in '" + token.text() + "<'");
		return argument;
	}

	private WitType list(Token token, int depth) {
		this.cursor.expect("<", "after 'list'");
		WitType element = type(depth + 1);
		if (this.cursor.accept(",")) {
			Token length = this.cursor.next();
			if (length.kind() != Token.Kind.INTEGER) {
				throw Cursor.unexpected(length, "the length of a list");
			}
			this.cursor.expect(">", "after a list's length");
			return new WitType.Unsupported("fixed-length lists", "list<…, " + length.text() + ">", token.place());
		}
		this.cursor.expect(">", "after the type in 'list<'");
		return new WitType.ListOf(element);
	}

	private WitType result(int depth) {
		if (!this.cursor.accept("<")) {
			return new WitType.Result(null, null);
		}
		if (this.cursor.accept("_")) {
			this.cursor.expect(",", "after '_' in 'result<'");
			WitType err = type(depth + 1);
			this.cursor.expect(">", "after the types in 'result<'");
			return new WitType.Result(null, err);
		}
		WitType ok = type(depth + 1);
		WitType err = null;
		if (this.cursor.accept(",")) {
			err = type(depth + 1);
		}
		this.cursor.expect(">", "after the types in 'result<'");
		return new WitType.Result(ok, err);
	}

	private WitType tuple(Token token, int depth) {
		this.cursor.expect("<", "after 'tuple'");
		if (this.cursor.at(">")) {
			throw new WitException(token.place(), "a tuple without any item; at least one is needed");
		}
		List<WitType> items = new ArrayList<>();
		do {
			items.add(type(depth + 1));
		}
		while (items.size() < MAX_LIST && this.cursor.accept(",") && !this.cursor.at(">"));
		this.cursor.expect(">", "after the items of a tuple");
		return new WitType.Tuple(List.copyOf(items));
	}

	/** {@code async? func(a: t) -> t}, without what comes after. */
	WitFunction function() {
		boolean async = this.cursor.accept("async");
		this.cursor.expect("func", "where a function's type begins");
		List<WitDefinition.Labelled> params = params();
		WitType result = null;
		if (this.cursor.accept("->")) {
			if (this.cursor.at("(")) {
				throw Cursor.unexpected(this.cursor.peek(),
						"one type, since functions have no named results any more,");
			}
			result = type();
		}
		return new WitFunction(async, params, result);
	}

	List<WitDefinition.Labelled> params() {
		this.cursor.expect("(", "where parameters begin");
		List<WitDefinition.Labelled> params = new ArrayList<>();
		while (!this.cursor.at(")") && params.size() < MAX_LIST) {
			params.add(labelled("a parameter"));
			if (!this.cursor.accept(",")) {
				break;
			}
		}
		this.cursor.expect(")", "after parameters");
		return params;
	}

	private WitDefinition.Labelled labelled(String what) {
		Syntax.Name name = this.cursor.name(what);
		this.cursor.expect(":", "after the name of " + what);
		return new WitDefinition.Labelled(name.text(), type());
	}

	/** Whether a named type's definition begins here. */
	boolean atDefinition() {
		return this.cursor.at("record") || this.cursor.at("variant") || this.cursor.at("enum")
				|| this.cursor.at("flags") || this.cursor.at("type") || this.cursor.at("resource");
	}

	/** A named type's definition. */
	Syntax.Definition definition(Syntax.Gate gate) {
		Token keyword = this.cursor.next();
		Syntax.Name name = this.cursor.name("a type");
		WitDefinition definition = switch (keyword.text()) {
			case "record" -> new WitDefinition.RecordOf(braces("field", () -> labelled("a field")));
			case "variant" -> new WitDefinition.Variant(braces("case", this::variantCase));
			case "enum" -> new WitDefinition.Enumeration(braces("case", () -> this.cursor.name("a case").text()));
			case "flags" -> new WitDefinition.Flags(braces("flag", () -> this.cursor.name("a flag").text()));
			case "resource" -> resource(keyword);
			default -> alias();
		};
		return new Syntax.Definition(gate, name, keyword.docs(), definition);
	}

	private WitDefinition alias() {
		this.cursor.expect("=", "after the name of a type");
		WitType type = type();
		this.cursor.expect(";", "after a type");
		return new WitDefinition.Alias(type);
	}

	private WitDefinition.Labelled variantCase() {
		Syntax.Name name = this.cursor.name("a case");
		WitType payload = null;
		if (this.cursor.accept("(")) {
			payload = type();
			this.cursor.expect(")", "after a case's type");
		}
		return new WitDefinition.Labelled(name.text(), payload);
	}

	private <T> List<T> braces(String part, Supplier<T> reader) {
		Token brace = this.cursor.expect("{", "before the first " + part);
		List<T> parts = new ArrayList<>();
		while (!this.cursor.at("}") && parts.size() < MAX_LIST) {
			parts.add(reader.get());
			if (!this.cursor.accept(",")) {
				break;
			}
		}
		if (parts.isEmpty()) {
			throw new WitException(brace.place(), "no " + part + " between '{' and '}'; at least one is needed");
		}
		this.cursor.expect("}", "or ',' after a " + part);
		return List.copyOf(parts);
	}

	/** Its functions are read for their grammar only, since resources are refused. */
	private WitDefinition resource(Token keyword) {
		if (this.cursor.accept("{")) {
			while (!this.cursor.accept("}")) {
				Gates.read(this.cursor);
				if (this.cursor.accept("constructor")) {
					params();
					if (this.cursor.accept("->")) {
						type();
					}
				}
				else {
					this.cursor.name("a method");
					this.cursor.expect(":", "after the name of a method");
					this.cursor.accept("static");
					function();
				}
				this.cursor.expect(";", "after a method");
			}
		}
		else {
			this.cursor.expect(";", "or '{' after the name of a resource");
		}
		return new WitDefinition.Resource(keyword.place());
	}

}
