package dev.theater.eyes;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import dev.theater.actor.ActorId;
import dev.theater.runtime.RuntimeSettings;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.supervisor.ActorSpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What a guest has loaded is bounded, and others get their turn. */
class LoadQueueTests {

	/** Takes the parser most of a second per 16 KiB. */
	private static final String SLOW = "#|=";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path directory;

	private static ThreadPoolExecutor loads(TheaterRuntime runtime) throws ReflectiveOperationException {
		Field parts = TheaterRuntime.class.getDeclaredField("parts");
		parts.setAccessible(true);
		Field loads = parts.get(runtime).getClass().getDeclaredField("loads");
		loads.setAccessible(true);
		return (ThreadPoolExecutor) loads.get(parts.get(runtime));
	}

	@Test
	void aGuestWhoseTimeForWaitingIsOverBeginsNoMoreLoads() throws Exception {
		RuntimeSettings settings = Playhouse
			.settings((all) -> new RuntimeSettings.Limits(all.actor(), all.totalMemory(), all.callTimeout(),
					all.initTimeout(), Duration.ofSeconds(2), 512L << 20, all.maxDepth(), all.maxActors()));
		try (Playhouse house = new Playhouse(this.directory, (builder) -> builder.settings(settings))) {
			ActorId guest = house.spawn("parent");
			house.send(guest, "bad 5000 " + SLOW);
			int most = 0;
			for (int i = 0; i < 80; i++) {
				TimeUnit.MILLISECONDS.sleep(100);
				most = Math.max(most, loads(house.runtime).getQueue().size());
			}
			System.out.println("loads that wait: " + most);
			assertThat(most).as("loads that wait on behalf of one guest").isLessThan(5);
		}
	}

	@Test
	void aNeighbourStartsAnActorWhileGuestsHandInTextsThatAreNoManifests() throws Exception {
		try (Playhouse house = new Playhouse(this.directory, UnaryOperator.identity())) {
			List<ActorId> guests = new ArrayList<>();
			for (int i = 0; i < 40; i++) {
				guests.add(house.spawn("parent"));
			}
			guests.forEach((guest) -> house.send(guest, "bad 20 " + SLOW));
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> loads(house.runtime).getQueue().size() > 20);
			house.manifest("new", "eyes", "");
			long begun = System.nanoTime();
			ActorId started = house.runtime.supervisor()
				.spawnAsync(ActorSpec.manifest("new.toml"))
				.get(2, TimeUnit.MINUTES);
			Duration took = Duration.ofNanos(System.nanoTime() - begun);
			System.out.println("neighbour's start: " + took.toMillis() + " ms " + started);
			assertThat(took).isLessThan(Duration.ofSeconds(3));
		}
	}

}
