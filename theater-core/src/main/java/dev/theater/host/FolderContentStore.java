package dev.theater.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps contents as files of a folder, which one runtime at a time has for itself:
 *
 * <pre>
 * lock
 * shared-library/content/ab/abcd…   a content, by its hash
 * shared-library/labels/12/12fe…    a label, by the hash of its text
 * own-…/                            stores of actors, gone when the folder is opened again
 * </pre>
 *
 * No name that a guest gives becomes a path. A label's file has the label in base64, then
 * a line for each hash, the newest last, then the hash of all lines before it. Files are
 * written beside their place and moved there, so that they are complete when the process
 * ends; they are not forced to the disk, so that a power cut may damage the last ones,
 * which is noticed when they are read.
 */
public final class FolderContentStore implements ContentStore {

	private static final Logger logger = LoggerFactory.getLogger(FolderContentStore.class);

	private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

	private static final String UNFINISHED = ".unfinished";

	private final Path folder;

	private static final Pattern OWN_SPACE = Pattern.compile(OWN + "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

	private final FileChannel lockFile;

	private final long totalSize;

	/** Bytes of all files but the lock. */
	private final AtomicLong size = new AtomicLong();

	/**
	 * Opens a folder, and makes it if it does not exist.
	 * @param totalSize bytes that all files together may have; what would be more is
	 * refused
	 * @throws IllegalArgumentException if it cannot be used, or another runtime uses it
	 */
	public FolderContentStore(Path folder, long totalSize) {
		this.folder = folder.toAbsolutePath().normalize();
		this.totalSize = totalSize;
		this.lockFile = open(this.folder);
		try (Stream<Path> spaces = Files.list(this.folder)) {
			for (Path space : spaces.toList()) {
				this.size.addAndGet(bytes(space));
				if (OWN_SPACE.matcher(String.valueOf(space.getFileName())).matches()) {
					forget(space);
				}
			}
		}
		catch (IOException | UncheckedIOException ex) {
			close();
			throw unusable(this.folder, "cannot be read", ex);
		}
	}

	private static long bytes(Path space) throws IOException {
		try (Stream<Path> files = Files.find(space, Integer.MAX_VALUE,
				(path, attributes) -> attributes.isRegularFile())) {
			return files.mapToLong((file) -> file.toFile().length()).sum();
		}
	}

	/** Of an actor of an earlier runtime; no reason not to start if it cannot be done. */
	private void forget(Path space) {
		try {
			delete(space);
		}
		catch (UncheckedIOException ex) {
			logger.warn("{} is no longer needed and cannot be deleted", space, ex);
		}
	}

	private static FileChannel open(Path folder) {
		FileChannel file;
		try {
			Files.createDirectories(folder);
			file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
			if (isLocked(file)) {
				return file;
			}
			file.close();
		}
		catch (IOException ex) {
			throw unusable(folder, "cannot be written to", ex);
		}
		throw unusable(folder, "is used by another runtime", null);
	}

	/** Locks a file until it is closed, if nobody else has. */
	private static boolean isLocked(FileChannel file) throws IOException {
		try {
			return file.tryLock() != null;
		}
		catch (OverlappingFileLockException ofThisProcess) {
			return false;
		}
	}

	private static IllegalArgumentException unusable(Path folder, String why, @Nullable Exception cause) {
		return new IllegalArgumentException("the content store's folder " + folder + " " + why
				+ ((cause != null) ? " (" + cause + ")" : "") + "; name a folder that this runtime has for itself",
				cause);
	}

	@Override
	public boolean isInMemory() {
		return false;
	}

	// ---- contents

	@Override
	public Map<String, Long> contents(String space) {
		Map<String, Long> contents = new HashMap<>();
		for (Path file : files(space, "content")) {
			try {
				contents.put(file.getFileName().toString(), Files.size(file));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return contents;
	}

	@Override
	public Optional<byte[]> read(String space, String hash) {
		return read(place(space, "content", hash));
	}

	@Override
	public void write(String space, String hash, byte[] content) {
		write(place(space, "content", hash), content);
	}

	// ---- labels

	@Override
	public Map<String, List<String>> labels(String space) {
		Map<String, List<String>> labels = new HashMap<>();
		for (Path file : files(space, "labels")) {
			List<String> lines = lines(file);
			if (lines.size() < 2) {
				logger.warn("The label in {} is damaged and left out", file);
			}
			else {
				String label = new String(Base64.getDecoder().decode(lines.getFirst()), StandardCharsets.UTF_8);
				labels.put(label, List.copyOf(lines.subList(1, lines.size())));
			}
		}
		return labels;
	}

	/** The lines without the hash that ends them; none if that is not theirs. */
	private static List<String> lines(Path file) {
		String text = read(file).map((bytes) -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
		int end = text.lastIndexOf('\n');
		String lines = text.substring(0, Math.max(end, 0));
		boolean whole = text.substring(end + 1).equals(ContentSpace.hash(lines.getBytes(StandardCharsets.UTF_8)));
		return whole ? Arrays.asList(lines.split("\n")) : List.of();
	}

	@Override
	public void label(String space, String label, List<String> hashes) {
		byte[] text = label.getBytes(StandardCharsets.UTF_8);
		Path file = place(space, "labels", ContentSpace.hash(text));
		if (hashes.isEmpty()) {
			delete(file);
			return;
		}
		List<String> lines = new ArrayList<>(List.of(Base64.getEncoder().encodeToString(text)));
		lines.addAll(hashes);
		String all = String.join("\n", lines);
		write(file, (all + "\n" + ContentSpace.hash(all.getBytes(StandardCharsets.UTF_8)))
			.getBytes(StandardCharsets.UTF_8));
	}

	// ---- files

	private Path place(String space, String kind, String hash) {
		return this.folder.resolve(space).resolve(kind).resolve(hash.substring(0, 2)).resolve(hash);
	}

	/** What has the name of a hash; all else was left by a process that ended early. */
	private List<Path> files(String space, String kind) {
		Path top = this.folder.resolve(space).resolve(kind);
		if (!Files.isDirectory(top)) {
			return List.of();
		}
		try (Stream<Path> files = Files.find(top, 2, (path, attributes) -> attributes.isRegularFile()
				&& HASH.matcher(String.valueOf(path.getFileName())).matches())) {
			return files.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Optional<byte[]> read(Path file) {
		try {
			return Optional.of(Files.readAllBytes(file));
		}
		catch (NoSuchFileException ex) {
			return Optional.empty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void write(Path file, byte[] bytes) {
		long more = bytes.length - file.toFile().length();
		if (this.size.addAndGet(more) > this.totalSize && more > 0) {
			this.size.addAndGet(-more);
			throw new ContentRefusal("no room is left for " + more + " bytes more in the folder of all stores; "
					+ "theater.content-store.total-size allows " + Quantity.shown(this.totalSize));
		}
		try {
			replace(file, bytes);
		}
		catch (IOException ex) {
			this.size.addAndGet(-more);
			throw new UncheckedIOException(ex);
		}
	}

	private static void replace(Path file, byte[] bytes) throws IOException {
		Path unfinished = file.resolveSibling(UUID.randomUUID() + UNFINISHED);
		Files.createDirectories(file.getParent());
		try {
			Files.write(unfinished, bytes);
			Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		finally {
			Files.deleteIfExists(unfinished);
		}
	}

	@Override
	public void drop(String space) {
		delete(this.folder.resolve(space));
	}

	private void delete(Path what) {
		if (!Files.exists(what)) {
			return;
		}
		try {
			Files.walkFileTree(what, new SimpleFileVisitor<>() {
				@Override
				public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
					Files.delete(file);
					FolderContentStore.this.size.addAndGet(-attributes.size());
					return FileVisitResult.CONTINUE;
				}

				@Override
				public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
						throws IOException {
					Files.delete(directory);
					return FileVisitResult.CONTINUE;
				}
			});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Another runtime may have the folder. */
	@Override
	public void close() {
		try {
			this.lockFile.close();
		}
		catch (IOException ex) {
			logger.warn("The content store's lock in {} could not be given up", this.folder, ex);
		}
	}

}
