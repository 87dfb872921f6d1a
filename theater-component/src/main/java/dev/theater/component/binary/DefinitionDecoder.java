package dev.theater.component.binary;

import java.util.List;

import dev.theater.component.type.ComponentException;
import dev.theater.component.type.UnsupportedFeatureException;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the definitions inside sections: instances, aliases, canons, imports, exports.
 */
final class DefinitionDecoder {

	private final ByteReader in;

	private final TypeDecoder types;

	private final CoreTypeDecoder coreTypes;

	DefinitionDecoder(ByteReader in, int depth) {
		this.in = in;
		this.coreTypes = new CoreTypeDecoder(in);
		this.types = new TypeDecoder(in, this.coreTypes, this, depth);
	}

	Definition coreInstance() {
		int offset = this.in.offset();
		int opcode = this.in.u8("a core instance");
		return switch (opcode) {
			case 0x00 -> new Definition.CoreInstantiate(offset, this.in.u32("a core module index"),
					this.in.vector("arguments", this::coreArgument));
			case 0x01 -> new Definition.CoreBundle(offset, this.in.vector("exports", this::coreExport));
			default -> throw this.in.malformed(
					"0x" + Integer.toHexString(opcode) + " where a core instance should begin; 0 and 1 are known",
					offset);
		};
	}

	private NamedIndex coreArgument() {
		int offset = this.in.offset();
		String name = this.in.name("an argument's name");
		int sort = this.in.u8("a core sort");
		if (sort != 0x12) {
			throw this.in.malformed("an argument of a core instantiation that is not an instance", offset);
		}
		return new NamedIndex(name, new SortIndex(Sort.CORE_INSTANCE, this.in.u32("a core instance index")), offset);
	}

	private NamedIndex coreExport() {
		int offset = this.in.offset();
		String name = this.in.name("an export's name");
		return new NamedIndex(name, new SortIndex(coreSort(), this.in.u32("an index")), offset);
	}

	Definition instance() {
		int offset = this.in.offset();
		int opcode = this.in.u8("an instance");
		return switch (opcode) {
			case 0x00 -> new Definition.Instantiate(offset, this.in.u32("a component index"),
					this.in.vector("arguments", this::argument));
			case 0x01 -> new Definition.Bundle(offset, this.in.vector("exports", this::inlineExport));
			default -> throw this.in.malformed(
					"0x" + Integer.toHexString(opcode) + " where an instance should begin; 0 and 1 are known", offset);
		};
	}

	private NamedIndex argument() {
		int offset = this.in.offset();
		return new NamedIndex(this.in.name("an argument's name"), sortIndex(), offset);
	}

	private NamedIndex inlineExport() {
		int offset = this.in.offset();
		TypeDecoder.ExternName name = this.types.externName();
		return new NamedIndex(name.text(), name.attributes(), sortIndex(), offset);
	}

	Definition alias() {
		int offset = this.in.offset();
		Sort sort = sort();
		int target = this.in.u8("an alias target");
		return switch (target) {
			case 0x00 -> new Definition.ExportAlias(offset, sort, this.in.u32("an instance index"),
					this.in.name("an export's name"));
			case 0x01 -> new Definition.CoreExportAlias(offset, sort, this.in.u32("a core instance index"),
					this.in.name("an export's name"));
			case 0x02 -> outerAlias(offset, sort);
			default -> throw this.in.malformed("an alias target of 0x" + Integer.toHexString(target)
					+ "; 0 (export), 1 (core export) and 2 (outer) are known", offset);
		};
	}

	private Definition outerAlias(int offset, Sort sort) {
		boolean known = sort == Sort.TYPE || sort == Sort.COMPONENT || sort == Sort.CORE_TYPE
				|| sort == Sort.CORE_MODULE;
		if (!known) {
			throw this.in.malformed("an outer alias of a " + sort
					+ "; only types, core types, core modules and components can be aliased outwards", offset);
		}
		return new Definition.OuterAlias(offset, sort, this.in.u32("an outer count"), this.in.u32("an index"));
	}

	Definition coreType() {
		int offset = this.in.offset();
		return new Definition.CoreType(offset, this.coreTypes.defType());
	}

	Definition type() {
		int offset = this.in.offset();
		return new Definition.Type(offset, this.types.defType());
	}

	Definition importDefinition() {
		int offset = this.in.offset();
		TypeDecoder.ExternName name = this.types.externName();
		return new Definition.Import(offset, name.text(), name.attributes(), this.types.externDesc());
	}

	Definition export() {
		int offset = this.in.offset();
		TypeDecoder.ExternName name = this.types.externName();
		SortIndex target = sortIndex();
		@Nullable ExternDesc type = this.types.present("the export's type") ? this.types.externDesc() : null;
		return new Definition.Export(offset, name.text(), name.attributes(), target, type);
	}

	Definition canon() {
		int offset = this.in.offset();
		int opcode = this.in.u8("a canonical definition");
		return switch (opcode) {
			case 0x00 -> {
				function(offset);
				yield new Definition.Lift(offset, this.in.u32("a core function index"), options(),
						this.in.u32("a type index"));
			}
			case 0x01 -> {
				function(offset);
				yield new Definition.Lower(offset, this.in.u32("a function index"), options());
			}
			case 0x02 -> new Definition.ResourceFunction(offset, "resource.new", this.in.u32("a type index"));
			case 0x03 -> new Definition.ResourceFunction(offset, "resource.drop", this.in.u32("a type index"));
			case 0x04 -> new Definition.ResourceFunction(offset, "resource.rep", this.in.u32("a type index"));
			default -> throw builtIn(opcode, offset);
		};
	}

	/** Reads it to its end, so that a malformed one is told from a refused one. */
	private ComponentException builtIn(int opcode, int offset) {
		CanonBuiltIn builtIn = CanonBuiltIn.of(opcode);
		if (builtIn == null) {
			return this.in.malformed("0x" + Integer.toHexString(opcode) + " where a canonical definition should begin",
					offset);
		}
		builtIn.operands().chars().forEach((operand) -> {
			switch (operand) {
				case 'b' -> this.types.present("the flag of a built-in");
				case 'o' -> this.in.vector("options", this::skippedOption);
				case 'r' -> this.types.functionResult();
				case 'v' -> this.coreTypes.valueType();
				default -> this.in.u32("an index");
			}
		});
		return new UnsupportedFeatureException("the built-in " + builtIn.name(), offset);
	}

	private int skippedOption() {
		int offset = this.in.offset();
		int opcode = this.in.u8("an option");
		if (opcode > 0x09) {
			throw unknownOption(opcode, offset);
		}
		boolean index = opcode == 0x03 || opcode == 0x04 || opcode == 0x05 || opcode == 0x07 || opcode == 0x08;
		if (index) {
			this.in.u32("an index");
		}
		return opcode;
	}

	private MalformedComponentException unknownOption(int opcode, int offset) {
		return this.in.malformed("a canonical option of 0x" + Integer.toHexString(opcode) + "; 0 to 9 are known",
				offset);
	}

	private void function(int offset) {
		int sort = this.in.u8("the sort of a canonical definition");
		if (sort != 0) {
			throw this.in.malformed(
					"a canonical definition of sort 0x" + Integer.toHexString(sort) + "; 0 (func) is right", offset);
		}
	}

	private List<CanonOption> options() {
		return this.in.vector("options", this::option);
	}

	private CanonOption option() {
		int offset = this.in.offset();
		int opcode = this.in.u8("an option");
		return switch (opcode) {
			case 0x00 -> new CanonOption(CanonOption.Kind.UTF8, 0, offset);
			case 0x01 -> new CanonOption(CanonOption.Kind.UTF16, 0, offset);
			case 0x02 -> new CanonOption(CanonOption.Kind.LATIN1_UTF16, 0, offset);
			case 0x03 -> new CanonOption(CanonOption.Kind.MEMORY, this.in.u32("a core memory index"), offset);
			case 0x04 -> new CanonOption(CanonOption.Kind.REALLOC, this.in.u32("a core function index"), offset);
			case 0x05 -> new CanonOption(CanonOption.Kind.POST_RETURN, this.in.u32("a core function index"), offset);
			case 0x06 -> throw new UnsupportedFeatureException("the canonical option \"async\"", offset);
			case 0x07 -> throw new UnsupportedFeatureException("the canonical option \"callback\" (async)", offset);
			case 0x08 -> throw new UnsupportedFeatureException("the canonical option \"core-type\" (GC)", offset);
			case 0x09 -> throw new UnsupportedFeatureException("the canonical option \"gc\"", offset);
			default -> throw unknownOption(opcode, offset);
		};
	}

	private SortIndex sortIndex() {
		return new SortIndex(sort(), this.in.u32("an index"));
	}

	private Sort sort() {
		int offset = this.in.offset();
		int opcode = this.in.u8("a sort");
		return switch (opcode) {
			case 0x00 -> coreSort();
			case 0x01 -> Sort.FUNCTION;
			case 0x02 -> throw new UnsupportedFeatureException("values", offset);
			case 0x03 -> Sort.TYPE;
			case 0x04 -> Sort.COMPONENT;
			case 0x05 -> Sort.INSTANCE;
			default ->
				throw this.in.malformed("a sort of 0x" + Integer.toHexString(opcode) + "; 0 to 5 are known", offset);
		};
	}

	private Sort coreSort() {
		int offset = this.in.offset();
		int opcode = this.in.u8("a core sort");
		return switch (opcode) {
			case 0x00 -> Sort.CORE_FUNCTION;
			case 0x01 -> Sort.CORE_TABLE;
			case 0x02 -> Sort.CORE_MEMORY;
			case 0x03 -> Sort.CORE_GLOBAL;
			case 0x04 -> Sort.CORE_TAG;
			case 0x10 -> Sort.CORE_TYPE;
			case 0x11 -> Sort.CORE_MODULE;
			case 0x12 -> Sort.CORE_INSTANCE;
			default -> throw this.in.malformed(
					"a core sort of 0x" + Integer.toHexString(opcode) + "; 0 to 4 and 0x10 to 0x12 are known", offset);
		};
	}

}
