package dev.theater.component.wit;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Finds the name that was probably meant. */
public final class Suggestion {

	private static final int MAX_SHOWN = 12;

	private static final int MAX_LENGTH = 100;

	private Suggestion() {
	}

	/**
	 * A sentence that says which name was probably meant, else which there are.
	 * @param name the unknown name
	 * @param known the known names
	 * @return such as {@code did you mean 'event'?}
	 */
	public static String among(String name, Collection<String> known) {
		return among(name, known, List.of());
	}

	/** The further names are proposed and never listed. */
	static String among(String name, Collection<String> known, Collection<String> further) {
		String best = null;
		int bestDistance = Math.max(2, name.length() / 3) + 1;
		for (String each : Stream.concat(known.stream(), further.stream()).toList()) {
			int distance = distance(name, each);
			if (distance < bestDistance) {
				best = each;
				bestDistance = distance;
			}
		}
		if (best != null) {
			return "did you mean '" + best + "'?";
		}
		if (known.isEmpty()) {
			return "there is none";
		}
		String names = String.join(", ", known.stream().limit(MAX_SHOWN).toList());
		return "known are: " + names + (known.size() > MAX_SHOWN ? ", … (" + known.size() + ")" : "");
	}

	/** How many characters must be changed, added, taken or swapped with the next. */
	private static int distance(String one, String two) {
		if (one.length() > MAX_LENGTH || two.length() > MAX_LENGTH) {
			return Integer.MAX_VALUE;
		}
		int[][] cost = new int[one.length() + 1][two.length() + 1];
		for (int i = 0; i <= one.length(); i++) {
			for (int j = 0; j <= two.length(); j++) {
				if (i == 0 || j == 0) {
					cost[i][j] = i + j;
					continue;
				}
				boolean same = one.charAt(i - 1) == two.charAt(j - 1);
				int least = Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
				if (i > 1 && j > 1 && one.charAt(i - 1) == two.charAt(j - 2)
						&& one.charAt(i - 2) == two.charAt(j - 1)) {
					least = Math.min(least, cost[i - 2][j - 2] + 1);
				}
				cost[i][j] = least;
			}
		}
		return cost[one.length()][two.length()];
	}

}
