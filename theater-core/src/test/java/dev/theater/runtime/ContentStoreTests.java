package dev.theater.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.theater.actor.ActorId;
import dev.theater.host.ContentQuota;
import dev.theater.host.FolderContentStore;
import dev.theater.host.InMemoryContentStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code store}, called by a guest on command, over both stores there are. */
class ContentStoreTests extends OnStage {

	private static final String STORE = "theater:simple/store/";

	private static final String NONE = "0".repeat(64);

	/** Where contents are kept. */
	enum Kept {

		IN_MEMORY, IN_A_FOLDER

	}

	@TempDir
	Path folder;

	private void open(Kept kept) {
		reopen((builder) -> builder.contentStore((kept == Kept.IN_MEMORY) ? new InMemoryContentStore()
				: new FolderContentStore(this.folder, Long.MAX_VALUE)));
	}

	private ActorId agent(String name, String keys) {
		this.stage.manifest(name, "agent", AgentHandlersTests.agentGrants("", "", "", keys));
		return this.stage.spawn(name, "");
	}

	private static String hash(String content) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private boolean isNone(ActorId agent, String command) {
		return this.stage.request(agent, command).equals("ok-none");
	}

	// ---- contents and labels

	@ParameterizedTest
	@EnumSource
	void storesContentsByTheirHash(Kept kept) {
		open(kept);
		ActorId agent = agent("agent", "");
		String id = ok(agent, "new");
		assertThat(ok(agent, "size " + id)).isEqualTo("0");
		assertThat(ok(agent, "put " + id + " tree")).isEqualTo(hash("tree"));
		assertThat(ok(agent, "put " + id + " tree")).as("again").isEqualTo(hash("tree"));
		assertThat(ok(agent, "put " + id + " ")).as("nothing").isEqualTo(hash(""));
		assertThat(ok(agent, "get " + id + " " + hash("tree"))).isEqualTo("tree");
		assertThat(ok(agent, "get " + id + " " + hash(""))).isEmpty();
		assertThat(ok(agent, "exists " + id + " " + hash("tree"))).isEqualTo("true");
		assertThat(ok(agent, "exists " + id + " " + NONE)).isEqualTo("false");
		assertThat(ok(agent, "size " + id)).isEqualTo("4");
		assertThat(ok(agent, "contents " + id).split(" ")).containsExactlyInAnyOrder("2", hash("tree"), hash(""));
		assertVerifies(agent);
	}

	@ParameterizedTest
	@EnumSource
	void labelsPointToSeveralAndAnswerTheNewest(Kept kept) {
		open(kept);
		ActorId agent = agent("agent", "");
		String id = ok(agent, "new");
		String oak = ok(agent, "put-at " + id + " trees oak");
		String elm = ok(agent, "put-at " + id + " trees elm");
		assertThat(ok(agent, "by-label " + id + " trees")).isEqualTo(elm);
		ok(agent, "label " + id + " trees " + oak);
		assertThat(ok(agent, "by-label " + id + " trees")).as("labelled again").isEqualTo(oak);
		ok(agent, "remove-from " + id + " trees " + oak);
		assertThat(ok(agent, "by-label " + id + " trees")).isEqualTo(elm);
		ok(agent, "remove-from " + id + " trees " + oak);
		ok(agent, "remove-from " + id + " trees " + elm);
		assertThat(isNone(agent, "by-label " + id + " trees")).as("the last is gone").isTrue();
		assertThat(ok(agent, "labels " + id)).isEqualTo("0");
		assertThat(ok(agent, "exists " + id + " " + elm)).as("contents stay").isEqualTo("true");
	}

	@ParameterizedTest
	@EnumSource
	void labelsAreReplacedAndRemoved(Kept kept) {
		open(kept);
		ActorId agent = agent("agent", "");
		String id = ok(agent, "new");
		String oak = ok(agent, "put-at " + id + " trees oak");
		String elm = ok(agent, "put-alone " + id + " trees elm");
		ok(agent, "remove-from " + id + " trees " + elm);
		assertThat(isNone(agent, "by-label " + id + " trees")).as("the oak was replaced").isTrue();
		ok(agent, "put-at " + id + " trees elm");
		ok(agent, "replace " + id + " trees " + oak);
		assertThat(ok(agent, "by-label " + id + " trees")).isEqualTo(oak);
		ok(agent, "label " + id + " also " + oak);
		assertThat(ok(agent, "labels " + id)).isEqualTo("2 also trees");
		ok(agent, "remove " + id + " trees");
		ok(agent, "remove " + id + " trees");
		assertThat(ok(agent, "labels " + id)).isEqualTo("1 also");
	}

	@ParameterizedTest
	@EnumSource
	void refusesWhatIsNotThere(Kept kept) {
		open(kept);
		ActorId agent = agent("agent", "");
		String id = ok(agent, "new");
		String oak = ok(agent, "put " + id + " oak");
		for (String stranger : List.of("x", "", "../" + id, ActorId.random().toString(), id + "x", "library")) {
			assertThat(err(agent, "put " + stranger + " oak")).contains("the actor has no store \"" + stranger + "\"");
			assertThat(err(agent, "labels " + stranger)).contains("has no store");
		}
		assertThat(err(agent, "get " + id + " " + NONE)).isEqualTo("the store has no content " + NONE);
		assertThat(err(agent, "label " + id + " tree " + NONE)).isEqualTo("the store has no content " + NONE);
		assertThat(err(agent, "replace " + id + " tree " + NONE)).contains("has no content");
		for (String wrong : List.of("", "abc", oak + "0", oak.toUpperCase(Locale.ROOT), "../../../etc/passwd",
				"\u00e4".repeat(64))) {
			assertThat(err(agent, "get " + id + " " + wrong)).contains("is none; it must be a SHA-256 of 64");
			assertThat(err(agent, "exists " + id + " " + wrong)).contains("is none");
		}
		assertThat(err(agent, "label " + id + "  " + oak))
			.isEqualTo("a label of 0 characters; it must have from 1 to 1000");
		assertThat(isNone(agent, "by-label " + id + " tree")).isTrue();
		assertThat(names(agent, STORE + "get")).contains("GetError");
		assertThat(node(agent).incarnation()).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void noLabelIsAPath(Kept kept) throws IOException {
		open(kept);
		ActorId agent = agent("agent", "");
		String id = ok(agent, "new");
		String oak = ok(agent, "put " + id + " oak");
		List<String> labels = List.of("../../../x", "/etc/passwd", "..", ".", "con", "a\\b", "C:\\x", "\u0000", "-rf",
				"\u00e4\u2766\ud83c\udf33", "a".repeat(1_000), "A", "a");
		for (String label : labels) {
			ok(agent, "label " + id + " " + label + " " + oak);
			assertThat(ok(agent, "by-label " + id + " " + label)).isEqualTo(oak);
		}
		assertThat(ok(agent, "labels " + id)).startsWith(labels.size() + " ").contains(" ../../../x ", " a\\b ");
		try (Stream<Path> files = Files.walk(this.folder)) {
			assertThat(files.map((file) -> this.folder.relativize(file).toString()))
				.allMatch((file) -> file.matches("|lock|own-[0-9a-f/-]+(content|labels)?[0-9a-f/]*"));
		}
	}

	// ---- bounds

	@ParameterizedTest
	@EnumSource
	void quotasAreEnforcedBeforeAnythingIsKept(Kept kept) {
		open(kept);
		ActorId agent = agent("agent", "max_size = 100\nmax_content = 12\nmax_labels = 3");
		String id = ok(agent, "new");
		assertThat(err(agent, "put-big " + id + " 101")).isEqualTo("the content has 101 bytes, and 0 are stored "
				+ "already; max_size in [[handler]] type = \"store\" allows \"100B\" in all");
		String big = ok(agent, "put-big " + id + " 60");
		ok(agent, "put-big " + id + " 60");
		assertThat(err(agent, "put-big " + id + " 41")).contains("and 60 are stored already");
		assertThat(ok(agent, "size " + id)).isEqualTo("60");
		String other = ok(agent, "new");
		assertThat(err(agent, "put-big " + other + " 41")).as("all stores of an actor count together")
			.contains("and 60 are stored already");
		assertThat(ok(agent, "put-many " + id + " 1000000"))
			.startsWith("11 err there are 12 contents already; max_content in");
		assertThat(ok(agent, "label-many " + id + " 1000000 " + big))
			.startsWith("3 err labels point to 3 contents already; max_labels in");
		assertThat(err(agent, "put-at " + id + " new x")).contains("max_content");
		assertThat(err(agent, "put-at " + id + " new 1")).as("stored, but without a label").contains("max_labels");
		ok(agent, "remove " + id + " 0");
		ok(agent, "label " + id + " 1 " + hash("1"));
		assertThat(err(agent, "label " + id + " 1 " + hash("2"))).contains("max_labels");
		ok(agent, "replace " + id + " 1 " + hash("2"));
		ok(agent, "label " + id + " 1 " + hash("1"));
		assertThat(err(agent, "label-big " + id + " 10000000 " + big)).contains("a label of 10000000 characters");
	}

	@Test
	void nothingMayBeAllowed() {
		ActorId agent = agent("agent", "max_size = 0\nmax_content = 1\nmax_labels = 0");
		String id = ok(agent, "new");
		assertThat(err(agent, "put " + id + " x")).contains("max_size");
		String empty = ok(agent, "put " + id + " ");
		assertThat(err(agent, "label " + id + " x " + empty)).contains("max_labels");
	}

	@Test
	void anActorMakesAFewStoresAndNoMore() {
		ActorId agent = agent("agent", "");
		for (int i = 0; i < 16; i++) {
			ok(agent, "new");
		}
		assertThat(err(agent, "new")).isEqualTo("the actor has made 16 stores and may have no more than 16; keep the "
				+ "id of one in the state, which a restart does not lose");
	}

	@Test
	void theRuntimesQuotaIsDefaultAndCeiling() {
		reopen((builder) -> builder.contentQuota(new ContentQuota(10, 2, 1)));
		ActorId agent = agent("agent", "");
		String id = ok(agent, "new");
		assertThat(err(agent, "put-big " + id + " 11")).contains("\"10B\" in all");
		assertThat(ok(agent, "put-many " + id + " 5")).startsWith("2 err there are 2 contents");
	}

	@Test
	void contentsInMemoryCountAsMemoryOfGuests() {
		reopen((builder) -> builder.settings(Stage.settings((limits) -> new RuntimeSettings.Limits(limits.actor(),
				24L << 20, limits.callTimeout(), limits.initTimeout(), limits.hostCallTimeout(), limits.maxTransfer(),
				limits.maxDepth(), limits.maxActors()))));
		ActorId agent = agent("agent", "");
		String id = ok(agent, "new");
		String answer;
		int stored = 0;
		do {
			answer = this.stage.request(agent, "put " + id + " " + stored + "x".repeat(1_000_000));
			stored++;
		}
		while (answer.startsWith("ok") && stored < 24);
		assertThat(answer).isEqualTo("err no memory is left for it (theater.limits.total-memory)");
		assertThat(stored).isBetween(8, 23);
		supervisor().stopChild(agent);
		ActorId next = this.stage.spawn("agent", "");
		String own = ok(next, "new");
		await().until(() -> this.stage.request(next, "put-big " + own + " 5000000").startsWith("ok"));
	}

	@Test
	void aLargeContentIsOnTheChainByHashAndLength() {
		ActorId agent = agent("agent", "");
		String id = ok(agent, "new");
		String big = ok(agent, "put-big " + id + " 3000000");
		assertThat(text(events(agent).stream()
			.filter((event) -> event.eventType().equals(STORE + "store"))
			.findFirst()
			.orElseThrow()))
			.isEqualTo("{\"StoreCall\":{\"store-id\":\"" + id + "\",\"content\":{\"sha256\":\"" + big
					+ "\",\"length\":3000000}}}");
		assertThat(text(last(agent, STORE + "store"))).isEqualTo("{\"StoreResult\":{\"value\":\"" + big + "\"}}");
		ok(agent, "contents " + id);
		assertThat(text(last(agent, STORE + "list-all-content"))).contains(big);
	}

	// ---- whose it is, and how long

	@ParameterizedTest
	@EnumSource
	void nobodySeesTheStoresOfAnother(Kept kept) {
		open(kept);
		ActorId one = agent("agent", "");
		ActorId two = this.stage.spawn("agent", "");
		String id = ok(one, "new");
		String oak = ok(one, "put " + id + " oak");
		assertThat(err(two, "get " + id + " " + oak)).contains("the actor has no store");
		String own = ok(two, "new");
		assertThat(ok(two, "exists " + own + " " + oak)).isEqualTo("false");
		assertThat(err(two, "get " + own + " " + oak)).contains("has no content");
	}

	@ParameterizedTest
	@EnumSource
	void aStoreOutlivesARestartAndEndsWithItsActor(Kept kept) throws IOException {
		open(kept);
		ActorId agent = agent("agent", "");
		String id = ok(agent, "new");
		String oak = ok(agent, "put-at " + id + " tree oak");
		crashAndAwait(agent);
		assertThat(ok(agent, "get " + id + " " + oak)).isEqualTo("oak");
		assertThat(ok(agent, "by-label " + id + " tree")).isEqualTo(oak);
		supervisor().stopChild(agent);
		await().untilAsserted(() -> {
			try (Stream<Path> files = Files.list(this.folder)) {
				assertThat(files.map((file) -> file.getFileName().toString()))
					.noneMatch((name) -> name.startsWith("own"));
			}
		});
	}

	@ParameterizedTest
	@EnumSource
	void aNamedStoreIsSharedByThoseWhoseManifestNamesIt(Kept kept) {
		open(kept);
		ActorId one = agent("one", "name = \"library\"\nmax_size = 10");
		ActorId two = agent("two", "name = \"library\"\nmax_size = 5");
		ActorId other = agent("other", "name = \"archive\"");
		assertThat(ok(one, "new")).isEqualTo("library").isEqualTo(ok(two, "new"));
		String oak = ok(one, "put-at library tree oaks");
		assertThat(ok(two, "get library " + oak)).isEqualTo("oaks");
		assertThat(ok(two, "by-label library tree")).isEqualTo(oak);
		assertThat(err(two, "put library elms")).as("by the quota of who asks").contains("\"5B\" in all");
		ok(one, "put library elms");
		assertThat(err(other, "get library " + oak)).contains("the actor has no store \"library\"");
		assertThat(ok(other, "exists archive " + oak)).isEqualTo("false");
		supervisor().stopChild(one);
		supervisor().stopChild(two);
		assertThat(ok(agent("three", "name = \"library\""), "get library " + oak)).isEqualTo("oaks");
	}

	@Test
	void aNamedStoreInAFolderSurvivesTheRuntime() {
		open(Kept.IN_A_FOLDER);
		ActorId agent = agent("agent", "name = \"library\"");
		String oak = ok(agent, "put-at library tree oak");
		String elm = ok(agent, "put-at library tree elm");
		open(Kept.IN_A_FOLDER);
		ActorId again = agent("agent", "name = \"library\"\nmax_content = 3");
		assertThat(ok(again, "by-label library tree")).isEqualTo(elm);
		assertThat(ok(again, "size library")).isEqualTo("6");
		ok(again, "remove-from library tree " + elm);
		assertThat(ok(again, "by-label library tree")).isEqualTo(oak);
		assertThat(ok(again, "put-many library 9")).as("what was kept counts").startsWith("1 err there are 3");
	}

	@Test
	void aDamagedContentIsNoticedAndCanBeStoredAgain() throws IOException {
		open(Kept.IN_A_FOLDER);
		ActorId agent = agent("agent", "name = \"library\"");
		String oak = ok(agent, "put-at library tree oak");
		Path file = this.folder.resolve("shared-library/content/" + oak.substring(0, 2) + "/" + oak);
		assertThat(file).hasContent("oak");
		Files.writeString(file, "oat");
		assertThat(err(agent, "get library " + oak)).isEqualTo(
				"the content " + oak + " is damaged: its bytes have " + "the hash " + hash("oat") + "; store it again");
		assertThat(ok(agent, "exists library " + oak)).isEqualTo("false");
		assertThat(ok(agent, "put library oak")).isEqualTo(oak);
		assertThat(ok(agent, "get library " + oak)).isEqualTo("oak");
		Files.delete(file);
		assertThat(err(agent, "get library " + oak)).contains("its bytes are gone");
	}

	// ---- a store that fails

	@ParameterizedTest
	@ValueSource(strings = { "put ID elm", "put-at ID tree elm", "get ID OAK", "label ID tree OAK", "remove ID trees",
			"replace ID trees OAK" })
	void theGuestLearnsNothingOfAStoreThatFails(String command) {
		FailingContentStore failing = new FailingContentStore();
		reopen((builder) -> builder.contentStore(failing));
		ActorId agent = agent("agent", "max_content = 2\nmax_labels = 2");
		String id = ok(agent, "new");
		String oak = ok(agent, "put-at " + id + " trees oak");
		String asked = command.replace("ID", id).replace("OAK", oak);
		failing.fails = true;
		for (int i = 0; i < 5; i++) {
			assertThat(err(agent, asked)).isEqualTo("the content store failed; the runtime's log says why");
		}
		failing.fails = false;
		ok(agent, asked);
		ok(agent, "put " + id + " elm");
		assertThat(ok(agent, "contents " + id)).as("nothing was counted that was not kept").startsWith("2 ");
		assertThat(failing.thread).as("no guest's thread waits for a store that may block").contains("commit");
		assertThat(node(agent).incarnation()).isOne();
	}

}
