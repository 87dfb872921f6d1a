package dev.theater.spring.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What is taken for a change of files, and when. */
class WatchedFilesTests {

	@TempDir
	Path root;

	private Path one;

	private Path other;

	private WatchedFiles files;

	@BeforeEach
	void watch() throws IOException {
		this.one = Files.createDirectory(this.root.resolve("one"));
		this.other = this.root.resolve("other");
		write(this.one, "a.toml", "a");
		write(this.one, "b.wasm", "b");
		this.files = new WatchedFiles(List.of(this.one, this.other));
	}

	private static void write(Path directory, String name, String text) throws IOException {
		Path file = directory.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

	@Test
	void tellsOfAChangeOnceItHasSettled() throws IOException {
		assertThat(this.files.look()).isEmpty();
		assertThat(this.files.isSettled()).isTrue();
		write(this.one, "b.wasm", "B");
		assertThat(this.files.look()).isEmpty();
		assertThat(this.files.isSettled()).isFalse();
		assertThat(this.files.look()).containsExactly("b.wasm");
		assertThat(this.files.isSettled()).isTrue();
		assertThat(this.files.look()).isEmpty();
	}

	@Test
	void takesNothingThatIsHalfWritten() throws IOException {
		for (String half : List.of("b+", "b++", "b+++")) {
			write(this.one, "b.wasm", half);
			assertThat(this.files.look()).isEmpty();
		}
		write(this.one, "a.toml", "c");
		assertThat(this.files.look()).as("the others wait for it: a build may not be over").isEmpty();
		assertThat(this.files.look()).containsExactly("a.toml", "b.wasm");
	}

	@Test
	void tellsOfWhatComesAndGoes() throws IOException {
		write(this.one, "sub/c.toml", "c");
		write(this.other, "state/d", "d");
		Files.delete(this.one.resolve("a.toml"));
		this.files.look();
		assertThat(this.files.look()).containsExactly("a.toml", "state/d", "sub/c.toml");
		Files.delete(this.other.resolve("state/d"));
		Files.delete(this.other.resolve("state"));
		Files.delete(this.other);
		this.files.look();
		assertThat(this.files.look()).containsExactly("state/d");
	}

	@Test
	void looksAtContentsAndNotAtTimes() throws IOException {
		Path file = this.one.resolve("b.wasm");
		Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
		write(this.one, "a.toml", "a");
		this.files.look();
		assertThat(this.files.look()).isEmpty();
		Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
		this.files.look();
		assertThat(this.files.look()).isEmpty();
	}

	@Test
	void seesAChangeThatLeavesSizeAndTimeAsTheyWere() throws IOException {
		Path file = this.one.resolve("b.wasm");
		FileTime now = Files.getLastModifiedTime(file);
		write(this.one, "b.wasm", "B");
		Files.setLastModifiedTime(file, now);
		this.files.look();
		assertThat(this.files.look()).containsExactly("b.wasm");
	}

	@Test
	void forgetsAChangeThatIsTakenBack() throws IOException {
		write(this.one, "b.wasm", "B");
		this.files.look();
		write(this.one, "b.wasm", "b");
		assertThat(this.files.look()).isEmpty();
		assertThat(this.files.look()).isEmpty();
		assertThat(this.files.isSettled()).isTrue();
	}

	@Test
	void followsALinkToTheDirectory() throws IOException {
		Path link = Files.createSymbolicLink(this.root.resolve("link"), this.one);
		WatchedFiles linked = new WatchedFiles(List.of(link));
		write(this.one, "b.wasm", "B");
		linked.look();
		assertThat(linked.look()).containsExactly("b.wasm");
	}

}
