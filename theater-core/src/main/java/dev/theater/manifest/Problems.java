package dev.theater.manifest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.tomlj.TomlParseError;
import org.tomlj.TomlPosition;

/** Collects all that is wrong with one text, so that it is told at once. */
final class Problems {

	/** A hostile text can have an error per byte. */
	private static final int TOLD = 50;

	/** The parser names lines in its messages, too. */
	private static final Pattern LINE = Pattern.compile("\\bline (\\d{1,9})\\b");

	private final String source;

	private final IntUnaryOperator lines;

	private final List<ManifestProblem> problems = new ArrayList<>();

	private int untold;

	/**
	 * @param lines from the lines that the parser counted to those of the text
	 */
	Problems(String source, IntUnaryOperator lines) {
		this.source = source;
		this.lines = lines;
	}

	void add(@Nullable String key, @Nullable TomlPosition position, String message) {
		if (this.problems.size() == TOLD) {
			this.untold++;
			return;
		}
		int line = (position != null) ? this.lines.applyAsInt(position.line()) : 0;
		int column = (position != null) ? position.column() : 0;
		this.problems.add(new ManifestProblem(this.source, key, line, column, message));
	}

	/** Line and column of the text. */
	String place(TomlPosition position) {
		return this.lines.applyAsInt(position.line()) + ":" + position.column();
	}

	void add(TomlParseError error) {
		String message = LINE.matcher(String.valueOf(error.getMessage()))
			.replaceAll((found) -> "line " + this.lines.applyAsInt(Integer.parseInt(found.group(1))));
		add(null, error.position(), "this is not TOML: " + message);
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
