package dev.theater.fault;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import dev.theater.actor.ActorHandle;
import dev.theater.actor.TurnInterceptor;
import dev.theater.host.HostFunctions;
import dev.theater.host.HostHandler;
import dev.theater.host.ShutdownSignal;
import dev.theater.manifest.ManifestLocation;
import dev.theater.runtime.RuntimeSettings;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.SupervisorException;
import dev.theater.test.Puppet;
import dev.theater.test.Scenario;
import dev.theater.test.ScenarioActor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Code of the application, wherever the runtime calls it, throws whatever it can throw or
 * never comes back: actors start, answer, fail, come back and stop all the same.
 */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UserCodeFaultTests {

	private final CountDownLatch released = new CountDownLatch(1);

	private final AtomicInteger struck = new AtomicInteger();

	private @Nullable Place place;

	private @Nullable Fault fault;

	/** Where the runtime calls the application. */
	enum Place {

		LISTENER, INTERCEPTOR_BEGIN, INTERCEPTOR_END, CONTINUATION, WATCH, HANDLER_START, HANDLER_SHUTDOWN,
		STORE_COMMIT, STORE_FORGET, MANIFEST_LOCATION

	}

	static List<Arguments> cases() {
		List<Arguments> cases = new ArrayList<>();
		for (Place place : Place.values()) {
			for (Fault fault : Fault.values()) {
				cases.add(Arguments.of(place, fault));
			}
		}
		// who intercepts is on the guest's way, and is to be quick
		for (Place place : List.of(Place.LISTENER, Place.CONTINUATION, Place.WATCH, Place.HANDLER_START,
				Place.HANDLER_SHUTDOWN, Place.STORE_COMMIT, Place.MANIFEST_LOCATION)) {
			cases.add(Arguments.of(place, null));
		}
		return cases;
	}

	/** Goes wrong if this is the place. */
	private void at(Place here) {
		if (here == this.place) {
			this.struck.incrementAndGet();
			if (this.fault != null) {
				this.fault.strike();
			}
			try {
				this.released.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("cases")
	void keepsNobodyFromWorking(Place where, @Nullable Fault how) {
		try (Scenario scenario = Scenario.onThreads(this::setUp).puppet("worker", "[[handler]]\ntype = \"faulty\"\n")) {
			ScenarioActor neighbour = scenario.spawn(Puppet.MANIFEST, "neighbour");
			ScenarioActor before = scenario.spawn("worker.toml", "before");
			this.fault = how;
			this.place = where;
			strike(scenario, before);
			await().atMost(Duration.ofSeconds(10)).until(() -> this.struck.get() > 0);
			assertThat(neighbour.request(Puppet.get())).isEqualTo("neighbour");
			if (where != Place.STORE_COMMIT) {
				ScenarioActor after = scenario.spawn(Puppet.MANIFEST, "after");
				after.send(Puppet.crash()).awaitIncarnation(2);
				assertThat(after.request(Puppet.get())).isEqualTo("after");
				scenario.supervisor().stopChild(after.id());
			}
			this.place = null;
			this.released.countDown();
			ScenarioActor last = scenario.spawn("worker.toml", "last");
			assertThat(last.request(Puppet.get())).isEqualTo("last");
			scenario.supervisor().stopChild(last.id());
			assertThat(neighbour.node().incarnation()).isOne();
			neighbour.chain().isValid();
		}
		await().atMost(Duration.ofSeconds(10))
			.until(() -> Thread.getAllStackTraces()
				.keySet()
				.stream()
				.noneMatch((t) -> t.getName().startsWith("theater-")));
	}

	/** Has the runtime come by the place. */
	private void strike(Scenario scenario, ScenarioActor before) {
		switch (this.place) {
			case CONTINUATION -> {
				byte[] get = Puppet.get().getBytes(StandardCharsets.UTF_8);
				scenario.runtime().messaging().request(before.id(), get).thenAccept((answer) -> at(Place.CONTINUATION));
			}
			case WATCH -> {
				scenario.runtime().messaging().watch(before.id(), (reason) -> at(Place.WATCH));
				scenario.supervisor().stopChild(before.id());
			}
			case MANIFEST_LOCATION -> scenario.supervisor().spawnAsync(ActorSpec.manifest("elsewhere.toml"));
			case null, default -> {
				before.send(Puppet.crash());
				await().until(() -> this.struck.get() > 0 || before.node().incarnation() == 2);
				scenario.begin(() -> stop(scenario, before));
			}
		}
	}

	private static void stop(Scenario scenario, ScenarioActor actor) {
		try {
			scenario.supervisor().stopChild(actor.id());
		}
		catch (SupervisorException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private TheaterRuntime.Builder setUp(TheaterRuntime.Builder builder) {
		RuntimeSettings all = RuntimeSettings.defaults();
		return builder
			.settings(
					new RuntimeSettings(
							new RuntimeSettings.Engine(all.engine().mode(), Path.of("target", "compiled-guests"),
									false),
							all.dispatcher(), all.requestTimeout(), all.supervision(), all.limits(), all.chain(),
							Duration.ofSeconds(2), all.maxActorNames()))
			.listener((event) -> at(Place.LISTENER))
			.interceptor(this::intercept)
			.hostHandler(new Faulty())
			.eventStore(new Store())
			.manifests(new Elsewhere());
	}

	private TurnInterceptor.Around intercept(TurnInterceptor.Operation operation) {
		at(Place.INTERCEPTOR_BEGIN);
		return (outcome, failure) -> at(Place.INTERCEPTOR_END);
	}

	private final class Faulty implements HostHandler {

		@Override
		public String name() {
			return "faulty";
		}

		@Override
		public void setUpHostFunctions(HostFunctions functions) {
		}

		@Override
		public void start(ActorHandle actor, ShutdownSignal shutdown) {
			at(Place.HANDLER_START);
			shutdown.onShutdown(() -> at(Place.HANDLER_SHUTDOWN));
		}

	}

	/** Keeps chains in memory as a slow store would. */
	private final class Store extends InterceptedStore {

		/** Whose commits go wrong: the first that comes by. */
		private volatile @Nullable UUID victim;

		/** Only a store that need not be waited for drops what is gone. */
		@Override
		public boolean blocking() {
			return UserCodeFaultTests.this.place != Place.STORE_FORGET;
		}

		@Override
		protected void before(Commit commit) {
			if (UserCodeFaultTests.this.place == Place.STORE_COMMIT) {
				if (this.victim == null) {
					this.victim = commit.actor();
				}
				if (commit.actor().equals(this.victim)) {
					at(Place.STORE_COMMIT);
				}
			}
		}

		@Override
		public void forget(UUID actor) {
			at(Place.STORE_FORGET);
			super.forget(actor);
		}

	}

	private final class Elsewhere implements ManifestLocation {

		@Override
		public Optional<byte[]> read(String relativePath) {
			if (relativePath.startsWith("elsewhere")) {
				at(Place.MANIFEST_LOCATION);
			}
			return Optional.empty();
		}

		@Override
		public String description() {
			return "elsewhere";
		}

	}

}
