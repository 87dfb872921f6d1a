package dev.theater.manifest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tomlj.TomlParseError;
import org.tomlj.TomlPosition;

/** Collects all that is wrong with one text, so that it is told at once. */
final class Problems {

	/** A hostile text can have an error per byte. */
	private static final int TOLD = 50;

	private final String source;

	private final List<ManifestProblem> problems = new ArrayList<>();

	private int untold;

	Problems(String source) {
		this.source = source;
	}

	void add(@Nullable String key, @Nullable TomlPosition position, String message) {
		if (this.problems.size() == TOLD) {
			this.untold++;
			return;
		}
		int line = (position != null) ? position.line() : 0;
		int column = (position != null) ? position.column() : 0;
		this.problems.add(new ManifestProblem(this.source, key, line, column, message));
	}

	void add(TomlParseError error) {
		add(null, error.position(), "this is not TOML: " + error.getMessage());
	}

	void throwIfAny() {
		if (this.problems.isEmpty()) {
			return;
		}
		List<ManifestProblem> told = new ArrayList<>(this.problems);
		told.sort(Comparator.comparingInt(ManifestProblem::line).thenComparingInt(ManifestProblem::column));
		if (this.untold > 0) {
			told.add(new ManifestProblem(this.source, null, 0, 0, "and " + this.untold + " more"));
		}
		throw new ManifestException(told);
	}

}
