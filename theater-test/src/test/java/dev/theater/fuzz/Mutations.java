package dev.theater.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Changes texts at random, with a liking for what parsers stumble over. */
final class Mutations {

	private final Random random;

	private final List<String> words;

	Mutations(Random random, List<String> words) {
		this.random = random;
		this.words = words;
	}

	/** A text with one to three changes. */
	String of(String text) {
		StringBuilder changed = new StringBuilder(text);
		for (int i = 1 + this.random.nextInt(3); i > 0; i--) {
			change(changed);
		}
		return changed.toString();
	}

	/** Bytes that may be no text any more. */
	byte[] bytesOf(String text) {
		byte[] bytes = of(text).getBytes(StandardCharsets.UTF_8);
		if (bytes.length > 0 && this.random.nextInt(4) == 0) {
			bytes[this.random.nextInt(bytes.length)] = (byte) this.random.nextInt(256);
		}
		return bytes;
	}

	private void change(StringBuilder text) {
		int at = this.random.nextInt(text.length() + 1);
		int end = Math.min(text.length(), at + this.random.nextInt(40));
		switch (this.random.nextInt(7)) {
			case 0 -> text.delete(at, end);
			case 1 -> text.insert(at, text.substring(at, end));
			case 2 -> text.insert(at, word());
			case 3 -> text.replace(at, end, word());
			case 4 -> text.insert(at, word().repeat(1 + this.random.nextInt(2_000)));
			case 5 -> text.insert(at, (char) this.random.nextInt(0x3000));
			default -> text.insert(at, this.random.nextLong());
		}
	}

	private String word() {
		return this.words.get(this.random.nextInt(this.words.size()));
	}

}
