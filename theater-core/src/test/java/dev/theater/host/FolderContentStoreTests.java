package dev.theater.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FolderContentStoreTests {

	private static final String SPACE = "shared-library";

	private static final byte[] OAK = "oak".getBytes(StandardCharsets.UTF_8);

	private static final String HASH = ContentSpace.hash(OAK);

	@TempDir
	Path folder;

	private Path labelFile(String label) {
		String hash = ContentSpace.hash(label.getBytes(StandardCharsets.UTF_8));
		return this.folder.resolve(SPACE).resolve("labels").resolve(hash.substring(0, 2)).resolve(hash);
	}

	@Test
	void keepsSharedSpacesAndForgetsThoseOfActorsWhenItIsOpenedAgain() {
		try (FolderContentStore store = new FolderContentStore(this.folder)) {
			for (String space : List.of(SPACE, "own-1")) {
				store.write(space, HASH, OAK);
				store.label(space, "tree", List.of(HASH));
			}
			assertThat(store.read("own-1", HASH)).hasValue(OAK);
		}
		try (FolderContentStore store = new FolderContentStore(this.folder)) {
			assertThat(store.contents(SPACE)).containsOnlyKeys(HASH).containsValue(3L);
			assertThat(store.labels(SPACE)).containsEntry("tree", List.of(HASH)).hasSize(1);
			assertThat(store.read(SPACE, HASH)).hasValue(OAK);
			assertThat(store.contents("own-1")).isEmpty();
			assertThat(store.labels("own-1")).isEmpty();
			store.drop(SPACE);
			store.drop(SPACE);
			assertThat(store.contents(SPACE)).isEmpty();
		}
	}

	@Test
	void hasItsFolderForItself() throws IOException {
		Path inside = this.folder.resolve("a/b");
		try (FolderContentStore store = new FolderContentStore(inside)) {
			assertThat(store.isInMemory()).isFalse();
			assertThatIllegalArgumentException().isThrownBy(() -> new FolderContentStore(inside))
				.withMessageContaining(inside.toString())
				.withMessageContaining("is used by another runtime; name a folder that this runtime has for itself");
		}
		new FolderContentStore(inside).close();
		Path file = Files.writeString(this.folder.resolve("file"), "x");
		assertThatIllegalArgumentException().isThrownBy(() -> new FolderContentStore(file))
			.withMessageContaining(file.toString())
			.withMessageContaining("cannot be written to");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "dHJlZQ==", "\n\n\n", "dHJlZQ==\nabc\nabc" })
	void leavesOutDamagedLabelsUntilTheyAreWrittenAnew(String text) throws IOException {
		try (FolderContentStore store = new FolderContentStore(this.folder)) {
			store.label(SPACE, "tree", List.of(HASH));
			store.label(SPACE, "stone", List.of(HASH));
			Files.writeString(labelFile("tree"), text);
			assertThat(store.labels(SPACE)).containsOnlyKeys("stone");
			store.label(SPACE, "tree", List.of(HASH, HASH));
			assertThat(store.labels(SPACE)).containsEntry("tree", List.of(HASH, HASH));
			store.label(SPACE, "tree", List.of());
			store.label(SPACE, "tree", List.of());
			assertThat(store.labels(SPACE)).containsOnlyKeys("stone");
		}
	}

	@Test
	void takesNoNoticeOfFilesThatAreNotItsOwn() throws IOException {
		try (FolderContentStore store = new FolderContentStore(this.folder)) {
			store.write(SPACE, HASH, OAK);
			Path beside = this.folder.resolve(SPACE).resolve("content").resolve(HASH.substring(0, 2));
			Files.writeString(beside.resolve("1b2c.unfinished"), "half");
			Files.writeString(beside.resolve("README"), "x");
			Files.createDirectory(beside.resolve("0".repeat(64)));
			assertThat(store.contents(SPACE)).containsOnlyKeys(HASH);
		}
	}

	@Test
	void writesCompletelyOrNotAtAll() throws IOException {
		try (FolderContentStore store = new FolderContentStore(this.folder)) {
			Files.createDirectories(this.folder.resolve(SPACE).resolve("content"));
			Path inTheWay = Files
				.writeString(this.folder.resolve(SPACE).resolve("content").resolve(HASH.substring(0, 2)), "in the way");
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> store.write(SPACE, HASH, OAK));
			Files.delete(inTheWay);
			store.write(SPACE, HASH, OAK);
			store.write(SPACE, HASH, OAK);
			try (Stream<Path> files = Files.list(inTheWay)) {
				assertThat(files).extracting((file) -> file.getFileName().toString()).containsExactly(HASH);
			}
		}
	}

	@Test
	void deletesNothingBehindALink() throws IOException {
		Path outside = Files.createDirectory(this.folder.resolve("outside"));
		Files.writeString(outside.resolve("precious"), "x");
		Path inside = this.folder.resolve("store");
		Files.createDirectories(inside.resolve("own-1"));
		Files.createSymbolicLink(inside.resolve("own-1/link"), outside);
		Files.createSymbolicLink(inside.resolve("own-2"), outside);
		new FolderContentStore(inside).close();
		assertThat(inside.resolve("own-1")).doesNotExist();
		assertThat(outside.resolve("precious")).exists();
	}

}
