package dev.theater.component.spec;

import java.util.Map;
import java.util.TreeMap;

/** Counts what came of the commands, by folder and for refusals by gate. */
final class Tally {

	private final Map<String, Row> folders = new TreeMap<>();

	private final Map<String, Row> gates = new TreeMap<>();

	/** Commands by what came of them. */
	static final class Row {

		int passed;

		int refused;

		int skipped;

		int failed;

		int all() {
			return this.passed + this.refused + this.skipped + this.failed;
		}

		private void count(Outcome outcome) {
			switch (outcome) {
				case Outcome.Passed passed -> this.passed++;
				case Outcome.Refused refused -> this.refused++;
				case Outcome.Skipped skipped -> this.skipped++;
			}
		}

	}

	void count(String folder, Outcome outcome) {
		folder(folder).count(outcome);
		switch (outcome) {
			case Outcome.Passed passed -> {
				// passes need no gate
			}
			case Outcome.Refused refused -> gate(Gates.of(refused.feature())).count(outcome);
			case Outcome.Skipped skipped -> gate(Gates.of(skipped.reason())).count(outcome);
		}
	}

	void failed(String folder) {
		folder(folder).failed++;
	}

	private Row folder(String name) {
		return this.folders.computeIfAbsent(name, (key) -> new Row());
	}

	private Row gate(String name) {
		return this.gates.computeIfAbsent(name, (key) -> new Row());
	}

	Map<String, Row> folders() {
		return this.folders;
	}

	Map<String, Row> gates() {
		return this.gates;
	}

	int commands() {
		return this.folders.values().stream().mapToInt(Row::all).sum();
	}

}
