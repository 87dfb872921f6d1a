package dev.theater.sample;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.theater.actor.ActorFailedException;
import dev.theater.chain.ChainEvent;
import dev.theater.host.HostHandler;
import dev.theater.manifest.ManifestLocation;
import dev.theater.runtime.RuntimeSettings;
import dev.theater.runtime.RuntimeSettings.Dispatcher;
import dev.theater.runtime.RuntimeSettings.Limits;
import dev.theater.test.Scenario;
import dev.theater.test.ScenarioActor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What docs/guide/host-handlers.md says of tools that take their time. */
@Timeout(60)
class SlowToolTest {

	private static final Orders.Receipt RECEIPT = new Orders.Receipt(1, 60);

	private final CountDownLatch end = new CountDownLatch(1);

	private final CompletableFuture<Orders.Receipt> receipt = new CompletableFuture<>();

	/** What a method that blocked has come to. */
	private final CompletableFuture<Orders.Receipt> returned = new CompletableFuture<>();

	private Scenario scenario;

	@AfterEach
	void close() {
		this.end.countDown();
		this.receipt.complete(RECEIPT);
		this.scenario.close();
	}

	private void open(HostHandler tool, int threads, int maxThreads, Duration hostCallTimeout) {
		RuntimeSettings all = RuntimeSettings.defaults();
		Limits limits = all.limits();
		RuntimeSettings settings = new RuntimeSettings(all.engine(),
				new Dispatcher(threads, maxThreads, all.dispatcher().slice(), all.dispatcher().stackSize()),
				all.requestTimeout(), all.supervision(),
				new Limits(limits.actor(), limits.totalMemory(), limits.callTimeout(), limits.initTimeout(),
						hostCallTimeout, limits.maxTransfer(), limits.maxDepth(), limits.maxActors()),
				all.chain(), all.shutdownTimeout(), all.maxActorNames());
		this.scenario = Scenario.onThreads((builder) -> builder.settings(settings)
			.manifests(ManifestLocation.classpath("actors/", getClass().getClassLoader()))
			.hostHandler(tool));
	}

	private Orders.Receipt blocks() {
		try {
			assertThat(this.end.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			this.returned.completeExceptionally(ex);
		}
		this.returned.complete(RECEIPT);
		return RECEIPT;
	}

	private List<ScenarioActor> clerks(int count) {
		return IntStream.range(0, count).mapToObj((i) -> this.scenario.spawn("clerk.toml")).toList();
	}

	private static List<CompletableFuture<String>> order(List<ScenarioActor> clerks) {
		return clerks.stream().map((clerk) -> clerk.ask("pear 1")).toList();
	}

	private static void assertShown(String text) throws IOException {
		assertThat(String.join("\n", Page.read("docs/guide/host-handlers.md").lines())).contains(text);
	}

	@Test
	void whatBlocksForTooLongFailsItsActor() throws IOException {
		open(TestTool.of((call, order) -> blocks()), 4, 256, Duration.ofMillis(500));
		ScenarioActor clerk = this.scenario.spawn("clerk.toml");
		CompletableFuture<String> order = clerk.ask("pear 1");
		assertThatExceptionOfType(CompletionException.class).isThrownBy(order::join)
			.withCauseInstanceOf(ActorFailedException.class)
			.withMessageEndingWith("its call did not end and was given up");
		clerk.awaitIncarnation(2);
		String reason = clerk.node().lastFailure().orElseThrow().reason().describe();
		assertThat(reason).contains("timeout");
		assertShown(reason);
		this.end.countDown();
		assertThat(this.returned.join()).as("no interrupt reaches it").isEqualTo(RECEIPT);
		assertThat(this.scenario.directory().events(clerk.id(), 100)).extracting(ChainEvent::eventType)
			.containsOnlyOnce("acme:shop/orders/place");
	}

	@Test
	void whatIsWaitedForTooLongIsAnError() throws IOException {
		open(TestTool.later((order) -> this.receipt), 4, 256, Duration.ofMillis(500));
		ScenarioActor clerk = this.scenario.spawn("clerk.toml");
		String answer = clerk.request("pear 1");
		assertThat(answer).startsWith("refused: the call has waited longer");
		assertThat(clerk.node().incarnation()).isOne();
		assertShown(answer);
	}

	/** How long others wait for a turn when a hundred calls begin at once. */
	private void measure(String what, HostHandler tool) {
		open(tool, 4, 256, Duration.ofMinutes(2));
		ScenarioActor echo = this.scenario.spawn("echo.toml");
		echo.request("warm");
		List<CompletableFuture<String>> orders = order(clerks(100));
		long began = System.nanoTime();
		assertThat(echo.request("hello")).isEqualTo("hello");
		Duration first = Duration.ofNanos(System.nanoTime() - began);
		began = System.nanoTime();
		assertThat(echo.request("hello")).isEqualTo("hello");
		System.out.printf("100 calls that %s, on 4 places: an echo takes %d ms, another %d ms%n", what,
				first.toMillis(), Duration.ofNanos(System.nanoTime() - began).toMillis());
		assertThat(orders).noneMatch(CompletableFuture::isDone);
		this.end.countDown();
		this.receipt.complete(RECEIPT);
		assertThat(orders).allSatisfy((order) -> assertThat(order.join()).isEqualTo("#1 pear 1 for 60 cents"));
	}

	@Test
	void othersGoOnWhileItBlocks() {
		measure("block", TestTool.of((call, order) -> blocks()));
	}

	@Test
	void othersGoOnWhileItWaits() {
		measure("wait", TestTool.later((order) -> this.receipt));
	}

	@Test
	void onceAllThreadsBlockNobodyElseGoesOn() {
		open(TestTool.of((call, order) -> blocks()), 1, 3, Duration.ofMinutes(2));
		ScenarioActor echo = this.scenario.spawn("echo.toml");
		List<CompletableFuture<String>> orders = order(clerks(3));
		CompletableFuture<String> hello = echo.ask("hello");
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> hello.get(500, TimeUnit.MILLISECONDS));
		this.end.countDown();
		assertThat(hello.join()).isEqualTo("hello");
		assertThat(orders).allSatisfy((order) -> assertThat(order.join()).isEqualTo("#1 pear 1 for 60 cents"));
	}

	@Test
	void onceAllThreadsWaitTheLongestWaitEnds() throws IOException {
		open(TestTool.later((order) -> this.receipt), 1, 3, Duration.ofMinutes(2));
		ScenarioActor echo = this.scenario.spawn("echo.toml");
		List<CompletableFuture<String>> orders = order(clerks(3));
		assertThat(echo.request("hello")).isEqualTo("hello");
		String answer = orders.getFirst().join();
		assertThat(answer).startsWith("refused: the wait was ended");
		assertShown(answer.replace(" is 3", " is 256"));
	}

}
