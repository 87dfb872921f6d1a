package dev.theater.component.wasm;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;

/** Writes modules by their binary format, true or not. */
public final class ModuleWriter {

	private ModuleWriter() {
	}

	static byte[] hex(String hex) {
		return HexFormat.of().parseHex(hex.replace(" ", ""));
	}

	/** A module of these sections, in hexadecimal digits. */
	static byte[] module(String hex) {
		return hex("0061736d01000000" + hex);
	}

	/** A module of one section. */
	static byte[] module(int section, byte[] content) {
		ByteArrayOutputStream module = new ByteArrayOutputStream();
		module.writeBytes(module(""));
		section(module, section, content);
		return module.toByteArray();
	}

	static void number(ByteArrayOutputStream out, int value) {
		int left = value;
		while (left >>> 7 != 0) {
			out.write(left & 0x7f | 0x80);
			left >>>= 7;
		}
		out.write(left);
	}

	/** A number that takes four bytes, however small it is. */
	static void wideNumber(ByteArrayOutputStream out, int value) {
		for (int i = 0; i < 3; i++) {
			out.write(value >>> (7 * i) & 0x7f | 0x80);
		}
		out.write(value >>> 21);
	}

	static void section(ByteArrayOutputStream module, int id, byte[] content) {
		module.write(id);
		number(module, content.length);
		module.writeBytes(content);
	}

	/** The content of a section: how many there are, and that many times the same. */
	static byte[] repeated(int count, byte[] one) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		number(content, count);
		for (int i = 0; i < count; i++) {
			content.writeBytes(one);
		}
		return content.toByteArray();
	}

	/**
	 * A module with these types and as many functions of the first as there are bodies.
	 */
	static byte[] functions(byte[] types, byte[]... bodies) {
		ByteArrayOutputStream functions = new ByteArrayOutputStream();
		ByteArrayOutputStream code = new ByteArrayOutputStream();
		number(functions, bodies.length);
		number(code, bodies.length);
		for (byte[] body : bodies) {
			functions.write(0);
			number(code, body.length);
			code.writeBytes(body);
		}
		ByteArrayOutputStream module = new ByteArrayOutputStream();
		module.writeBytes(module(""));
		section(module, 1, types);
		section(module, 3, functions.toByteArray());
		section(module, 10, code.toByteArray());
		return module.toByteArray();
	}

	/**
	 * A module of so many instructions, all of them nops but for the last of each
	 * function.
	 */
	public static byte[] nops(int instructions) {
		int most = 250_000;
		byte[][] bodies = new byte[(instructions + most - 1) / most][];
		for (int i = 0; i < bodies.length; i++) {
			int its = Math.min(most, instructions - i * most);
			byte[] body = new byte[1 + its];
			Arrays.fill(body, 1, its, (byte) 0x01);
			body[its] = 0x0b;
			bodies[i] = body;
		}
		return functions(hex("01 60 00 00"), bodies);
	}

	/** A module of so many functions that do nothing. */
	public static byte[] empty(int functions) {
		byte[][] bodies = new byte[functions][];
		Arrays.fill(bodies, hex("00 0b"));
		return functions(hex("01 60 00 00"), bodies);
	}

	/**
	 * A module of a function that does nothing, named so often in an element segment:
	 * each is as much to keep as two instructions, and parsed faster.
	 */
	public static byte[] elements(int count) {
		ByteArrayOutputStream elements = new ByteArrayOutputStream();
		elements.writeBytes(hex("01 01 00"));
		elements.writeBytes(repeated(count, hex("00")));
		ByteArrayOutputStream module = new ByteArrayOutputStream();
		module.writeBytes(module("01 04 01 60 00 00 03 02 01 00"));
		section(module, 9, elements.toByteArray());
		module.writeBytes(hex("0a 04 01 02 00 0b"));
		return module.toByteArray();
	}

}
