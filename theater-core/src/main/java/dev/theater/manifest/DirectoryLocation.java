package dev.theater.manifest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory; what it gives out lies in it by its real path, all links followed, and
 * what it gives out as {@code state/…} lies in the {@code state} of it.
 */
final class DirectoryLocation implements ManifestLocation {

	private static final int LISTED = 1000;

	private static final int LISTED_DEPTH = 4;

	private final Path directory;

	private final String description;

	private final FileContents files = new FileContents();

	DirectoryLocation(Path directory) {
		this.directory = directory.toAbsolutePath().normalize();
		this.description = "directory " + this.directory;
	}

	/** A directory that is called otherwise in messages. */
	DirectoryLocation(Path directory, String description) {
		this.directory = directory.toAbsolutePath().normalize();
		this.description = description;
	}

	@Override
	public Optional<byte[]> read(String relativePath) {
		ManifestPath.whyNotPlain(relativePath).ifPresent((why) -> {
			throw outside(relativePath, why);
		});
		try {
			Path root = this.directory.toRealPath();
			return read(root, relativePath);
		}
		catch (NoSuchFileException ex) {
			return Optional.empty();
		}
		catch (InvalidPathException ex) {
			throw outside(relativePath, "this system does not allow such a path");
		}
		catch (FileTooLargeException ex) {
			throw new ManifestException(ManifestPath.shown(relativePath),
					"cannot be read from " + description() + ": " + ex.getMessage(), ex);
		}
		catch (IOException ex) {
			if (throughAFile(relativePath)) {
				return Optional.empty();
			}
			throw new ManifestException(ManifestPath.shown(relativePath), "cannot be read from " + description() + " ("
					+ ex.getClass().getSimpleName() + "); is it readable?", ex);
		}
	}

	private Optional<byte[]> read(Path root, String relativePath) throws IOException {
		Path file;
		try {
			file = root.resolve(relativePath).toRealPath();
		}
		catch (IOException ex) {
			// the same is said of what lies outside whether there is something or not
			requireInside(root, relativePath, LinkTarget.of(root, relativePath));
			throw ex;
		}
		requireInside(root, relativePath, file);
		return this.files.read(file);
	}

	/** Whether there is a directory of this name, which cannot be read. */
	boolean isDirectory(String relativePath) {
		try {
			Path root = this.directory.toRealPath();
			Path file = root.resolve(relativePath).toRealPath();
			return file.startsWith(root) && Files.isDirectory(file);
		}
		catch (IOException | InvalidPathException ex) {
			return false;
		}
	}

	private void requireInside(Path root, String relativePath, Path file) throws IOException {
		if (!file.startsWith(root)) {
			throw outside(relativePath, "it is a link that leads out");
		}
		if (ManifestPath.isState(relativePath)) {
			Path states = LinkTarget.of(root, ManifestPath.STATE_DIRECTORY);
			if (!states.startsWith(root) || states.equals(root) || !file.startsWith(states)) {
				throw outside(relativePath,
						"it is a link that leads out of '" + ManifestPath.STATE_DIRECTORY + "' there");
			}
		}
	}

	/** Whether the path goes on below something that is a file: then there is nothing. */
	private boolean throughAFile(String relativePath) {
		Path parent = this.directory.resolve(relativePath).getParent();
		for (; parent != null && parent.startsWith(this.directory); parent = parent.getParent()) {
			if (Files.isRegularFile(parent)) {
				return true;
			}
		}
		return false;
	}

	private ManifestException outside(String path, String why) {
		String shown = ManifestPath.shown(path);
		return new ManifestException(shown, "'" + shown + "' is outside " + description() + ": " + why
				+ "; it must be a path below it, such as 'worker.toml'", null);
	}

	@Override
	public boolean isAtHand() {
		return true;
	}

	@Override
	public List<String> names(String suffix) {
		try (Stream<Path> files = Files.walk(this.directory, LISTED_DEPTH)) {
			return files.limit(LISTED)
				.map((file) -> this.directory.relativize(file).toString().replace('\\', '/'))
				.filter((name) -> name.endsWith(suffix))
				.toList();
		}
		catch (IOException | UncheckedIOException ex) {
			return List.of();
		}
	}

	@Override
	public String description() {
		return this.description;
	}

	@Override
	public String toString() {
		return description();
	}

}
