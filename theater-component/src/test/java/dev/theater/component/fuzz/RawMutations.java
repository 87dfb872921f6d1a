package dev.theater.component.fuzz;

import java.util.Arrays;
import java.util.Random;

/** Changes of bytes that know nothing of what the bytes mean. */
final class RawMutations {

	private static final long[] NUMBERS = { 0, 1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 31, 32, 33, 63, 64, 99, 100, 101, 127,
			128, 129, 255, 256, 1000, 1023, 1024, 4095, 4096, 65535, 65536, 65537, 100_000, 1_000_000, 0xfff_ffffL,
			0x1000_0000L, 0x7fff_fffeL, 0x7fff_ffffL, 0x8000_0000L, 0x8000_0001L, 0xffff_fffeL, 0xffff_ffffL,
			0x1_0000_0000L, Long.MAX_VALUE, Long.MIN_VALUE, -1 };

	private RawMutations() {
	}

	static byte[] mutate(byte[] bytes, byte[] other, Random random) {
		if (bytes.length == 0) {
			return block(other, random);
		}
		int at = random.nextInt(bytes.length);
		return switch (random.nextInt(12)) {
			case 0, 1 -> with(bytes, at, (byte) (bytes[at] ^ 1 << random.nextInt(8)));
			case 2 -> with(bytes, at, (byte) random.nextInt());
			case 3, 4 -> with(bytes, at, (byte) (bytes[at] + (random.nextBoolean() ? 1 : -1)));
			case 5 -> with(bytes, at, (byte) random.nextInt(0x20));
			case 6, 7 -> number(bytes, at, random);
			case 8 -> splice(bytes, at, Math.min(bytes.length, at + 1 + length(random)), new byte[0]);
			case 9 ->
				splice(bytes, at, at, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 1 + length(random))));
			case 10 -> splice(bytes, at, at, block(random.nextBoolean() ? bytes : other, random));
			default -> random.nextInt(8) == 0 ? Arrays.copyOf(bytes, at)
					: splice(bytes, at, Math.min(bytes.length, at + length(random)), block(other, random));
		};
	}

	/** A number that is likely to be at the edge of something. */
	static long number(Random random) {
		return switch (random.nextInt(4)) {
			case 0 -> random.nextInt(64);
			case 1 -> random.nextLong() >>> random.nextInt(64);
			default -> NUMBERS[random.nextInt(NUMBERS.length)];
		};
	}

	private static byte[] number(byte[] bytes, int at, Random random) {
		long[] old = Leb.read(bytes, at);
		int end = old[1] < 0 ? at + 1 : (int) old[1];
		long value = random.nextInt(3) == 0 ? old[0] + random.nextInt(5) - 2 : number(random);
		return splice(bytes, at, end, random.nextBoolean() ? Leb.unsigned(value) : Leb.signed(value));
	}

	private static int length(Random random) {
		return random.nextInt(5) == 0 ? random.nextInt(200) : random.nextInt(12);
	}

	private static byte[] block(byte[] from, Random random) {
		if (from.length == 0) {
			return new byte[] { (byte) random.nextInt() };
		}
		int at = random.nextInt(from.length);
		return Arrays.copyOfRange(from, at, Math.min(from.length, at + 1 + length(random)));
	}

	private static byte[] with(byte[] bytes, int at, byte value) {
		byte[] copy = bytes.clone();
		copy[at] = value;
		return copy;
	}

	static byte[] splice(byte[] bytes, int from, int to, byte[] middle) {
		byte[] out = new byte[from + middle.length + bytes.length - to];
		System.arraycopy(bytes, 0, out, 0, from);
		System.arraycopy(middle, 0, out, from, middle.length);
		System.arraycopy(bytes, to, out, from + middle.length, bytes.length - to);
		return out;
	}

}
