package dev.theater.runtime;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.theater.actor.ActorId;
import dev.theater.chain.ChainEvent;
import dev.theater.chain.EventHash;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What guests read of chains: {@code runtime.get-chain} and
 * {@code supervisor.get-child-events}.
 */
class ChainFunctionsTests extends OnStage {

	@BeforeEach
	void manifests() {
		reopen((builder) -> {
			RuntimeSettings all = Stage.settings((limits) -> limits);
			return builder.settings(new RuntimeSettings(all.engine(), all.dispatcher(), all.requestTimeout(),
					all.supervision(), all.limits(), new RuntimeSettings.Chain(10_000, 64L << 20),
					all.shutdownTimeout(), all.maxActorNames()));
		});
		this.stage.puppet("puppet", "[supervision]\n");
	}

	/** What a guest saw of an event: its type, its hash and its parent. */
	private record Seen(String type, String hash, String parent) {

		static Seen of(ChainEvent event) {
			return new Seen(event.eventType(), first(event.hash()), event.parentHash().map(Seen::first).orElse("-"));
		}

		/** The first eight bytes, big-endian. */
		private static String first(EventHash hash) {
			return new BigInteger(1, Arrays.copyOf(hash.bytes(), 8)).toString();
		}
	}

	private List<Seen> chain(ActorId id) {
		List<String> lines = ok(id, "chain").lines().toList();
		List<Seen> seen = new ArrayList<>();
		for (String line : lines.subList(1, lines.size())) {
			String[] words = line.split(" ");
			seen.add(new Seen(words[0], words[1], words[2]));
		}
		assertThat(lines.getFirst()).isEqualTo(String.valueOf(seen.size()));
		return seen;
	}

	@Test
	void getChainGivesTheFirstEightBytesOfTheHashesBigEndian() {
		ActorId id = this.stage.spawn("puppet", "1");
		this.stage.request(id, "add");
		crashAndAwait(id);
		List<Seen> before = events(id).stream().map(Seen::of).toList();
		List<Seen> seen = chain(id);
		assertThat(seen).isEqualTo(before);
		assertThat(seen.getFirst())
			.isEqualTo(new Seen("theater:runtime/spawned", first(events(id).getFirst().hash()), "-"));
		for (int i = 1; i < seen.size(); i++) {
			assertThat(seen.get(i).parent()).isEqualTo(seen.get(i - 1).hash());
		}
	}

	private static String first(EventHash hash) {
		return Long.toUnsignedString(hash.firstLong());
	}

	@Test
	void getChainAnswersWithTheNewestEventsThatFitAMegabyte() {
		ActorId id = this.stage.spawn("puppet", "");
		String message = "log " + "\u0001".repeat(4_000);
		for (int i = 0; i < 60; i++) {
			this.stage.send(id, message);
		}
		this.stage.request(id, "get");
		List<ChainEvent> all = events(id);
		List<Seen> seen = chain(id);
		assertThat(seen).hasSizeBetween(50, all.size() - 1);
		List<ChainEvent> newest = all.subList(all.size() - seen.size(), all.size());
		assertThat(seen).isEqualTo(newest.stream().map(Seen::of).toList());
		long bytes = newest.stream().mapToLong((event) -> event.dataLength() + event.eventType().length()).sum();
		long oneMore = all.get(all.size() - seen.size() - 1).dataLength();
		assertThat(bytes).isLessThan(1_000_000);
		assertThat(bytes + oneMore + seen.size() * 250L).isGreaterThan(1_000_000);
	}

	@Test
	void getChildEventsGivesWholeHashesDataAndTimesInSeconds() {
		this.stage.manifest("parent", "supervisor-parent", Stage.ALL + "[supervision]\n");
		ActorId parent = this.stage.spawn("parent");
		ActorId child = ActorId.of(this.stage.request(parent, "spawn puppet.toml 7").substring(3));
		List<ChainEvent> events = events(child);
		String answer = this.stage.request(parent, "events " + child);
		StringBuilder expected = new StringBuilder("ok " + events.size());
		for (ChainEvent event : events) {
			expected.append(' ')
				.append(event.eventType())
				.append('@')
				.append(event.timestamp().getEpochSecond() * 1000)
				.append("#32/")
				.append(event.parentHash().isPresent() ? "32" : "-")
				.append('=')
				.append(text(event));
		}
		assertThat(answer).isEqualTo(expected.toString());
		assertThat(events.getFirst().parentHash()).isEmpty();
	}

}
