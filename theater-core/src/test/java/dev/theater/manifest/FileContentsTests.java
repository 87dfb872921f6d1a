package dev.theater.manifest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class FileContentsTests {

	private static final Instant CHANGED = Instant.parse("2026-01-01T00:00:00Z");

	@TempDir
	Path directory;

	private Path file;

	@BeforeEach
	void write() throws IOException {
		this.file = this.directory.resolve("a.toml");
		write("one", CHANGED);
	}

	private void write(String text, Instant changed) throws IOException {
		Files.writeString(this.file, text);
		Files.setLastModifiedTime(this.file, FileTime.from(changed));
	}

	private static FileContents readAt(Instant now) {
		return new FileContents(Clock.fixed(now, ZoneOffset.UTC));
	}

	private static FileContents readLongAfter() {
		return readAt(CHANGED.plus(Duration.ofHours(1)));
	}

	private String text(FileContents contents) throws IOException {
		return new String(contents.read(this.file).orElseThrow(), StandardCharsets.UTF_8);
	}

	@Test
	void keepsWhatHasNotChanged() throws IOException {
		FileContents contents = readLongAfter();
		byte[] first = contents.read(this.file).orElseThrow();
		assertThat(contents.read(this.file).orElseThrow()).isSameAs(first);
	}

	@Test
	void readsAgainWhatChangedAtAnotherTime() throws IOException {
		FileContents contents = readLongAfter();
		contents.read(this.file);
		write("two", CHANGED.plusMillis(1));
		assertThat(text(contents)).isEqualTo("two");
	}

	@Test
	void readsAgainWhatHasAnotherLength() throws IOException {
		FileContents contents = readLongAfter();
		contents.read(this.file);
		write("three", CHANGED);
		assertThat(text(contents)).isEqualTo("three");
	}

	@Test
	void readsAgainWhatWasReplacedByAnotherFile() throws IOException {
		FileContents contents = readLongAfter();
		contents.read(this.file);
		Files.move(this.file, this.directory.resolve("before"));
		write("two", CHANGED);
		assertThat(text(contents)).isEqualTo("two");
	}

	@Test
	void readsAgainWhatWasWrittenOverWithItsLengthAndTimeKept() throws IOException {
		assumeTrue(this.file.getFileSystem().supportedFileAttributeViews().contains("unix"));
		FileContents contents = readLongAfter();
		contents.read(this.file);
		Object before = Files.getAttribute(this.file, "unix:ctime");
		do {
			// as archives with the same time for all files are unpacked; the clock of a
			// file system ticks every few milliseconds
			write("two", CHANGED);
		}
		while (Files.getAttribute(this.file, "unix:ctime").equals(before));
		assertThat(text(contents)).isEqualTo("two");
	}

	@Test
	void readsAgainWhatHadJustChanged() throws IOException {
		FileContents contents = readAt(CHANGED.plus(FileContents.SETTLES));
		contents.read(this.file);
		write("two", CHANGED);
		assertThat(text(contents)).isEqualTo("two");
	}

	@Test
	void readsAgainWhatChangedInTheFuture() throws IOException {
		FileContents contents = readAt(CHANGED.minusSeconds(60));
		contents.read(this.file);
		write("two", CHANGED);
		assertThat(text(contents)).isEqualTo("two");
	}

	@Test
	void hasNothingOfAFileThatIsGone() throws IOException {
		FileContents contents = readLongAfter();
		contents.read(this.file);
		Files.delete(this.file);
		assertThat(contents.read(this.file)).isEmpty();
	}

	@Test
	void hasNothingOfADirectory() throws IOException {
		assertThat(readLongAfter().read(this.directory)).isEmpty();
	}

	/** Between the look at where a path leads and the reading. */
	@Test
	void hasNothingOfAFileThatHasBecomeALink() throws IOException {
		FileContents contents = readLongAfter();
		contents.read(this.file);
		Files.move(this.file, this.directory.resolve("elsewhere"));
		Files.createSymbolicLink(this.file, this.directory.resolve("elsewhere"));
		assertThat(contents.read(this.file)).isEmpty();
	}

	@Test
	void readsAsMuchAsAllowedAndRefusesMore() throws IOException {
		FileContents contents = new FileContents(Clock.systemUTC(), 10);
		write("0123456789", CHANGED);
		assertThat(text(contents)).isEqualTo("0123456789");
		write("0123456789x", CHANGED);
		assertThatExceptionOfType(FileTooLargeException.class).isThrownBy(() -> contents.read(this.file))
			.withMessage("it has more than 10 bytes, the most that a file may have");
		write("", CHANGED);
		assertThat(text(contents)).isEmpty();
	}

	/** The clock is asked between the look at a file's size and the reading of it. */
	@Test
	void refusesAFileThatGrowsBeyondWhatIsAllowedWhileItIsRead() {
		Clock growing = new Clock() {
			@Override
			public ZoneId getZone() {
				return ZoneOffset.UTC;
			}

			@Override
			public Clock withZone(ZoneId zone) {
				return this;
			}

			@Override
			public Instant instant() {
				try {
					Files.writeString(FileContentsTests.this.file, "more and more", StandardOpenOption.APPEND);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
				return CHANGED.plus(Duration.ofHours(1));
			}
		};
		assertThatExceptionOfType(FileTooLargeException.class)
			.isThrownBy(() -> new FileContents(growing, 10).read(this.file));
	}

	@Test
	void aFileThatGrowsWhileItIsReadIsNotKept() throws IOException {
		FileContents contents = readLongAfter();
		byte[] one = contents.read(this.file).orElseThrow();
		Files.writeString(this.file, "!", StandardOpenOption.APPEND);
		assertThat(text(contents)).isEqualTo("one!");
		assertThat(one).hasSize(3);
	}

}
