package dev.theater.component;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.theater.component.binary.CoreExternType;
import dev.theater.component.binary.CoreModuleBytes;
import dev.theater.component.binary.CoreValueType;
import org.jspecify.annotations.Nullable;

/**
 * The two small modules that break the circle between a module, which needs its imports
 * to be instantiated, and its lowered imports, which need its memory: one whose functions
 * call through a table, one that fills the table (and then calls the initialiser). The
 * standard tools do the same.
 */
final class ShimModules {

	/** The name of the table between them. */
	static final String TABLE = "$imports";

	/** The name of the initialiser. */
	static final String INITIALIZE = "init";

	private static final int[] PREAMBLE = { 0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00 };

	private static final int FUNCREF = 0x70;

	private ShimModules() {
	}

	/** Exports a function per type under its number, and the table. */
	static CoreModuleBytes shim(List<CoreExternType.Function> types) {
		int count = types.size();
		Bytes functions = new Bytes().number(count);
		Bytes exports = new Bytes().number(count + 1);
		Bytes code = new Bytes().number(count);
		for (int i = 0; i < count; i++) {
			functions.number(i);
			exports.name(String.valueOf(i)).number(0).number(i);
			Bytes body = new Bytes().number(0);
			for (int param = 0; param < types.get(i).params().size(); param++) {
				body.raw(0x20).number(param);
			}
			body.raw(0x41).signed(i).raw(0x11).number(i).number(0).raw(0x0b);
			code.number(body.size()).append(body);
		}
		exports.name(TABLE).number(1).number(0);
		Bytes table = new Bytes().number(1).raw(FUNCREF).raw(1).number(count).number(count);
		return new Bytes().raw(PREAMBLE)
			.section(1, typeSection(types, null))
			.section(3, functions)
			.section(4, table)
			.section(7, exports)
			.section(10, code)
			.toModule();
	}

	/**
	 * Imports "actual" functions and the "shim" table, fills the table, then initialises.
	 */
	static CoreModuleBytes fixup(List<CoreExternType.Function> types, boolean initialize) {
		int count = types.size();
		CoreExternType.Function start = initialize ? new CoreExternType.Function(List.of(), List.of()) : null;
		Bytes imports = new Bytes().number(count + (count > 0 ? 1 : 0) + (initialize ? 1 : 0));
		Bytes elements = new Bytes().number(1).number(0).raw(0x41).signed(0).raw(0x0b).number(count);
		for (int i = 0; i < count; i++) {
			imports.name("actual").name(String.valueOf(i)).number(0).number(i);
			elements.number(i);
		}
		if (initialize) {
			imports.name("actual").name(INITIALIZE).number(0).number(count);
		}
		if (count > 0) {
			imports.name("shim").name(TABLE).number(1).raw(FUNCREF).raw(1).number(count).number(count);
		}
		Bytes module = new Bytes().raw(PREAMBLE).section(1, typeSection(types, start)).section(2, imports);
		if (initialize) {
			module.section(8, new Bytes().number(count));
		}
		if (count > 0) {
			module.section(9, elements);
		}
		return module.toModule();
	}

	private static Bytes typeSection(List<CoreExternType.Function> types, CoreExternType.@Nullable Function last) {
		Bytes section = new Bytes().number(types.size() + (last != null ? 1 : 0));
		types.forEach((type) -> functionType(section, type));
		if (last != null) {
			functionType(section, last);
		}
		return section;
	}

	private static void functionType(Bytes section, CoreExternType.Function type) {
		section.raw(0x60);
		values(section, type.params());
		values(section, type.results());
	}

	private static void values(Bytes section, List<CoreValueType> types) {
		section.number(types.size());
		for (CoreValueType type : types) {
			section.raw(switch (type) {
				case I32 -> 0x7f;
				case I64 -> 0x7e;
				case F32 -> 0x7d;
				case F64 -> 0x7c;
				default -> throw new IllegalArgumentException(
						"the core type " + type + " in a function that a component imports; numbers are right");
			});
		}
	}

	/** A growing piece of a module. */
	private static final class Bytes {

		private final ByteArrayOutputStream out = new ByteArrayOutputStream();

		int size() {
			return this.out.size();
		}

		Bytes raw(int... values) {
			for (int value : values) {
				this.out.write(value);
			}
			return this;
		}

		Bytes number(int value) {
			int rest = value;
			while (rest > 0x7f) {
				this.out.write((rest & 0x7f) | 0x80);
				rest >>>= 7;
			}
			this.out.write(rest);
			return this;
		}

		/** A non-negative number as signed LEB128. */
		Bytes signed(int value) {
			int rest = value;
			while (rest > 0x3f) {
				this.out.write((rest & 0x7f) | 0x80);
				rest >>>= 7;
			}
			this.out.write(rest);
			return this;
		}

		Bytes name(String name) {
			byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
			number(bytes.length);
			this.out.writeBytes(bytes);
			return this;
		}

		Bytes append(Bytes other) {
			this.out.writeBytes(other.out.toByteArray());
			return this;
		}

		Bytes section(int id, Bytes content) {
			return raw(id).number(content.size()).append(content);
		}

		CoreModuleBytes toModule() {
			return CoreModuleBytes.of(this.out.toByteArray());
		}

	}

}
