package dev.theater.eyes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import dev.theater.actor.ActorId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Guests that wait take the threads that others need. */
class WaitersTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path directory;

	@Test
	void aNeighbourIsAnsweredWhileManyGuestsWaitAndAFewLoop() throws Exception {
		try (Playhouse house = new Playhouse(this.directory, UnaryOperator.identity())) {
			house.manifest("neighbour", "eyes", "");
			ActorId neighbour = house.spawn("neighbour");
			ActorId other = house.spawn("neighbour");
			ActorId never = house.spawn("eyes");
			List<ActorId> guests = new ArrayList<>();
			for (int i = 0; i < 260; i++) {
				guests.add(house.spawn("eyes"));
			}
			guests.subList(0, 254).forEach((guest) -> house.send(guest, "ask " + never + " never"));
			TimeUnit.SECONDS.sleep(3);
			String answer = house.ask(neighbour, "ask " + other + " idle", Duration.ofSeconds(10));
			System.out.println("neighbour's question: " + answer);
			guests.subList(254, 260).forEach((guest) -> house.send(guest, "hang"));
			TimeUnit.MILLISECONDS.sleep(200);
			long begun = System.nanoTime();
			String ping = house.ask(neighbour, "idle", Duration.ofSeconds(60));
			Duration took = Duration.ofNanos(System.nanoTime() - begun);
			System.out.println("neighbour's ping: " + took.toMillis() + " ms " + ping);
			assertThat(answer).isEqualTo("ok idle");
			assertThat(took).isLessThan(Duration.ofSeconds(2));
		}
	}

}
