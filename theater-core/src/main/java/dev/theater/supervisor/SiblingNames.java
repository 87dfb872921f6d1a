package dev.theater.supervisor;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The names that are taken among siblings, and the numbers behind those that several
 * would have: the lowest that is free, found without trying all that are not. A name's
 * numbers are forgotten with the last who had one, so nothing grows with those who are
 * gone.
 */
final class SiblingNames {

	private final Set<String> taken = new HashSet<>();

	private final Map<String, Numbers> numbers = new HashMap<>();

	/** Of a name: those below {@code next} are taken, or free again. */
	private static final class Numbers {

		private final TreeSet<Integer> free = new TreeSet<>();

		private int next = 2;

		private int holders;

	}

	/** Takes a name as it is. Returns false if somebody has it. */
	boolean take(String name) {
		return this.taken.add(name);
	}

	/** Takes a name, with a number if somebody has it. */
	Taken takeOrNumber(String wanted) {
		if (take(wanted)) {
			return new Taken(wanted, null, 0);
		}
		Numbers known = this.numbers.computeIfAbsent(wanted, (name) -> new Numbers());
		known.holders++;
		while (true) {
			Integer freed = known.free.pollFirst();
			int number = (freed != null) ? freed : known.next++;
			// a name that was given may look like one with a number
			if (take(wanted + "-" + number)) {
				return new Taken(wanted + "-" + number, wanted, number);
			}
		}
	}

	/** Lets others have a name again. */
	void free(Taken name) {
		this.taken.remove(name.name());
		Numbers known = (name.wanted() != null) ? this.numbers.get(name.wanted()) : null;
		if (known != null) {
			known.free.add(name.number());
			if (--known.holders == 0) {
				this.numbers.remove(name.wanted());
			}
		}
	}

	/** Names whose numbers are remembered. */
	int numbered() {
		return this.numbers.size();
	}

	/**
	 * A name that somebody has.
	 *
	 * @param wanted what stands before its number; null if it has none
	 */
	record Taken(String name, @Nullable String wanted, int number) {
	}

}
