package dev.theater.manifest;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a manifest or with the way it was named.
 *
 * @param source the manifest's name, or {@code inline manifest}
 * @param key the key it is about, with its section, such as {@code supervision.strategy};
 * null where it is about no key
 * @param line from 1; 0 where it is about no place in the text
 * @param column from 1; 0 where it is about no place in the text
 * @param message what is wrong and what would be right
 */
public record ManifestProblem(String source, @Nullable String key, int line, int column, String message) {

	/** As compilers write it: {@code desk.toml:7:1: unknown key …}. */
	@Override
	public String toString() {
		return this.source + ((this.line > 0) ? ":" + this.line + ":" + this.column : "") + ": " + this.message;
	}

}
