package dev.theater.component.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A component or core module cut into its sections, nested ones included, so that a piece
 * can be changed and all sizes around it still be right.
 */
final class BinaryTree {

	private static final int HEADER = 8;

	private static final int MAX_DEPTH = 40;

	final boolean component;

	final byte[] header;

	final List<Section> sections = new ArrayList<>();

	/** What does not read as sections. */
	byte[] rest = {};

	private BinaryTree(byte[] bytes) {
		this.header = Arrays.copyOf(bytes, Math.min(HEADER, bytes.length));
		this.component = bytes.length >= HEADER && bytes[4] == 0x0d && bytes[6] == 1;
	}

	/** One section: its bytes, or what is nested in it. */
	static final class Section {

		final int id;

		byte[] payload;

		final BinaryTree nested;

		Section(int id, byte[] payload, BinaryTree nested) {
			this.id = id;
			this.payload = payload;
			this.nested = nested;
		}

		byte[] bytes() {
			return this.nested != null ? this.nested.bytes() : this.payload;
		}

	}

	static BinaryTree of(byte[] bytes) {
		return of(bytes, 0);
	}

	private static BinaryTree of(byte[] bytes, int depth) {
		BinaryTree tree = new BinaryTree(bytes);
		int position = HEADER;
		while (position < bytes.length) {
			int id = bytes[position];
			long[] size = Leb.read(bytes, position + 1);
			int start = (int) size[1];
			if (start < 0 || size[0] < 0 || size[0] > bytes.length - start) {
				tree.rest = Arrays.copyOfRange(bytes, position, bytes.length);
				return tree;
			}
			int end = start + (int) size[0];
			byte[] payload = Arrays.copyOfRange(bytes, start, end);
			boolean nests = tree.component && (id == 1 || id == 4) && payload.length >= HEADER && depth < MAX_DEPTH;
			tree.sections.add(new Section(id, payload, nests ? of(payload, depth + 1) : null));
			position = end;
		}
		return tree;
	}

	byte[] bytes() {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.writeBytes(this.header);
		for (Section section : this.sections) {
			byte[] payload = section.bytes();
			out.write(section.id);
			Leb.write(out, payload.length);
			out.writeBytes(payload);
		}
		out.writeBytes(this.rest);
		return out.toByteArray();
	}

	/** This one and all nested ones. */
	List<BinaryTree> all() {
		List<BinaryTree> found = new ArrayList<>();
		collect(found);
		return found;
	}

	private void collect(List<BinaryTree> found) {
		found.add(this);
		for (Section section : this.sections) {
			if (section.nested != null) {
				section.nested.collect(found);
			}
		}
	}

	/** One of these, core modules rather than components. */
	static BinaryTree pick(List<BinaryTree> from, Random random) {
		BinaryTree picked = from.get(random.nextInt(from.size()));
		return picked.component && random.nextBoolean() ? from.get(random.nextInt(from.size())) : picked;
	}

	/** The section of this kind, or null. */
	Section section(int id) {
		for (Section section : this.sections) {
			if (section.id == id && section.nested == null) {
				return section;
			}
		}
		return null;
	}

}
