package dev.theater.component.wasm;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import com.dylibso.chicory.wasm.types.ValType;
import dev.theater.component.wasm.WasmLoadException.Reason;

/**
 * Reads a module's bytes as the engine's parser does, number by number, so that the two
 * never disagree on where something begins. Allocates nothing that a module declares.
 */
final class BinaryCursor {

	private static final int LONGEST_32 = 5;

	private static final int LONGEST_64 = 10;

	private final byte[] bytes;

	private int position;

	private int end;

	BinaryCursor(byte[] bytes, int position) {
		this.bytes = bytes;
		this.position = position;
		this.end = bytes.length;
	}

	int position() {
		return this.position;
	}

	int left() {
		return this.end - this.position;
	}

	/** What follows ends there, not at the end of the file. */
	void limit(int newEnd) {
		this.end = newEnd;
	}

	void unlimit() {
		this.end = this.bytes.length;
	}

	int octet() {
		if (this.position >= this.end) {
			throw malformed("unexpected end");
		}
		return this.bytes[this.position++] & 0xff;
	}

	int peek() {
		return this.position < this.end ? this.bytes[this.position] & 0xff : -1;
	}

	/** An unsigned number of 32 bits. */
	long number() {
		long value = 0;
		for (int i = 0; i < LONGEST_32; i++) {
			int octet = octet();
			value |= (long) (octet & 0x7f) << (7 * i);
			if (octet < 0x80) {
				if (value > 0xffff_ffffL) {
					throw malformed("integer too large");
				}
				return value;
			}
		}
		throw malformed("integer representation too long");
	}

	/** How many follow, each of one byte or more. */
	int count() {
		long count = number();
		if (count > left()) {
			throw malformed(count + " entries in " + left() + " bytes");
		}
		return (int) count;
	}

	/** The same, of things of which there may be so many. */
	int countOf(String what, int most) {
		int count = count();
		requireAtMost(most, count, what);
		return count;
	}

	static void requireAtMost(int most, int count, String what) {
		if (count > most) {
			throw limit(count + " " + what + ", at most " + most + " are supported");
		}
	}

	void skip(int count) {
		if (count > left()) {
			throw malformed("unexpected end");
		}
		this.position += count;
	}

	void skipSigned32() {
		skipLeb(LONGEST_32);
	}

	void skipSigned64() {
		skipLeb(LONGEST_64);
	}

	private void skipLeb(int longest) {
		for (int i = 0; i < longest; i++) {
			if (octet() < 0x80) {
				return;
			}
		}
		throw malformed("integer representation too long");
	}

	/** Bytes with their count before them. */
	void skipBytes() {
		skip(count());
	}

	/** Returns its length in bytes. */
	int skipName() {
		int length = count();
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(this.bytes, this.position, length));
		}
		catch (CharacterCodingException failure) {
			throw malformed("malformed UTF-8 encoding of a name");
		}
		this.position += length;
		return length;
	}

	/** A value type whose first number was read. */
	void skipRestOfType(long code) {
		if (code == ValType.ID.Ref || code == ValType.ID.RefNull) {
			skipSigned32();
		}
	}

	void skipType() {
		skipRestOfType(number());
	}

	WasmLoadException malformed(String what) {
		return new WasmLoadException(Reason.MALFORMED, "malformed module: " + what + ", at offset " + this.position,
				null);
	}

	static WasmLoadException unsupported(String feature) {
		return new WasmLoadException(Reason.UNSUPPORTED, "unsupported feature: " + feature, null);
	}

	static WasmLoadException limit(String what) {
		return new WasmLoadException(Reason.LIMIT, "module too large: " + what, null);
	}

}
