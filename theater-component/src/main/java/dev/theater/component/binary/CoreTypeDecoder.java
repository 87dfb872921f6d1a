package dev.theater.component.binary;

import java.util.List;

import dev.theater.component.type.UnsupportedFeatureException;

/** Decodes core types: function types, module types and what they declare. */
final class CoreTypeDecoder {

	private final ByteReader in;

	private int depth;

	CoreTypeDecoder(ByteReader in) {
		this.in = in;
	}

	CoreDefType defType() {
		int offset = this.in.offset();
		int opcode = this.in.u8("a core type");
		return switch (opcode) {
			case 0x60 -> new CoreDefType.Function(functionType());
			case 0x50 -> moduleType();
			case 0x00, 0x4e, 0x4f, 0x5e, 0x5f, 0x65 ->
				throw new UnsupportedFeatureException("GC types as core types of a component", offset);
			default -> throw this.in.malformed("0x" + Integer.toHexString(opcode)
					+ " where a core type should begin; 0x60 is a function type, 0x50 a module type", offset);
		};
	}

	private CoreDefType moduleType() {
		if (++this.depth > TypeDecoder.MAX_DEPTH) {
			throw this.in.malformed("types nested deeper than " + TypeDecoder.MAX_DEPTH + " levels", this.in.offset());
		}
		CoreDefType type = new CoreDefType.Module(this.in.vector("declarations of a module type", this::declaration));
		this.depth--;
		return type;
	}

	private CoreExternType.Function functionType() {
		List<CoreValueType> params = this.in.vector("parameters", this::valueType);
		List<CoreValueType> results = this.in.vector("results", this::valueType);
		return new CoreExternType.Function(params, results);
	}

	private CoreDeclaration declaration() {
		int offset = this.in.offset();
		int opcode = this.in.u8("a declaration of a module type");
		return switch (opcode) {
			case 0x00 -> new CoreDeclaration.Import(offset, this.in.name("a module name"), this.in.name("a name"),
					description());
			case 0x01 -> new CoreDeclaration.Type(offset, defType());
			case 0x02 -> outerType(offset);
			case 0x03 -> new CoreDeclaration.Export(offset, this.in.name("a name"), description());
			default -> throw this.in.malformed("0x" + Integer.toHexString(opcode)
					+ " where a declaration of a module type should begin; 0 to 3 are known", offset);
		};
	}

	private CoreDeclaration outerType(int offset) {
		int sort = this.in.u8("a core sort");
		int target = this.in.u8("an alias target");
		if (sort != 0x10 || target != 0x01) {
			throw this.in.malformed("an alias in a core module type that is not an outer type alias", offset);
		}
		return new CoreDeclaration.OuterType(offset, this.in.u32("an outer count"), this.in.u32("a type index"));
	}

	private CoreDesc description() {
		int offset = this.in.offset();
		int opcode = this.in.u8("a core import or export kind");
		return switch (opcode) {
			case 0x00 -> new CoreDesc.Function(this.in.u32("a core type index"));
			case 0x01 -> new CoreDesc.Plain(new CoreExternType.Table(valueType(), tableLimits()));
			case 0x02 -> new CoreDesc.Plain(memory());
			case 0x03 -> new CoreDesc.Plain(global());
			case 0x04 -> tag();
			default -> throw this.in.malformed("0x" + Integer.toHexString(opcode)
					+ " where a core import or export kind should stand; 0 to 4 are known", offset);
		};
	}

	private CoreDesc tag() {
		int offset = this.in.offset();
		if (this.in.u8("a tag attribute") != 0) {
			throw this.in.malformed("a tag attribute other than 0", offset);
		}
		return new CoreDesc.Tag(this.in.u32("a core type index"));
	}

	private CoreExternType global() {
		CoreValueType type = valueType();
		int offset = this.in.offset();
		int mutable = this.in.u8("a mutability");
		if (mutable > 1) {
			throw this.in.malformed("a mutability of " + mutable + "; 0 or 1 is right", offset);
		}
		return new CoreExternType.Global(type, mutable == 1);
	}

	private CoreExternType.Limits tableLimits() {
		int offset = this.in.offset();
		int flags = this.in.u8("limits");
		if (flags > 1) {
			throw limitsFlags(flags, offset);
		}
		return limits(flags, false);
	}

	private CoreExternType memory() {
		int offset = this.in.offset();
		int flags = this.in.u8("limits");
		if (flags > 7) {
			throw limitsFlags(flags, offset);
		}
		boolean wide = (flags & 4) != 0;
		return new CoreExternType.Memory(limits(flags, wide), (flags & 2) != 0, wide);
	}

	private CoreExternType.Limits limits(int flags, boolean wide) {
		long min = wide ? this.in.u64("a smallest size") : this.in.u32("a smallest size");
		if ((flags & 1) == 0) {
			return new CoreExternType.Limits(min, null);
		}
		return new CoreExternType.Limits(min, wide ? this.in.u64("a largest size") : this.in.u32("a largest size"));
	}

	private RuntimeException limitsFlags(int flags, int offset) {
		if (flags <= 0x0f) {
			return new UnsupportedFeatureException("custom page sizes or 64-bit tables", offset);
		}
		return this.in.malformed("limits with flags 0x" + Integer.toHexString(flags), offset);
	}

	CoreValueType valueType() {
		int offset = this.in.offset();
		int opcode = this.in.u8("a core value type");
		return switch (opcode) {
			case 0x7f -> CoreValueType.I32;
			case 0x7e -> CoreValueType.I64;
			case 0x7d -> CoreValueType.F32;
			case 0x7c -> CoreValueType.F64;
			case 0x7b -> CoreValueType.V128;
			case 0x70 -> CoreValueType.FUNCREF;
			case 0x6f -> CoreValueType.EXTERNREF;
			case 0x69 -> CoreValueType.EXNREF;
			case 0x63, 0x64, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x71, 0x72, 0x73, 0x74 ->
				throw new UnsupportedFeatureException("typed references in a core type of a component", offset);
			default -> throw this.in
				.malformed("0x" + Integer.toHexString(opcode) + " where a core value type should stand", offset);
		};
	}

}
