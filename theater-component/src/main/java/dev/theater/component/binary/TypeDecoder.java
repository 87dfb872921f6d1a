package dev.theater.component.binary;

import java.util.List;

import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.UnsupportedFeatureException;
import org.jspecify.annotations.Nullable;

/** Decodes component-level types and what imports and exports are declared to be. */
final class TypeDecoder {

	/** Deeper nesting of components and of their types serves nobody. */
	static final int MAX_DEPTH = 100;

	private static final PrimitiveType[] PRIMITIVES = { PrimitiveType.STRING, PrimitiveType.CHAR, PrimitiveType.F64,
			PrimitiveType.F32, PrimitiveType.U64, PrimitiveType.S64, PrimitiveType.U32, PrimitiveType.S32,
			PrimitiveType.U16, PrimitiveType.S16, PrimitiveType.U8, PrimitiveType.S8, PrimitiveType.BOOL };

	private static final int FIRST_PRIMITIVE = 0x73;

	private final ByteReader in;

	private final CoreTypeDecoder core;

	private final DefinitionDecoder definitions;

	private int depth;

	TypeDecoder(ByteReader in, CoreTypeDecoder core, DefinitionDecoder definitions, int depth) {
		this.in = in;
		this.core = core;
		this.definitions = definitions;
		this.depth = depth;
	}

	DefType defType() {
		int offset = this.in.offset();
		int opcode = this.in.u8("a type");
		return switch (opcode) {
			case 0x72 -> new DefType.RecordOf(this.in.vector("fields", this::labelled));
			case 0x71 -> new DefType.Variant(this.in.vector("cases", this::variantCase));
			case 0x70 -> new DefType.ListOf(reference());
			case 0x6f -> new DefType.Tuple(this.in.vector("items", this::reference));
			case 0x6e -> new DefType.Flags(this.in.vector("flags", this::label));
			case 0x6d -> new DefType.Enumeration(this.in.vector("cases", this::label));
			case 0x6b -> new DefType.Option(reference());
			case 0x6a -> new DefType.Result(optionalReference(), optionalReference());
			case 0x69 -> new DefType.Own(this.in.u32("a type index"));
			case 0x68 -> new DefType.Borrow(this.in.u32("a type index"));
			case 0x40 -> new DefType.Function(this.in.vector("parameters", this::labelled), functionResult());
			case 0x41 -> new DefType.Component(nested(true));
			case 0x42 -> new DefType.Instance(nested(false));
			case 0x3f -> resource();
			default -> otherType(opcode, offset);
		};
	}

	private DefType otherType(int opcode, int offset) {
		if (opcode >= FIRST_PRIMITIVE && opcode <= 0x7f) {
			return new DefType.Primitive(PRIMITIVES[opcode - FIRST_PRIMITIVE]);
		}
		String feature = switch (opcode) {
			case 0x67 -> "fixed-length lists";
			case 0x66 -> "stream types (async)";
			case 0x65 -> "future types (async)";
			case 0x64 -> "the error-context type";
			case 0x63 -> "map types";
			case 0x43 -> "async function types";
			default ->
				throw this.in.malformed("0x" + Integer.toHexString(opcode) + " where a type should begin", offset);
		};
		throw new UnsupportedFeatureException(feature, offset);
	}

	private DefType resource() {
		int offset = this.in.offset();
		int rep = this.in.u8("a resource's representation");
		if (rep == 0x7e) {
			throw new UnsupportedFeatureException("resources with a 64-bit representation", offset);
		}
		if (rep != 0x7f) {
			throw this.in.malformed(
					"a resource's representation of 0x" + Integer.toHexString(rep) + "; 0x7f (i32) is right", offset);
		}
		return new DefType.Resource(present("a destructor") ? this.in.u32("a core function index") : null);
	}

	private List<Definition> nested(boolean component) {
		if (++this.depth > MAX_DEPTH) {
			throw this.in.malformed("types nested deeper than " + MAX_DEPTH + " levels", this.in.offset());
		}
		List<Definition> declarations = this.in.vector("declarations of a type", () -> declaration(component));
		this.depth--;
		return declarations;
	}

	private Definition declaration(boolean component) {
		int offset = this.in.offset();
		int opcode = this.in.u8("a declaration of a type");
		if (opcode == 0x03 && component) {
			ExternName name = externName();
			return new Definition.Import(offset, name.text(), name.attributes(), externDesc());
		}
		return switch (opcode) {
			case 0x00 -> new Definition.CoreType(offset, this.core.defType());
			case 0x01 -> new Definition.Type(offset, defType());
			case 0x02 -> this.definitions.alias();
			case 0x04 -> {
				ExternName name = externName();
				yield new Definition.ExportDeclaration(offset, name.text(), name.attributes(), externDesc());
			}
			default -> throw this.in.malformed("0x" + Integer.toHexString(opcode) + " where a declaration of "
					+ (component ? "a component" : "an instance") + " type should begin", offset);
		};
	}

	/**
	 * The name of an import or export.
	 *
	 * @param text the name itself
	 * @param attributes what is said beside it
	 */
	record ExternName(String text, List<NameAttribute> attributes) {
	}

	ExternName externName() {
		int offset = this.in.offset();
		int kind = this.in.u8("a name");
		if (kind > 2) {
			throw this.in.malformed("0x" + Integer.toHexString(kind)
					+ " where a name should begin; 0 to 2 are known, 2 for a name with attributes", offset);
		}
		String name = this.in.name("an import or export name");
		return new ExternName(name, (kind == 2) ? this.in.vector("attributes of a name", this::attribute) : List.of());
	}

	private NameAttribute attribute() {
		int offset = this.in.offset();
		int opcode = this.in.u8("an attribute of a name");
		if (opcode > 2) {
			throw this.in.malformed(
					"0x" + Integer.toHexString(opcode) + " where an attribute of a name should begin; 0 to 2 are known",
					offset);
		}
		String value = this.in.name("the value of an attribute");
		if (opcode == 1) {
			throw new UnsupportedFeatureException("canonical interface names (version suffixes)", offset);
		}
		return new NameAttribute((opcode == 0) ? NameAttribute.Kind.IMPLEMENTS : NameAttribute.Kind.EXTERNAL_ID, value,
				offset);
	}

	ExternDesc externDesc() {
		int offset = this.in.offset();
		int opcode = this.in.u8("what an import or export is");
		return switch (opcode) {
			case 0x00 -> coreModule();
			case 0x01 -> new ExternDesc.Function(this.in.u32("a type index"));
			case 0x02 -> throw new UnsupportedFeatureException("values as imports or exports", offset);
			case 0x03 -> bound();
			case 0x04 -> new ExternDesc.Component(this.in.u32("a type index"));
			case 0x05 -> new ExternDesc.Instance(this.in.u32("a type index"));
			default -> throw this.in.malformed("0x" + Integer.toHexString(opcode)
					+ " where it should say what an import or export is; 0 to 5 are known", offset);
		};
	}

	private ExternDesc coreModule() {
		int offset = this.in.offset();
		if (this.in.u8("a core sort") != 0x11) {
			throw this.in.malformed("an import or export of a core sort other than module", offset);
		}
		return new ExternDesc.CoreModule(this.in.u32("a core type index"));
	}

	private ExternDesc bound() {
		int offset = this.in.offset();
		int opcode = this.in.u8("a type bound");
		return switch (opcode) {
			case 0x00 -> new ExternDesc.EqualType(this.in.u32("a type index"));
			case 0x01 -> new ExternDesc.Resource();
			default -> throw this.in.malformed(
					"a type bound of 0x" + Integer.toHexString(opcode) + "; 0 (eq) and 1 (sub resource) are known",
					offset);
		};
	}

	TypeReference reference() {
		int offset = this.in.offset();
		int first = this.in.peek("a value type");
		if (first >= FIRST_PRIMITIVE && first <= 0x7f) {
			this.in.u8("a value type");
			return new TypeReference.Primitive(PRIMITIVES[first - FIRST_PRIMITIVE]);
		}
		if (first == 0x64) {
			throw new UnsupportedFeatureException("the error-context type", offset);
		}
		long index = this.in.s33("a type index");
		if (index < 0) {
			throw this.in.malformed("0x" + Integer.toHexString(first) + " where a value type should stand", offset);
		}
		return new TypeReference.Index(index, offset);
	}

	private @Nullable TypeReference optionalReference() {
		return present("a value type") ? reference() : null;
	}

	@Nullable TypeReference functionResult() {
		int offset = this.in.offset();
		int opcode = this.in.u8("a result");
		if (opcode == 0x00) {
			return reference();
		}
		if (opcode != 0x01) {
			throw this.in.malformed("0x" + Integer.toHexString(opcode) + " where a result should begin", offset);
		}
		int count = this.in.u8("the end of an empty result");
		if (count != 0) {
			throw this.in.malformed("a function type with named results; they are no longer part of the format",
					offset);
		}
		return null;
	}

	private DefType.Labelled labelled() {
		return new DefType.Labelled(label(), reference());
	}

	private DefType.Labelled variantCase() {
		String name = label();
		TypeReference payload = optionalReference();
		int offset = this.in.offset();
		if (this.in.u8("the end of a case") != 0) {
			throw this.in.malformed("a case with a refinement; they are no longer part of the format", offset);
		}
		return new DefType.Labelled(name, payload);
	}

	private String label() {
		return this.in.name("a label");
	}

	boolean present(String what) {
		int offset = this.in.offset();
		int flag = this.in.u8(what);
		if (flag > 1) {
			throw this.in.malformed(
					"0x" + Integer.toHexString(flag) + " where 0 or 1 says whether " + what + " follows", offset);
		}
		return flag == 1;
	}

}
