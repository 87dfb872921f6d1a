package dev.theater.spring.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which files below some directories have other contents than before. A change
 * is told once the files were the same in two looks, one after the other: until then
 * somebody may still be writing. Used by one thread at a time.
 */
final class WatchedFiles {

	/** Files at most; more are no folder of actors. */
	static final int MOST = 10_000;

	private static final int DEPTH = 8;

	/** File systems tell the time of a change to two seconds or better. */
	private static final Duration SETTLES = Duration.ofSeconds(2);

	private static final Logger logger = LoggerFactory.getLogger(LifecycleLog.LOGGER);

	private final List<Path> directories;

	/** Directories of which that has been said. */
	private final Set<Path> tooMany = new HashSet<>();

	/** Contents that need not be read again. */
	private final Map<Path, Seen> seen = new HashMap<>();

	/** Hashes of contents, as they were told. */
	private Map<Path, String> told;

	/** Hashes of contents, as they were at the last look. */
	private Map<Path, String> last;

	/** Takes the files as they are now for known. */
	WatchedFiles(List<Path> directories) {
		this.directories = List.copyOf(directories);
		this.told = scan();
		this.last = this.told;
	}

	/** A content, and when it was that. */
	private record Seen(long size, FileTime changed, @Nullable Object key, String hash) {

		boolean isStill(BasicFileAttributes file) {
			return this.size == file.size() && this.changed.equals(file.lastModifiedTime())
					&& Objects.equals(this.key, file.fileKey());
		}
	}

	/**
	 * Looks at all files.
	 * @return those that have changed, come or gone since they were told last, by their
	 * paths below their directories; none as long as they change
	 */
	Set<String> look() {
		Map<Path, String> now = scan();
		boolean settled = now.equals(this.last);
		this.last = now;
		if (!settled || now.equals(this.told)) {
			return Set.of();
		}
		Set<Path> changed = new TreeSet<>(now.keySet());
		changed.addAll(this.told.keySet());
		changed.removeIf((file) -> Objects.equals(now.get(file), this.told.get(file)));
		this.told = now;
		Set<String> names = new TreeSet<>();
		changed.forEach((file) -> this.directories.stream()
			.filter(file::startsWith)
			.forEach((directory) -> names.add(directory.relativize(file).toString().replace('\\', '/'))));
		return names;
	}

	/** Whether the last look saw nothing that is yet to be told. */
	boolean isSettled() {
		return this.last.equals(this.told);
	}

	private Map<Path, String> scan() {
		Map<Path, String> files = new HashMap<>();
		for (Path directory : this.directories) {
			try {
				List<Path> found = found(directory);
				if (found.size() == MOST && this.tooMany.add(directory)) {
					logger.warn("{} has {} files or more; changes of some will not be seen", directory, MOST);
				}
				found.forEach((file) -> add(file, files));
			}
			catch (IOException | UncheckedIOException ex) {
				logger.trace("{} does not exist, or what it holds is changing this moment", directory, ex);
			}
		}
		this.seen.keySet().retainAll(files.keySet());
		return files;
	}

	/** By their names in the directory, also where that is a link to another. */
	private static List<Path> found(Path directory) throws IOException {
		Path real = directory.toRealPath();
		try (Stream<Path> all = Files.walk(real, DEPTH)) {
			return all.limit(MOST).map((file) -> directory.resolve(real.relativize(file))).toList();
		}
	}

	private void add(Path file, Map<Path, String> files) {
		String hash = hash(file);
		if (hash != null) {
			files.put(file, hash);
		}
	}

	/** The hash of a content; null if it is no file, or cannot be read. */
	private @Nullable String hash(Path file) {
		try {
			BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
			if (!now.isRegularFile()) {
				return null;
			}
			Seen before = this.seen.get(file);
			if (before != null && before.isStill(now)) {
				return before.hash();
			}
			Instant since = Instant.now();
			String hash = read(file);
			if (now.lastModifiedTime().toInstant().plus(SETTLES).isBefore(since)) {
				this.seen.put(file, new Seen(now.size(), now.lastModifiedTime(), now.fileKey(), hash));
			}
			return hash;
		}
		catch (IOException ex) {
			return null;
		}
	}

	private static String read(Path file) throws IOException {
		try (InputStream in = Files.newInputStream(file);
				DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
			digest.transferTo(OutputStream.nullOutputStream());
			return HexFormat.of().formatHex(digest.getMessageDigest().digest());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

}
