package dev.theater.manifest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A place where manifests and what they name are looked up, such as a directory. Nothing
 * outside it can be read through it.
 */
public interface ManifestLocation {

	/**
	 * The bytes of a file here, which are not written to; empty if there is none.
	 * @param relativePath path below this place, with {@code /} between its parts
	 * @throws ManifestException if the path leads out of this place, or the file cannot
	 * be read
	 */
	Optional<byte[]> read(String relativePath);

	/**
	 * Whether {@link #read} looks at nothing but memory and files of this machine, so
	 * that whoever spawns may do that itself. Otherwise reading is left to threads that
	 * may wait, and no caller waits longer than it may.
	 */
	default boolean isAtHand() {
		return false;
	}

	/** This place in words, for error messages, such as {@code directory /srv/actors}. */
	String description();

	/**
	 * Names that {@link #read} would find and that end with this, for suggestions; none
	 * where a place cannot be listed.
	 */
	default List<String> names(String suffix) {
		return List.of();
	}

	/**
	 * A directory; it need not exist. Links that lead out of it are refused.
	 */
	static ManifestLocation directory(Path directory) {
		return new DirectoryLocation(directory);
	}

	/**
	 * A place on the class path.
	 * @param prefix where it begins, such as {@code actors/}
	 * @param loader whose class path
	 */
	static ManifestLocation classpath(String prefix, ClassLoader loader) {
		return new ClasspathLocation(prefix, loader);
	}

}
