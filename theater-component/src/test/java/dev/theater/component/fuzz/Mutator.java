package dev.theater.component.fuzz;

import java.util.List;
import java.util.Random;

import dev.theater.component.fuzz.BinaryTree.Section;

/** Makes a damaged binary of a good one. All it does follows from its random numbers. */
final class Mutator {

	private static final int CODE = 10;

	private final List<Corpus.Sample> corpus;

	private final Random random;

	Mutator(List<Corpus.Sample> corpus, Random random) {
		this.corpus = corpus;
		this.random = random;
	}

	byte[] mutate(byte[] original) {
		byte[] bytes = original;
		int rounds = this.random.nextInt(4) == 0 ? 1 + this.random.nextInt(8) : 1;
		for (int i = 0; i < rounds; i++) {
			bytes = this.random.nextInt(8) == 0 ? RawMutations.mutate(bytes, other(), this.random) : structured(bytes);
		}
		return bytes;
	}

	private byte[] other() {
		return this.corpus.get(this.random.nextInt(this.corpus.size())).bytes();
	}

	private byte[] structured(byte[] bytes) {
		BinaryTree tree = BinaryTree.of(bytes);
		BinaryTree part = BinaryTree.pick(tree.all(), this.random);
		if (part.sections.isEmpty()) {
			return RawMutations.mutate(bytes, other(), this.random);
		}
		Section code = part.component ? null : part.section(CODE);
		if (code != null && this.random.nextInt(3) > 0) {
			byte[] changed = CodeMutations.mutate(code.payload, this.random);
			if (changed != null) {
				code.payload = changed;
				return tree.bytes();
			}
		}
		if (this.random.nextInt(4) > 0) {
			insideSection(part);
		}
		else {
			sections(part);
		}
		return tree.bytes();
	}

	private void insideSection(BinaryTree part) {
		Section section = part.sections.get(this.random.nextInt(part.sections.size()));
		if (section.nested == null) {
			BinaryTree other = like(part);
			Section theirs = other != null ? other.section(section.id) : null;
			section.payload = RawMutations.mutate(section.payload, theirs != null ? theirs.payload : other(),
					this.random);
		}
		else {
			sections(part);
		}
	}

	/** Whole sections: one less, one twice, two exchanged, one from elsewhere. */
	private void sections(BinaryTree part) {
		List<Section> sections = part.sections;
		int at = this.random.nextInt(sections.size());
		int to = this.random.nextInt(sections.size());
		BinaryTree other = like(part);
		switch (this.random.nextInt(5)) {
			case 0 -> sections.remove(at);
			case 1 -> sections.add(to, sections.get(at));
			case 2 -> sections.set(to, sections.set(at, sections.get(to)));
			case 3 -> sections.add(to, sections.remove(at));
			default -> {
				if (other != null && !other.sections.isEmpty()) {
					Section theirs = other.sections.get(this.random.nextInt(other.sections.size()));
					if (this.random.nextBoolean()) {
						sections.add(at, theirs);
					}
					else {
						sections.set(at, theirs);
					}
				}
			}
		}
	}

	/** Some other binary of the same kind. */
	private BinaryTree like(BinaryTree part) {
		BinaryTree other = BinaryTree.pick(BinaryTree.of(other()).all(), this.random);
		return other.component == part.component ? other : null;
	}

}
