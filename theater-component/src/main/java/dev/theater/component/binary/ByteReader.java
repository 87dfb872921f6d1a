package dev.theater.component.binary;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the primitives of the binary format, strictly, within bounds. */
final class ByteReader {

	/** Longer names serve nobody and are copied around. */
	private static final int MAX_NAME_BYTES = 100_000;

	private final byte[] file;

	private final int end;

	private int at;

	ByteReader(byte[] file, int begin, int end) {
		this.file = file;
		this.at = begin;
		this.end = end;
	}

	/** Reads one element of a vector. */
	@FunctionalInterface
	interface Element<T> {

		T read();

	}

	int offset() {
		return this.at;
	}

	int remaining() {
		return this.end - this.at;
	}

	byte[] file() {
		return this.file;
	}

	MalformedComponentException malformed(String message, long offset) {
		return new MalformedComponentException(message, offset);
	}

	int u8(String what) {
		if (this.at >= this.end) {
			throw malformed("the bytes end where " + what + " should follow", this.at);
		}
		return this.file[this.at++] & 0xff;
	}

	int peek(String what) {
		if (this.at >= this.end) {
			throw malformed("the bytes end where " + what + " should follow", this.at);
		}
		return this.file[this.at] & 0xff;
	}

	/** An unsigned LEB128 of at most 32 bits, at most five bytes. */
	long u32(String what) {
		return unsigned(what, 32);
	}

	long u64(String what) {
		return unsigned(what, 64);
	}

	/** A signed LEB128 of 33 bits, as type references are written. */
	long s33(String what) {
		int begin = this.at;
		long value = 0;
		for (int shift = 0; shift < 35; shift += 7) {
			int b = u8(what);
			value |= (long) (b & 0x7f) << shift;
			if (shift == 28) {
				int high = b & 0x70;
				if ((b & 0x80) != 0 || (high != 0 && high != 0x70)) {
					throw malformed(what + " does not fit into 33 bits", begin);
				}
			}
			if ((b & 0x80) == 0) {
				int bits = shift + 7;
				return value << (64 - bits) >> (64 - bits);
			}
		}
		throw malformed(what + " does not fit into 33 bits", begin);
	}

	String name(String what) {
		int begin = this.at;
		long length = u32("the length of " + what);
		if (length > remaining()) {
			throw malformed(what + " of " + length + " bytes where only " + remaining() + " follow", begin);
		}
		if (length > MAX_NAME_BYTES) {
			throw malformed(what + " of " + length + " bytes; at most " + MAX_NAME_BYTES + " are allowed", begin);
		}
		ByteBuffer bytes = ByteBuffer.wrap(this.file, this.at, (int) length);
		try {
			String name = StandardCharsets.UTF_8.newDecoder()
				.onMalformedInput(CodingErrorAction.REPORT)
				.onUnmappableCharacter(CodingErrorAction.REPORT)
				.decode(bytes)
				.toString();
			this.at += (int) length;
			return name;
		}
		catch (CharacterCodingException ex) {
			throw new MalformedComponentException(what + " is not UTF-8", begin, ex);
		}
	}

	<T> List<T> vector(String what, Element<T> element) {
		int begin = this.at;
		long count = u32("the number of " + what);
		if (count > remaining()) {
			throw malformed(count + " " + what + " where only " + remaining() + " bytes follow", begin);
		}
		List<T> list = new ArrayList<>();
		for (long i = 0; i < count; i++) {
			list.add(element.read());
		}
		return List.copyOf(list);
	}

	/** A part of the file with its own end; this reader goes on after it. */
	ByteReader part(long length, String what) {
		if (length > remaining()) {
			throw malformed(what + " of " + length + " bytes where only " + remaining() + " follow", this.at);
		}
		ByteReader part = new ByteReader(this.file, this.at, this.at + (int) length);
		this.at += (int) length;
		return part;
	}

	void skipRest() {
		this.at = this.end;
	}

	void requireEnd(String what) {
		if (remaining() != 0) {
			throw malformed(remaining() + " bytes left over at the end of " + what, this.at);
		}
	}

	private long unsigned(String what, int bits) {
		int begin = this.at;
		long value = 0;
		for (int shift = 0; shift < bits; shift += 7) {
			int b = u8(what);
			int left = bits - shift;
			if (left < 7 && (b & 0xff) >> left != 0) {
				throw malformed(what + " does not fit into " + bits + " bits", begin);
			}
			value |= (long) (b & 0x7f) << shift;
			if ((b & 0x80) == 0) {
				return value;
			}
		}
		throw malformed(what + " does not fit into " + bits + " bits", begin);
	}

}
