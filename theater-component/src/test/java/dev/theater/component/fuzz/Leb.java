package dev.theater.component.fuzz;

import java.io.ByteArrayOutputStream;

/** Numbers in LEB128, read without any complaint. */
final class Leb {

	private static final int LONGEST = 10;

	private Leb() {
	}

	/** Reads an unsigned number: the number and the position behind it, -1 if none. */
	static long[] read(byte[] bytes, int from) {
		long value = 0;
		for (int i = 0; i < LONGEST && from + i < bytes.length; i++) {
			value |= (long) (bytes[from + i] & 0x7f) << (7 * i);
			if (bytes[from + i] >= 0) {
				return new long[] { value, from + i + 1 };
			}
		}
		return new long[] { -1, -1 };
	}

	static void write(ByteArrayOutputStream out, long value) {
		long left = value;
		while (left < 0 || left >= 0x80) {
			out.write((int) (left & 0x7f | 0x80));
			left >>>= 7;
		}
		out.write((int) left);
	}

	static void writeSigned(ByteArrayOutputStream out, long value) {
		long left = value;
		while (left < -64 || left > 63) {
			out.write((int) (left & 0x7f | 0x80));
			left >>= 7;
		}
		out.write((int) (left & 0x7f));
	}

	static byte[] unsigned(long value) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		write(out, value);
		return out.toByteArray();
	}

	static byte[] signed(long value) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		writeSigned(out, value);
		return out.toByteArray();
	}

}
