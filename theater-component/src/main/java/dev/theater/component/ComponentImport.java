package dev.theater.component;

import java.util.Map;

import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ValueType;

/**
 * A component asks for this.
 *
 * @param name the name, of an interface with the version where it has one
 * @param kind what it is
 * @param functions the functions' types by name, in order; of a single function its own
 * @param types the value types by name, in order; of a single value type its own
 */
public record ComponentImport(String name, ItemKind kind, Map<String, FunctionType> functions,
		Map<String, ValueType> types) {

	/**
	 * What it is, in words close to WIT.
	 * @return such as {@code import example:log/sink { write: func(line: string) }}
	 */
	@Override
	public String toString() {
		return Items.text("import ", this.name, this.kind, this.functions, this.types);
	}

}
