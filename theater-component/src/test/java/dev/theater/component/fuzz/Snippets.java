package dev.theater.component.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/** Instructions that leave the stack as it was, with operands at the edge. */
final class Snippets {

	private static final int END = 0x0b;

	private Snippets() {
	}

	static byte[] insert(byte[] body, int[] starts, Random random) {
		int at = starts[random.nextInt(starts.length)];
		return RawMutations.splice(body, at, at, snippet(random));
	}

	private static byte[] snippet(Random random) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		int index = random.nextInt(4) == 0 ? random.nextInt(12) : 0;
		switch (random.nextInt(22)) {
			case 0 -> write(out, 0x00);
			case 1 -> write(number(out, random), 0x28 + random.nextInt(8), random.nextInt(4), offset(random), 0x1a);
			case 2 -> write(number(number(out, random), random), 0x36, random.nextInt(3), offset(random));
			case 3 -> write(number(out, random), 0x40, 0, 0x1a);
			case 4 -> write(number(number(number(out, random), random), random), 0xfc, 11, 0);
			case 5 -> write(number(number(number(out, random), random), random), 0xfc, 10, 0, 0);
			case 6 -> write(number(number(number(out, random), random), random), 0xfc, 8, index, 0);
			case 7 -> write(out, 0x10, random.nextInt(12));
			case 8 -> write(number(out, random), 0x11, random.nextInt(12), 0);
			case 9 -> write(out, 0x03, 0x40, 0x0c, 0, END);
			case 10 -> write(number(write(out, 0x03, 0x40), random), 0x0e, 1, 0, 0, END);
			case 11 -> write(out, 0x12, random.nextInt(12));
			case 12 -> write(number(out, random), 0x13, random.nextInt(12), 0);
			case 13 -> write(number(write(out, 0xd0, 0x70), random), 0xfc, 15, index, 0x1a);
			case 14 -> write(number(write(number(out, random), 0xd0, 0x70), random), 0xfc, 17, index);
			case 15 -> write(number(number(number(out, random), random), random), 0xfc, 14, index, index);
			case 16 -> write(number(number(number(out, random), random), random), 0xfc, 12, index, 0);
			case 17 -> write(number(write(out), random), 0x25, index, 0x1a);
			case 18 -> write(number(out, random), 0xd0, 0x70, 0x26, index);
			case 19 -> write(out, 0x08, index);
			case 20 -> write(out, 0x1f, 0x40, 0, 0x03, 0x40, 0x0c, 0, END, END);
			default -> {
				int depth = random.nextInt(3000);
				for (int i = 0; i < depth; i++) {
					write(out, 0x02, 0x40);
				}
				for (int i = 0; i < depth; i++) {
					write(out, END);
				}
			}
		}
		return out.toByteArray();
	}

	/** At the edge of 32 bits in one case of four. */
	private static int offset(Random random) {
		return random.nextInt(4) == 0 ? -1 : random.nextInt(128);
	}

	private static ByteArrayOutputStream number(ByteArrayOutputStream out, Random random) {
		out.write(0x41);
		int value = (int) RawMutations.number(random);
		Leb.writeSigned(out, value);
		return out;
	}

	private static ByteArrayOutputStream write(ByteArrayOutputStream out, int... octets) {
		for (int octet : octets) {
			if (octet < 0) {
				Leb.write(out, 0x7fff_fff0L + (octet & 0xf) * 16L);
			}
			else {
				out.write(octet);
			}
		}
		return out;
	}

}
