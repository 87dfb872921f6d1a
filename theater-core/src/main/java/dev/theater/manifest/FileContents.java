package dev.theater.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Contents of files, which are read again when they may have changed.
 *
 * <p>
 * How it works: a file is taken to be as it was while its key, its size and the times of
 * its last change are, the one that can be set and the one that cannot. The former may be
 * coarse: of a file that had changed less than {@link #SETTLES} before it was read, a
 * later change may bear the same time, and so it is not kept (what Git calls "racily
 * clean").
 */
final class FileContents {

	/** File systems tell the time of a change to two seconds or better. */
	static final Duration SETTLES = Duration.ofSeconds(2);

	/** Bytes of the largest file that is read: the largest that is a component. */
	static final int MAX_BYTES = 64 * 1024 * 1024;

	private final Map<Path, Known> known = new ConcurrentHashMap<>();

	private final Clock clock;

	private final int mostBytes;

	FileContents() {
		this(Clock.systemUTC());
	}

	FileContents(Clock clock) {
		this(clock, MAX_BYTES);
	}

	FileContents(Clock clock, int mostBytes) {
		this.clock = clock;
		this.mostBytes = mostBytes;
	}

	/**
	 * What a file was when it was read.
	 *
	 * @param touched see {@link #touched}
	 * @param bytes which the heap may have back
	 */
	private record Known(@Nullable Object key, long size, Instant changed, @Nullable Object touched,
			SoftReference<byte[]> bytes) {

		boolean isStill(BasicFileAttributes file, @Nullable Object touchedNow) {
			return Objects.equals(this.key, file.fileKey()) && this.size == file.size()
					&& this.changed.equals(file.lastModifiedTime().toInstant())
					&& Objects.equals(this.touched, touchedNow);
		}
	}

	/**
	 * The time that nobody can set: archives are unpacked with the same times for all
	 * their files and all their versions, and the next file often gets the key of the one
	 * that was deleted for it. Null where a file system has none.
	 */
	private static @Nullable Object touched(Path file) throws IOException {
		return file.getFileSystem().supportedFileAttributeViews().contains("unix")
				? Files.getAttribute(file, "unix:ctime") : null;
	}

	/** All bytes, of which there may be so many, whatever is said of their number. */
	static byte[] upTo(int most, InputStream in) throws IOException {
		byte[] bytes = in.readNBytes(most);
		if (bytes.length == most && in.read() >= 0) {
			throw new FileTooLargeException(most);
		}
		return bytes;
	}

	/**
	 * The bytes of a file, which must not be written to; empty if there is none or it is
	 * no regular file. A link is none: whoever asks has followed links to where they may
	 * lead, and what has become one since then may lead elsewhere.
	 * @param file its real path
	 * @throws FileTooLargeException if there are more than are read
	 */
	Optional<byte[]> read(Path file) throws IOException {
		try {
			BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
			if (!now.isRegularFile()) {
				return Optional.empty();
			}
			Known last = this.known.get(file);
			Object touched = touched(file);
			byte[] kept = (last != null && last.isStill(now, touched)) ? last.bytes().get() : null;
			if (kept != null) {
				return Optional.of(kept);
			}
			Instant since = this.clock.instant();
			byte[] bytes;
			try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
				bytes = upTo(this.mostBytes, in);
			}
			Instant changed = now.lastModifiedTime().toInstant();
			if (changed.plus(SETTLES).isBefore(since) && bytes.length == now.size()) {
				this.known.put(file,
						new Known(now.fileKey(), now.size(), changed, touched, new SoftReference<>(bytes)));
			}
			else {
				this.known.remove(file);
			}
			return Optional.of(bytes);
		}
		catch (NoSuchFileException ex) {
			this.known.remove(file);
			return Optional.empty();
		}
	}

}
