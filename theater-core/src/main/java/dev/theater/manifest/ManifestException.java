package dev.theater.manifest;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A manifest cannot be used: it is not there, may not be read, or says what it must not.
 * All that is wrong with a text is told at once.
 */
public final class ManifestException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** Not serialised: an exception that was is told by its message. */
	private final transient List<ManifestProblem> problems;

	private final boolean tellsOfFiles;

	/**
	 * Several problems of one manifest.
	 * @param problems one or more, in the order of the text
	 */
	ManifestException(List<ManifestProblem> problems) {
		super(message(problems));
		this.problems = List.copyOf(problems);
		this.tellsOfFiles = !source().equals(ResolvedManifest.INLINE);
	}

	/** A problem of a manifest as a whole. */
	ManifestException(String source, String message, @Nullable Throwable cause) {
		this(source, message, cause, cause != null);
	}

	private ManifestException(String source, String message, @Nullable Throwable cause, boolean tellsOfFiles) {
		this(new ManifestProblem(source, null, 0, 0, message), cause, tellsOfFiles);
	}

	/** A problem of one key whose place in the text is not known any more. */
	ManifestException(String source, String key, String message, @Nullable Throwable cause) {
		this(new ManifestProblem(source, key, 0, 0, message), cause, cause != null);
	}

	private ManifestException(ManifestProblem problem, @Nullable Throwable cause, boolean tellsOfFiles) {
		super(problem.toString(), cause);
		this.problems = List.of(problem);
		this.tellsOfFiles = tellsOfFiles;
	}

	/**
	 * For locations that cannot read what they have.
	 * @param source what was read, and where
	 * @param message what happened and what would be right
	 * @param cause why, if another exception says so
	 */
	public static ManifestException unreadable(String source, String message, @Nullable Throwable cause) {
		return new ManifestException(source, message, cause, true);
	}

	private static String message(List<ManifestProblem> problems) {
		if (problems.size() == 1) {
			return problems.getFirst().toString();
		}
		return problems.stream()
			.map((problem) -> "\n  " + problem)
			.collect(Collectors.joining("", problems.getFirst().source() + ": " + problems.size() + " errors", ""));
	}

	/** Everything that is wrong, in the order of the text; one or more. */
	public List<ManifestProblem> problems() {
		return (this.problems != null) ? this.problems
				: List.of(new ManifestProblem("manifest", null, 0, 0, String.valueOf(getMessage())));
	}

	/**
	 * Whether the message tells what is in a file, or how this host fails to read it, and
	 * not only what is wrong with a name or text that was given. Guests, which may name
	 * any file of the locations, are not told such things.
	 */
	public boolean tellsOfFiles() {
		return this.tellsOfFiles;
	}

	/** The manifest's name. */
	public String source() {
		return problems().getFirst().source();
	}

	/** The key that the first problem is about, such as {@code supervision.strategy}. */
	public Optional<String> key() {
		return Optional.ofNullable(problems().getFirst().key());
	}

	/** Line of the first problem, from 1; 0 where it is about no place in the text. */
	public int line() {
		return problems().getFirst().line();
	}

	/** Column of the first problem, from 1; 0 where it is about no place in the text. */
	public int column() {
		return problems().getFirst().column();
	}

}
