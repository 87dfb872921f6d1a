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

	/**
	 * As compilers write it: {@code desk.toml:7:1: unknown key …}; the message alone
	 * where it begins by naming the manifest.
	 */
	@Override
	public String toString() {
		boolean named = this.message.startsWith("manifest '" + this.source + "'")
				|| this.message.startsWith("'" + this.source + "'");
		return (named && this.line == 0) ? this.message
				: this.source + ((this.line > 0) ? ":" + this.line + ":" + this.column : "") + ": " + this.message;
	}

}
