package dev.theater.component.validation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.theater.component.type.BorrowType;
import dev.theater.component.type.OwnType;
import dev.theater.component.type.ResultType;
import dev.theater.component.validation.TypeDefinition.Resource;
import dev.theater.component.validation.TypeDefinition.Value;
import org.jspecify.annotations.Nullable;

/**
 * The import names or the export names of one scope. They follow the grammar, they are
 * strongly unique, and those of constructors, methods and static functions belong to a
 * resource that has a name in the same table.
 */
final class NameTable {

	private final boolean imports;

	private final Map<String, String> seen = new HashMap<>();

	private final Map<String, Resource> resources = new HashMap<>();

	private NameTable(boolean imports) {
		this.imports = imports;
	}

	static NameTable ofImports() {
		return new NameTable(true);
	}

	static NameTable ofExports() {
		return new NameTable(false);
	}

	void add(String name, ItemType item, long offset) {
		if (this.imports) {
			ExternName.requireImport(name, offset);
		}
		else {
			ExternName.requireExport(name, offset);
		}
		String previous = this.seen.putIfAbsent(ExternName.comparable(name), name);
		if (previous != null) {
			throw new InvalidComponentException(
					ValidationRule.UNIQUE_NAMES, "the " + what() + " \"" + name + "\" where there already is \""
							+ previous + "\"; names may not differ in case or the kind of a resource's function only",
					offset);
		}
		ExternName.Annotated annotated = ExternName.annotated(name);
		if (annotated != null) {
			String problem = problem(annotated, item);
			if (problem != null) {
				throw new InvalidComponentException(ValidationRule.NAME,
						"the " + what() + " \"" + name + "\" " + problem, offset);
			}
		}
	}

	/** Lets later names be of this resource. */
	void learn(String name, ItemType item) {
		if (item instanceof ItemType.Type(Resource resource)) {
			this.resources.put(name, resource);
		}
	}

	private String what() {
		return this.imports ? "import" : "export";
	}

	private @Nullable String problem(ExternName.Annotated name, ItemType item) {
		if (!(item instanceof ItemType.Function function)) {
			return "is a " + item.sort() + "; only functions are constructors, methods or static functions";
		}
		Resource resource = this.resources.get(name.resource());
		if (resource == null) {
			return "belongs to a resource that is no " + what() + " of this scope; one named \"" + name.resource()
					+ "\" has to come before it";
		}
		return switch (name.kind()) {
			case CONSTRUCTOR -> resource == constructed(function.definition()) ? null
					: "is " + function + "; its result has to be own or result<own> of \"" + name.resource() + "\"";
			case METHOD -> resource == self(function.definition()) ? null : "is " + function
					+ "; its first parameter has to be \"self\", a borrow of \"" + name.resource() + "\"";
			case STATIC -> null;
		};
	}

	private static @Nullable Resource constructed(TypeDefinition.Function function) {
		if (function.type().result() == null) {
			return null;
		}
		Value result = function.parts().getLast();
		if (result.type() instanceof ResultType type && type.ok() != null) {
			result = result.parts().getFirst();
		}
		return (result.type() instanceof OwnType) ? result.resource() : null;
	}

	private static @Nullable Resource self(TypeDefinition.Function function) {
		List<Value> parts = function.parts();
		boolean self = !function.type().params().isEmpty() && function.type().params().getFirst().name().equals("self")
				&& parts.getFirst().type() instanceof BorrowType;
		return self ? parts.getFirst().resource() : null;
	}

}
