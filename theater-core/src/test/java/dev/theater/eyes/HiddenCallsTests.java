package dev.theater.eyes;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

import dev.theater.actor.ActorId;
import dev.theater.chain.ChainEvent;
import dev.theater.chain.InMemoryEventStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Each call of a guest to the host is on its chain. */
class HiddenCallsTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path directory;

	@Test
	void aGuestCannotSendWithoutTheChainTellingIt() throws Exception {
		try (Playhouse house = new Playhouse(this.directory,
				(builder) -> builder.eventStore(new InMemoryEventStore(1_000_000, 1L << 30)))) {
			ActorId victim = house.spawn("eyes");
			ActorId hider = house.spawn("eyes");
			String said = house.ask(hider, "hide 5001 " + victim + " secret", Duration.ofSeconds(30));
			Awaitility.await()
				.atMost(Duration.ofSeconds(5))
				.until(() -> house.runtime.directory()
					.events(victim, 1_000)
					.stream()
					.anyMatch((event) -> event.eventType().endsWith("/handle-send")));
			System.out.println(said);
			System.out.println(house.runtime.directory()
				.events(hider, 5)
				.stream()
				.map((event) -> event.eventType() + " " + new String(event.data(), StandardCharsets.UTF_8))
				.toList());
			boolean refused = !said.startsWith("ok");
			boolean told = house.runtime.directory()
				.events(hider, 1_000_000)
				.stream()
				.map(ChainEvent::eventType)
				.anyMatch((type) -> type.endsWith("message-server-host/send"));
			assertThat(refused || told).as("the send went well (%s), and the chain tells of it", said).isTrue();
		}
	}

}
