package dev.theater.manifest;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Guesses what somebody meant who wrote a word that is not known. */
public final class Nearest {

	private Nearest() {
	}

	/**
	 * The known word that takes the fewest single changes, if they are few for its
	 * length; the first of equals.
	 */
	public static Optional<String> of(String word, Collection<String> known) {
		String lower = word.toLowerCase(Locale.ROOT);
		String best = null;
		int least = Integer.MAX_VALUE;
		for (String candidate : known) {
			int allowed = Math.max(1, Math.max(word.length(), candidate.length()) / 3);
			if (Math.abs(word.length() - candidate.length()) <= allowed) {
				int distance = distance(lower, candidate.toLowerCase(Locale.ROOT));
				if (distance <= allowed && distance < least) {
					least = distance;
					best = candidate;
				}
			}
		}
		return Optional.ofNullable(best);
	}

	/** Insertions, deletions, replacements, and swaps of neighbours. */
	static int distance(String a, String b) {
		int[][] cost = new int[a.length() + 1][b.length() + 1];
		for (int i = 0; i <= a.length(); i++) {
			for (int j = 0; j <= b.length(); j++) {
				cost[i][j] = (i == 0 || j == 0) ? i + j : step(cost, a, b, i, j);
			}
		}
		return cost[a.length()][b.length()];
	}

	private static int step(int[][] cost, String a, String b, int i, int j) {
		int replaced = cost[i - 1][j - 1] + ((a.charAt(i - 1) != b.charAt(j - 1)) ? 1 : 0);
		int least = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
		boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
		return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
	}

}
