package dev.theater.component.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Changes of a core module's code that leave most of it valid: other constants, other
 * instructions of the same type, small snippets in between.
 */
final class CodeMutations {

	/** Ranges of opcodes of one type each. */
	private static final int[][] ALIKE = { { 0x6a, 0x78 }, { 0x7c, 0x8a }, { 0x46, 0x4f }, { 0x51, 0x5a },
			{ 0x92, 0x98 }, { 0xa0, 0xa6 }, { 0x2c, 0x2f }, { 0x30, 0x35 }, { 0x3a, 0x3b }, { 0x3c, 0x3e },
			{ 0x67, 0x69 }, { 0x79, 0x7b }, { 0x8b, 0x91 }, { 0x99, 0x9f }, { 0x5b, 0x60 }, { 0x61, 0x66 },
			{ 0xa8, 0xa9 }, { 0xaa, 0xab }, { 0x20, 0x22 }, { 0x0c, 0x0d }, { 0x02, 0x03 } };

	private CodeMutations() {
	}

	/** Changes one function body of a code section, or returns null if it cannot. */
	static byte[] mutate(byte[] section, Random random) {
		List<byte[]> bodies = bodies(section);
		if (bodies.isEmpty()) {
			return null;
		}
		int which = random.nextInt(bodies.size());
		byte[] body = bodies.get(which);
		int[] starts = instructions(body);
		if (starts.length < 2) {
			return null;
		}
		bodies.set(which, switch (random.nextInt(10)) {
			case 0, 1 -> Snippets.insert(body, starts, random);
			case 2 -> copyInstructions(body, starts, bodies.get(random.nextInt(bodies.size())), random);
			case 3 -> cutInstructions(body, starts, random);
			default -> operand(body, starts, random);
		});
		if (random.nextInt(50) == 0) {
			bodies.add(bodies.get(random.nextInt(bodies.size())));
		}
		return section(bodies);
	}

	private static List<byte[]> bodies(byte[] section) {
		List<byte[]> bodies = new ArrayList<>();
		long[] count = Leb.read(section, 0);
		int position = (int) count[1];
		for (long i = 0; i < count[0] && position >= 0 && position < section.length; i++) {
			long[] size = Leb.read(section, position);
			if (size[1] < 0 || size[0] < 0 || size[0] > section.length - size[1]) {
				return List.of();
			}
			position = (int) (size[1] + size[0]);
			bodies.add(Arrays.copyOfRange(section, (int) size[1], position));
		}
		return bodies;
	}

	private static byte[] section(List<byte[]> bodies) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		Leb.write(out, bodies.size());
		for (byte[] body : bodies) {
			Leb.write(out, body.length);
			out.writeBytes(body);
		}
		return out.toByteArray();
	}

	/** Where the instructions begin, as far as they can be followed, and the end. */
	private static int[] instructions(byte[] body) {
		long[] groups = Leb.read(body, 0);
		int position = (int) groups[1];
		for (long i = 0; i < groups[0] && position > 0; i++) {
			position = lebs(body, position, 1);
			position = position > 0 ? position + 1 : position;
		}
		int[] starts = new int[body.length + 1];
		int count = 0;
		while (position > 0 && position < body.length) {
			starts[count++] = position;
			position = next(body, position);
		}
		return Arrays.copyOf(starts, count);
	}

	private static int lebs(byte[] body, int from, int count) {
		int position = from;
		for (int i = 0; i < count && position > 0; i++) {
			position = (int) Leb.read(body, position)[1];
		}
		return position;
	}

	private static int next(byte[] body, int at) {
		int opcode = body[at] & 0xff;
		int after = at + 1;
		return switch (opcode) {
			case 0x02, 0x03, 0x04, 0x08, 0x0c, 0x0d, 0x10, 0x12, 0x14, 0x15, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26,
					0x3f, 0x40, 0x41, 0x42, 0xd0, 0xd2 ->
				lebs(body, after, 1);
			case 0x11, 0x13 -> lebs(body, after, 2);
			case 0x0e, 0x1c -> {
				long[] count = Leb.read(body, after);
				long operands = count[0] + (opcode == 0x0e ? 1 : 0);
				yield count[1] < 0 || operands > body.length ? -1 : lebs(body, (int) count[1], (int) operands);
			}
			case 0x43 -> after + 4;
			case 0x44 -> after + 8;
			case 0xfc -> {
				long[] sub = Leb.read(body, after);
				int operands = sub[0] < 8 ? 0 : sub[0] == 8 || sub[0] == 10 || sub[0] == 12 || sub[0] == 14 ? 2 : 1;
				yield sub[1] < 0 || sub[0] > 17 ? -1 : lebs(body, (int) sub[1], operands);
			}
			case 0x1f, 0xfb, 0xfd, 0xfe -> -1;
			default -> opcode >= 0x28 && opcode <= 0x3e ? lebs(body, after, 2) : after;
		};
	}

	private static byte[] operand(byte[] body, int[] starts, Random random) {
		int which = random.nextInt(starts.length - 1);
		int at = starts[which];
		int end = starts[which + 1];
		int opcode = body[at] & 0xff;
		if (opcode == 0x41 || opcode == 0x42) {
			long value = RawMutations.number(random);
			return RawMutations.splice(body, at + 1, end, Leb.signed(opcode == 0x41 ? (int) value : value));
		}
		if (opcode == 0x43 || opcode == 0x44) {
			byte[] bits = new byte[end - at - 1];
			random.nextBytes(bits);
			return RawMutations.splice(body, at + 1, end, bits);
		}
		if (opcode >= 0x28 && opcode <= 0x3e && random.nextBoolean()) {
			int offset = lebs(body, at + 1, 1);
			return RawMutations.splice(body, offset, end, Leb.unsigned(RawMutations.number(random)));
		}
		for (int[] range : ALIKE) {
			if (opcode >= range[0] && opcode <= range[1] && random.nextInt(4) > 0) {
				byte[] copy = body.clone();
				copy[at] = (byte) (range[0] + random.nextInt(range[1] - range[0] + 1));
				return copy;
			}
		}
		if (end > at + 1) {
			return RawMutations.splice(body, at + 1, end, Leb.unsigned(random.nextInt(12)));
		}
		byte[] copy = body.clone();
		copy[at] = (byte) random.nextInt();
		return copy;
	}

	private static byte[] cutInstructions(byte[] body, int[] starts, Random random) {
		int from = random.nextInt(starts.length - 1);
		int to = Math.min(starts.length - 1, from + 1 + random.nextInt(4));
		return RawMutations.splice(body, starts[from], starts[to], new byte[0]);
	}

	private static byte[] copyInstructions(byte[] body, int[] starts, byte[] other, Random random) {
		int[] theirs = instructions(other);
		if (theirs.length < 2) {
			return body;
		}
		int from = random.nextInt(theirs.length - 1);
		int to = Math.min(theirs.length - 1, from + 1 + random.nextInt(8));
		int at = starts[random.nextInt(starts.length)];
		return RawMutations.splice(body, at, at, Arrays.copyOfRange(other, theirs[from], theirs[to]));
	}

}
