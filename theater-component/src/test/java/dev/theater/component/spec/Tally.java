package dev.theater.component.spec;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what came of the commands, by folder, and there by gate. */
final class Tally {

	private final Map<String, Row> folders = new TreeMap<>();

	private final Map<Gate, Map<String, Row>> gates = new EnumMap<>(Gate.class);

	/** Commands by what came of them. */
	static final class Row {

		private int passed;

		private int refused;

		private int skipped;

		private int failed;

		private void count(Outcome outcome) {
			switch (outcome) {
				case Outcome.Passed passed -> this.passed++;
				case Outcome.Refused refused -> this.refused++;
				case Outcome.Skipped skipped -> this.skipped++;
			}
		}

		private void add(Row other) {
			this.passed += other.passed;
			this.refused += other.refused;
			this.skipped += other.skipped;
			this.failed += other.failed;
		}

		private String cells() {
			return " | " + (this.passed + this.refused + this.skipped + this.failed) + " | " + this.passed + " | "
					+ this.refused + " | " + this.skipped + " | " + this.failed + " |\n";
		}

	}

	void count(String folder, Outcome outcome) {
		folder(folder).count(outcome);
		switch (outcome) {
			case Outcome.Passed passed -> {
				// a pass needs no gate
			}
			case Outcome.Refused refused -> gate(refused.feature(), folder).count(outcome);
			case Outcome.Skipped skipped -> gate(skipped.reason(), folder).count(outcome);
		}
	}

	void failed(String folder) {
		folder(folder).failed++;
	}

	private Row folder(String name) {
		return this.folders.computeIfAbsent(name, (key) -> new Row());
	}

	private Row gate(String feature, String folder) {
		return this.gates.computeIfAbsent(Gate.of(feature), (key) -> new TreeMap<>())
			.computeIfAbsent(folder, (key) -> new Row());
	}

	/** A table in Markdown: what came of the commands of each folder. */
	String byFolder() {
		StringBuilder text = new StringBuilder(
				"| folder | commands | passed | refused by name | skipped | failed |\n|---|--:|--:|--:|--:|--:|\n");
		Row sum = new Row();
		this.folders.forEach((name, row) -> {
			text.append("| ").append(name).append(row.cells());
			sum.add(row);
		});
		return text.append("| all").append(sum.cells()).toString();
	}

	/** A table in Markdown: refused and skipped commands, by gate and folder. */
	String byGate() {
		StringBuilder text = new StringBuilder("| gate | why it is refused");
		this.folders.keySet().forEach((folder) -> text.append(" | ").append(folder));
		text.append(" |\n|---|---").append("|--:".repeat(this.folders.size())).append("|\n");
		this.gates.forEach((gate, rows) -> {
			text.append("| ").append(gate.title()).append(" | ").append(gate.reason());
			for (String folder : this.folders.keySet()) {
				Row row = rows.get(folder);
				text.append(" | ").append(row != null ? row.refused + " + " + row.skipped : "");
			}
			text.append(" |\n");
		});
		return text.toString();
	}

}
