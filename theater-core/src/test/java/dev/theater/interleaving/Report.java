package dev.theater.interleaving;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.theater.interleaving.Interleavings.Outcome;

/**
 * What a scenario's rounds gave.
 *
 * @param rounds that were played
 * @param nanos that they took
 * @param possible what some order of the operations gives
 * @param seen what came, and how often
 */
public record Report(String name, long seed, long rounds, long nanos, Set<Outcome> possible, Map<Outcome, Long> seen) {

	private static final int SHOWN = 8;

	/** What came and should not have. */
	public List<Outcome> impossible() {
		return this.seen.keySet().stream().filter((outcome) -> !this.possible.contains(outcome)).toList();
	}

	@Override
	public String toString() {
		String most = this.seen.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
			.limit(SHOWN)
			.map(this::line)
			.collect(Collectors.joining());
		String more = (this.seen.size() > SHOWN) ? "\n      ... and %d more".formatted(this.seen.size() - SHOWN) : "";
		return "%s: %,d rounds in %,d ms, seed %d, %d of %d possible outcomes seen".formatted(this.name, this.rounds,
				TimeUnit.NANOSECONDS.toMillis(this.nanos), this.seed, this.seen.size() - impossible().size(),
				this.possible.size()) + most + more;
	}

	private String line(Map.Entry<Outcome, Long> entry) {
		return "\n    %6.2f %% %s%s".formatted(100.0 * entry.getValue() / this.rounds,
				this.possible.contains(entry.getKey()) ? "" : "IMPOSSIBLE ", entry.getKey());
	}
}
