package dev.theater.spring.variants;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.theater.actor.ActorMessaging;
import dev.theater.actor.MessagingException;
import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.SupervisionTree;
import dev.theater.test.Puppet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.awaitility.Awaitility.await;

/**
 * Agents that are as hostile as they can be, for some seconds, and what a load balancer,
 * an operator and a user of the same application see meanwhile: answers, each of them
 * 200, none of them late. {@code -Dtheater.storm.millis} says how long.
 */
@Timeout(180)
class CrashStormTests {

	private static final Duration STORM = Duration.ofMillis(Long.getLong("theater.storm.millis", 8000));

	/** In a build that has two processors to share with all that the agents do. */
	private static final Duration P99 = Duration.ofSeconds(2);

	private static final Duration LATEST = Duration.ofSeconds(10);

	private static final String[] PATHS = { "/actuator/health", "/actuator/health/readiness",
			"/actuator/health/liveness", "/actuator/health/everything", "/actuator/theater",
			"/ask?path=honest&message=hello" };

	@TempDir
	private Path manifests;

	private final CountDownLatch end = new CountDownLatch(1);

	private final Queue<String> refused = new ConcurrentLinkedQueue<>();

	@BeforeEach
	void write() throws IOException {
		try (var component = Puppet.class.getResourceAsStream("puppet/puppet.wasm")) {
			Files.write(this.manifests.resolve("puppet.wasm"), component.readAllBytes());
		}
		manifest("crasher", "[lifecycle]\nrestart = \"permanent\"");
		manifest("doomed", "[lifecycle]\nrestart = \"permanent\"");
		manifest("agent", "[lifecycle]\nrestart = \"permanent\"\ncall_timeout = \"300ms\"\n[limits]\nmailbox = 20");
		manifest("parent", "[limits]\nmax_children = 300\nmailbox = 20");
		StringBuilder gang = new StringBuilder("""
				[supervision]
				strategy = "one-for-one"
				max_restarts = 1000000
				within = "1h"
				max_consecutive = 1000000
				""");
		for (String name : List.of("crash-1", "crash-2", "crash-3", "error", "stack", "loop-1", "loop-2", "memory",
				"giant-1", "giant-2")) {
			gang.append("[[child]]\nmanifest = \"agent.toml\"\nname = \"").append(name).append("\"\n");
		}
		manifest("gang", gang.toString());
	}

	private void manifest(String name, String more) throws IOException {
		Files.writeString(this.manifests.resolve(name + ".toml"), Puppet.manifest(name, more));
	}

	@Test
	void nobodyHearsAnythingButTwoHundred() throws Exception {
		try (RunningApplication app = start(); ExecutorService threads = Executors.newCachedThreadPool()) {
			List<Poll> polls = new ArrayList<>();
			for (String path : PATHS) {
				assertThat(app.get(path).statusCode()).isEqualTo(200);
				polls.add(new Poll(path));
			}
			try {
				storm(app, threads);
				polls.forEach((poll) -> threads.execute(() -> poll.run(app)));
				assertThat(this.end.await(STORM.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
				await().until(() -> app.node("crasher").parked() && app.node("doomed").parked());
			}
			finally {
				this.end.countDown();
			}
			threads.shutdown();
			assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
			SupervisionTree.Totals totals = app.bean(ActorDirectory.class).tree().totals();
			System.out.printf("CrashStorm: %d failures, %d restarts, %d given up, %d spawned, %d messages refused%n",
					totals.failures(), totals.restarts(), totals.gaveUp(), totals.spawned(), this.refused.size());
			polls.forEach(System.out::println);
			assertThat(totals.failures()).as("a storm").isGreaterThan(100);
			assertThat(polls).allSatisfy(Poll::verify);
			assertThatOperatorsAreTold(app);
		}
	}

	private RunningApplication start() {
		return RunningApplication.start(WebApplicationType.SERVLET,
				"theater.manifest-locations=file:" + this.manifests + ",classpath:/actors/",
				"theater.actors.honest.manifest=echo.toml", "theater.actors.crasher.manifest=crasher.toml",
				"theater.actors.doomed.manifest=doomed.toml",
				"theater.actors.doomed.init=" + Puppet.failInInit(2, 1_000_000),
				"theater.actors.gang.manifest=gang.toml", "theater.actors.parent.manifest=parent.toml",
				"management.endpoints.web.exposure.include=health,theater",
				"management.endpoint.theater.access=unrestricted", "management.endpoint.health.show-details=always",
				"management.endpoint.health.probes.enabled=true",
				"management.endpoint.health.group.everything.include=*",
				"management.endpoint.health.group.readiness.include=readinessState,theater");
	}

	/** Two root actors until they are parked, and the others to the end. */
	private void storm(RunningApplication app, ExecutorService threads) {
		String giant = Puppet.set("y".repeat(15_000_000));
		Map<String, Supplier<String>> attacks = Map.ofEntries(Map.entry("crasher", Puppet::crash),
				Map.entry("doomed", Puppet::crash), Map.entry("gang/crash-1", Puppet::crash),
				Map.entry("gang/crash-2", Puppet::crash), Map.entry("gang/crash-3", Puppet::crash),
				Map.entry("gang/error", () -> Puppet.fail("z".repeat(100_000))),
				Map.entry("gang/stack", Puppet::recurse), Map.entry("gang/loop-1", Puppet::loop),
				Map.entry("gang/loop-2", Puppet::loop), Map.entry("gang/memory", () -> Puppet.bigState(60_000_000)),
				Map.entry("gang/giant-1", () -> giant), Map.entry("gang/giant-2", () -> Puppet.bigState(15_000_000)),
				Map.entry("parent", () -> Puppet.spawn("agent.toml")));
		attacks.forEach((path, message) -> threads.execute(() -> attack(app, path, message)));
	}

	private void attack(RunningApplication app, String path, Supplier<String> message) {
		ActorMessaging messaging = app.bean(ActorMessaging.class);
		var id = app.id(path);
		do {
			try {
				messaging.send(id, message.get().getBytes(StandardCharsets.UTF_8));
			}
			catch (MessagingException ex) {
				this.refused.add(ex.getClass().getSimpleName());
			}
		}
		while (!ended(2));
	}

	private boolean ended(long millis) {
		try {
			return this.end.await(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return true;
		}
	}

	private static void assertThatOperatorsAreTold(RunningApplication app) {
		String crasher = app.id("crasher").toString();
		assertThat(app.read("/actuator/health", "$.status")).isEqualTo("UP");
		assertThat(app.read("/actuator/health/theater", "$.status")).isEqualTo("DEGRADED");
		assertThat(app.read("/actuator/health", "$.components.theater.details.parked")).asInstanceOf(LIST)
			.contains(crasher, app.id("doomed").toString());
		assertThat(app.post("/actuator/theater/" + crasher, RunningApplication.RESTART).statusCode()).isEqualTo(200);
		assertThat(app.request("crasher", Puppet.get())).isEqualTo("none");
		assertThat(app.post("/actuator/theater/" + app.id("doomed"), RunningApplication.RESTART).statusCode())
			.as("an agent that cannot start is the operator's failure to restart it")
			.isEqualTo(500);
		assertThat(app.delete("/actuator/theater/" + app.id("doomed")).statusCode()).isEqualTo(204);
		assertThat(app.read("/actuator/health/theater", "$.status")).isEqualTo("UP");
	}

	/** One path, asked again and again. */
	private final class Poll {

		private final String path;

		private final List<Long> nanos = new ArrayList<>();

		private final List<String> bad = new ArrayList<>();

		private Poll(String path) {
			this.path = path;
		}

		private void run(RunningApplication app) {
			do {
				long start = System.nanoTime();
				HttpResponse<String> response = app.get(this.path);
				this.nanos.add(System.nanoTime() - start);
				if (response.statusCode() != 200 || this.path.startsWith("/ask") && !response.body().equals("hello")) {
					this.bad.add(response.statusCode() + ": " + response.body());
				}
			}
			while (!ended(10));
			this.nanos.sort(null);
		}

		private Duration at(double share) {
			return Duration.ofNanos(this.nanos.get((int) (share * (this.nanos.size() - 1))));
		}

		private void verify() {
			assertThat(this.bad).as(this.path).isEmpty();
			assertThat(this.nanos).as(this.path).hasSizeGreaterThan(10);
			assertThat(at(0.99)).as(this.path).isLessThan(P99);
			assertThat(at(1)).as(this.path).isLessThan(LATEST);
		}

		@Override
		public String toString() {
			return "%-32s %5d requests, p50 %5d ms, p99 %5d ms, max %5d ms, not 200: %d".formatted(this.path,
					this.nanos.size(), at(0.5).toMillis(), at(0.99).toMillis(), at(1).toMillis(), this.bad.size());
		}

	}

}
