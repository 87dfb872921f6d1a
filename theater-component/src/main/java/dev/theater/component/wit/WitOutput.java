package dev.theater.component.wit;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** Text with indentation by two spaces, and the words of types. */
final class WitOutput {

	/** More is of use to nobody, and a small graph of types can be a huge tree. */
	static final int MAX_CHARS = 1_000_000;

	private final StringBuilder out = new StringBuilder();

	private int depth;

	private boolean lineBegun;

	private boolean cut;

	WitOutput text(String text) {
		if (this.cut) {
			return this;
		}
		if (this.out.length() + text.length() > MAX_CHARS) {
			this.cut = true;
			this.out.append("\n// cut after ").append(MAX_CHARS).append(" characters\n");
			return this;
		}
		if (!this.lineBegun && !text.isEmpty()) {
			this.out.append("  ".repeat(this.depth));
			this.lineBegun = true;
		}
		this.out.append(text);
		return this;
	}

	WitOutput line() {
		if (!this.cut) {
			this.out.append('\n');
			this.lineBegun = false;
		}
		return this;
	}

	WitOutput line(String text) {
		return text(text).line();
	}

	WitOutput open(String text) {
		line(text + " {");
		this.depth++;
		return this;
	}

	WitOutput close() {
		this.depth--;
		return line("}");
	}

	WitOutput docs(@Nullable String docs) {
		if (docs != null && !docs.isEmpty()) {
			for (String each : docs.split("\n", -1)) {
				line(each.isEmpty() ? "///" : "/// " + each);
			}
		}
		return this;
	}

	WitOutput name(String name) {
		return text(escaped(name));
	}

	/** A name, escaped where it is a keyword. */
	static String escaped(String name) {
		return Keywords.contains(name) ? "%" + name : name;
	}

	WitOutput function(WitFunction function) {
		text(function.async() ? "async func(" : "func(");
		for (int i = 0; i < function.params().size(); i++) {
			WitDefinition.Labelled param = function.params().get(i);
			text(i == 0 ? "" : ", ").name(param.name()).text(": ").type(param.type());
		}
		text(")");
		return function.result() != null ? text(" -> ").type(function.result()) : this;
	}

	WitOutput type(@Nullable WitType type) {
		if (this.cut) {
			return this;
		}
		return switch (type) {
			case null -> text("_");
			case WitType.Primitive primitive -> text(primitive.type().toString());
			case WitType.Name name -> name(name.name());
			case WitType.ListOf list -> text("list<").type(list.element()).text(">");
			case WitType.Option option -> text("option<").type(option.some()).text(">");
			case WitType.Tuple tuple -> text("tuple<").types(tuple.items()).text(">");
			case WitType.Unsupported unsupported -> text(unsupported.text());
			case WitType.Result result -> {
				text("result");
				if (result.err() != null) {
					text("<").type(result.ok()).text(", ").type(result.err()).text(">");
				}
				else if (result.ok() != null) {
					text("<").type(result.ok()).text(">");
				}
				yield this;
			}
		};
	}

	private WitOutput types(List<WitType> types) {
		for (int i = 0; i < types.size() && !this.cut; i++) {
			text(i == 0 ? "" : ", ").type(types.get(i));
		}
		return this;
	}

	@Override
	public String toString() {
		return this.out.toString();
	}

}
