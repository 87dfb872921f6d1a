package dev.theater.component.binary;

import java.util.ArrayList;
import java.util.List;

import dev.theater.component.type.UnsupportedFeatureException;

/**
 * Decodes a component's bytes. Source: Binary.md of WebAssembly/component-model. An
 * unknown opcode is malformed; a known feature that this host lacks is refused by name.
 */
public final class ComponentDecoder {

	private static final int PREAMBLE = 8;

	private static final int[] MAGIC = { 0x00, 0x61, 0x73, 0x6d };

	private static final int COMPONENT_VERSION = 0x0d;

	private ComponentDecoder() {
	}

	/** What a file's first eight bytes say that it is. */
	public enum FileKind {

		/** A component. */
		COMPONENT,
		/** A core module. */
		CORE_MODULE

	}

	/**
	 * Looks at a file's first eight bytes.
	 * @param bytes the file
	 * @return what it is
	 * @throws MalformedComponentException if it is neither a component nor a core module
	 * of a known version
	 */
	public static FileKind kindOf(byte[] bytes) {
		ByteReader in = new ByteReader(bytes, 0, bytes.length);
		int preamble = preamble(in);
		return switch (preamble) {
			case COMPONENT_VERSION | 1 << 16 -> FileKind.COMPONENT;
			case 1 -> FileKind.CORE_MODULE;
			default -> throw in.malformed(
					"version " + (preamble & 0xffff) + " of layer " + (preamble >>> 16)
							+ "; a component is version 13 of layer 1, a core module version 1 of layer 0",
					MAGIC.length);
		};
	}

	/**
	 * Decodes a component.
	 * @param bytes the file
	 * @return its definitions
	 * @throws MalformedComponentException if the bytes do not follow the format
	 * @throws UnsupportedFeatureException if a known feature is used that is not
	 * supported
	 */
	public static ComponentAst decode(byte[] bytes) {
		byte[] file = bytes.clone();
		return component(new ByteReader(file, 0, file.length), 1);
	}

	private static ComponentAst component(ByteReader in, int depth) {
		int offset = in.offset();
		if (depth > TypeDecoder.MAX_DEPTH) {
			throw in.malformed("components nested deeper than " + TypeDecoder.MAX_DEPTH + " levels", offset);
		}
		int preamble = preamble(in);
		if (preamble != (COMPONENT_VERSION | 1 << 16)) {
			throw in.malformed("version " + (preamble & 0xffff) + " of layer " + (preamble >>> 16)
					+ "; a component is version 13 of layer 1", offset + (long) MAGIC.length);
		}
		List<Definition> definitions = new ArrayList<>();
		while (in.remaining() > 0) {
			int id = in.u8("a section");
			ByteReader section = in.part(in.u32("the size of a section"), "a section");
			section(id, section, definitions, depth);
		}
		return new ComponentAst(offset, definitions);
	}

	private static void section(int id, ByteReader in, List<Definition> into, int depth) {
		DefinitionDecoder decoder = new DefinitionDecoder(in, depth);
		int offset = in.offset();
		switch (id) {
			case 0 -> {
				in.name("a custom section's name");
				in.skipRest();
			}
			case 1 -> into.add(coreModule(in));
			case 2 -> into.addAll(in.vector("core instances", decoder::coreInstance));
			case 3 -> into.addAll(in.vector("core types", decoder::coreType));
			case 4 -> into.add(new Definition.NestedComponent(offset, component(in, depth + 1)));
			case 5 -> into.addAll(in.vector("instances", decoder::instance));
			case 6 -> into.addAll(in.vector("aliases", decoder::alias));
			case 7 -> into.addAll(in.vector("types", decoder::type));
			case 8 -> into.addAll(in.vector("canonical definitions", decoder::canon));
			case 9 -> throw new UnsupportedFeatureException("component start functions", offset);
			case 10 -> into.addAll(in.vector("imports", decoder::importDefinition));
			case 11 -> into.addAll(in.vector("exports", decoder::export));
			case 12 -> throw new UnsupportedFeatureException("values", offset);
			default -> throw in.malformed("a section of id " + id + "; 0 to 12 are known", offset);
		}
		in.requireEnd("a section");
	}

	private static Definition coreModule(ByteReader in) {
		int offset = in.offset();
		int length = in.remaining();
		int preamble = preamble(in);
		if (preamble != 1) {
			throw in.malformed(
					"version " + (preamble & 0xffff) + " of layer " + (preamble >>> 16)
							+ " in a core module section; a core module is version 1 of layer 0",
					offset + (long) MAGIC.length);
		}
		in.skipRest();
		return new Definition.CoreModule(offset, new CoreModuleBytes(in.file(), offset, length));
	}

	/** Version in the low half, layer in the high half. */
	private static int preamble(ByteReader in) {
		int offset = in.offset();
		if (in.remaining() < PREAMBLE) {
			throw in.malformed(in.remaining() + " bytes; a WebAssembly file begins with eight bytes that say so",
					offset);
		}
		for (int expected : MAGIC) {
			if (in.u8("the magic number") != expected) {
				throw in.malformed("not WebAssembly: the first four bytes are not \\0asm", offset);
			}
		}
		int version = in.u8("the version") | in.u8("the version") << 8;
		return version | in.u8("the layer") << 16 | in.u8("the layer") << 24;
	}

}
