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

	private static final String OWN = "own-6f1c3f0e-5b7a-4c2d-9e8f-0123456789ab";

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
		try (FolderContentStore store = new FolderContentStore(this.folder, Long.MAX_VALUE)) {
			for (String space : List.of(SPACE, OWN)) {
				store.write(space, HASH, OAK);
				store.label(space, "tree", List.of(HASH));
			}
			assertThat(store.read(OWN, HASH)).hasValue(OAK);
		}
		try (FolderContentStore store = new FolderContentStore(this.folder, Long.MAX_VALUE)) {
			assertThat(store.contents(SPACE)).containsOnlyKeys(HASH).containsValue(3L);
			assertThat(store.labels(SPACE)).containsEntry("tree", List.of(HASH)).hasSize(1);
			assertThat(store.read(SPACE, HASH)).hasValue(OAK);
			assertThat(store.contents(OWN)).isEmpty();
			assertThat(store.labels(OWN)).isEmpty();
			store.drop(SPACE);
			store.drop(SPACE);
			assertThat(store.contents(SPACE)).isEmpty();
		}
	}

	@Test
	void refusesWhatIsMoreThanAllTogetherMayHave() {
		byte[] sixty = new byte[60];
		String hash = ContentSpace.hash(sixty);
		try (FolderContentStore store = new FolderContentStore(this.folder, 100)) {
			store.write(OWN, hash, sixty);
			store.write(OWN, hash, sixty);
			assertThatExceptionOfType(ContentRefusal.class).isThrownBy(() -> store.write(SPACE, hash, sixty))
				.withMessage("no room is left for 60 bytes more in the folder of all stores; "
						+ "theater.content-store.total-size allows \"100B\"");
			assertThat(store.contents(SPACE)).isEmpty();
			store.drop(OWN);
			store.write(SPACE, hash, sixty);
		}
		try (FolderContentStore store = new FolderContentStore(this.folder, 100)) {
			assertThatExceptionOfType(ContentRefusal.class).isThrownBy(() -> store.write(OWN, hash, sixty));
			store.write(SPACE, HASH, OAK);
		}
	}

	@Test
	void leavesWhatOnlyLooksLikeAnActorsStore() throws IOException {
		Path others = Files.createDirectories(this.folder.resolve("own-photos"));
		new FolderContentStore(this.folder, Long.MAX_VALUE).close();
		assertThat(others).exists();
	}

	@Test
	void hasItsFolderForItself() throws IOException {
		Path inside = this.folder.resolve("a/b");
		try (FolderContentStore store = new FolderContentStore(inside, Long.MAX_VALUE)) {
			assertThat(store.isInMemory()).isFalse();
			assertThatIllegalArgumentException().isThrownBy(() -> new FolderContentStore(inside, Long.MAX_VALUE))
				.withMessageContaining(inside.toString())
				.withMessageContaining("is used by another runtime; name a folder that this runtime has for itself");
		}
		new FolderContentStore(inside, Long.MAX_VALUE).close();
		Path file = Files.writeString(this.folder.resolve("file"), "x");
		assertThatIllegalArgumentException().isThrownBy(() -> new FolderContentStore(file, Long.MAX_VALUE))
			.withMessageContaining(file.toString())
			.withMessageContaining("cannot be written to");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "dHJlZQ==", "\n\n\n", "dHJlZQ==\nabc\nabc" })
	void leavesOutDamagedLabelsUntilTheyAreWrittenAnew(String text) throws IOException {
		try (FolderContentStore store = new FolderContentStore(this.folder, Long.MAX_VALUE)) {
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
		try (FolderContentStore store = new FolderContentStore(this.folder, Long.MAX_VALUE)) {
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
		try (FolderContentStore store = new FolderContentStore(this.folder, Long.MAX_VALUE)) {
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
		Files.createDirectories(inside.resolve(OWN));
		Files.createSymbolicLink(inside.resolve(OWN + "/link"), outside);
		Files.createSymbolicLink(inside.resolve("own-2"), outside);
		new FolderContentStore(inside, Long.MAX_VALUE).close();
		assertThat(inside.resolve(OWN)).doesNotExist();
		assertThat(outside.resolve("precious")).exists();
	}

}
