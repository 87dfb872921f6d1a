package dev.theater.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.theater.actor.ActorHandle;
import dev.theater.chain.ChainEvent;
import dev.theater.host.HostFunctions;
import dev.theater.host.HostHandler;
import dev.theater.host.ShutdownSignal;
import dev.theater.manifest.ManifestLocation;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.SupervisorException;
import dev.theater.test.Scenario;
import dev.theater.test.ScenarioActor;

import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.concurrent.DelegatingSecurityContextCallable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.Mockito.mock;

/** What docs/guide/host-handlers.md shows is what there is, and what happens. */
class HostHandlersGuideTest {

	private static final String TESTS = "sample-app/src/test/java/dev/theater/sample/";

	private static final String MAIN = "sample-app/src/main/java/dev/theater/sample/";

	private static final Orders.Receipt RECEIPT = new Orders.Receipt(1, 60);

	private Scenario scenario;

	@AfterEach
	void close() {
		if (this.scenario != null) {
			this.scenario.close();
		}
	}

	private ScenarioActor clerk(HostHandler... handlers) {
		this.scenario = Scenario.stepByStep((builder) -> {
			List.of(handlers).forEach(builder::hostHandler);
			return builder.manifests(ManifestLocation.classpath("actors/", getClass().getClassLoader()));
		});
		return this.scenario.spawn("clerk.toml");
	}

	// ---- the page

	private static Page page() throws IOException {
		return Page.read("docs/guide/host-handlers.md");
	}

	private static String squeezed(String text) {
		return text.replaceAll("\\s+", " ").strip();
	}

	private static void assertShown(String text) throws IOException {
		assertThat(squeezed(String.join("\n", page().lines()))).contains(squeezed(text));
	}

	@ParameterizedTest
	@CsvSource({
			"java, " + MAIN + "Orders.java " + MAIN + "OrderService.java " + MAIN + "OrderTool.java " + TESTS
					+ "OrderToolTest.java " + TESTS + "HostHandlersGuideTest.java, 8",
			"wit, sample-app/src/main/resources/wit/orders.wit sample-app/clerk/clerk.wit, 2",
			"toml, sample-app/src/main/resources/actors/clerk.toml, 1", "c, sample-app/clerk/clerk.c, 1",
			"sh, sample-app/clerk/build.sh, 1" })
	void itsCodeIsInTheSources(String language, String files, int count) throws IOException {
		StringBuilder sources = new StringBuilder();
		for (String file : files.split(" ")) {
			sources.append(squeezed(Files.readString(Page.repository().resolve(file)))).append('\n');
		}
		assertThat(page().blocks(language)).hasSize(count)
			.allSatisfy((block) -> assertThat(sources).contains(squeezed(block)));
	}

	@Test
	void linksLeadToFilesThatExist() throws IOException {
		assertThat(page().links()).isNotEmpty().allSatisfy((link) -> assertThat(link).exists());
	}

	// ---- grant and chain

	@Test
	void withoutTheGrantAnActorIsNotLoaded() throws IOException {
		clerk(TestTool.of((call, order) -> RECEIPT));
		ActorSpec ungranted = ActorSpec.inline(
				"name = \"clerk\"\nversion = \"1\"\ncomponent = \"clerk.wasm\"\n[[handler]]\ntype = \"message-server\"\n");
		String message = assertThatExceptionOfType(SupervisorException.class)
			.isThrownBy(() -> this.scenario.spawn(ungranted))
			.actual()
			.getMessage();
		assertThat(message).startsWith("Handler error: inline manifest: ");
		assertShown(message.substring("Handler error: inline manifest: ".length()));
	}

	interface Misfit {

		Orders.Receipt place(Order order);

		void plaice();

		record Order(String article, String quantity) {
		}

	}

	@Test
	void whatDoesNotFitIsAnErrorWhenTheRuntimeIsBuilt() throws IOException {
		Misfit misfit = mock(Misfit.class);
		String message = assertThatIllegalArgumentException()
			.isThrownBy(() -> clerk(new TestTool<>("orders", Misfit.class, misfit)))
			.actual()
			.getMessage();
		assertThat(message).startsWith(Misfit.class.getName() + " ");
		assertShown(message.substring(Misfit.class.getName().length() + 1));
	}

	private String lastCall(ScenarioActor actor) {
		List<String> events = new ArrayList<>();
		for (ChainEvent event : this.scenario.directory().events(actor.id(), 100).reversed()) {
			if (event.eventType().startsWith("acme:")) {
				events.add("%d %s %s".formatted(event.sequence(), event.eventType(),
						new String(event.data(), StandardCharsets.UTF_8)));
			}
		}
		return String.join("\n", events);
	}

	@Test
	void aCallLeavesItselfAndItsResultOnTheChain() throws IOException {
		ScenarioActor clerk = clerk(TestTool.of((call, order) -> new Orders.Receipt(1, 180)));
		clerk.request("pear 3");
		assertShown(lastCall(clerk));
		clerk.chain().isValid();
	}

	@Test
	void anExceptionIsAnErrorForTheGuestAndOnTheChain() throws IOException {
		ScenarioActor clerk = clerk(TestTool.of((call, order) -> new OrderService().place(order)));
		assertThat(clerk.request("plum 1")).startsWith("refused: there is no 'plum'");
		assertShown(lastCall(clerk));
		assertThat(clerk.node().incarnation()).isOne();
	}

	@Test
	void anErrorOfTheVirtualMachineFailsTheActor() throws IOException {
		ScenarioActor clerk = clerk(TestTool.of((call, order) -> {
			throw new NoClassDefFoundError("acme/Shop");
		}));
		clerk.send("pear 1").awaitIncarnation(2);
		String reason = clerk.node().lastFailure().orElseThrow().reason().describe();
		assertThat(reason).contains("host");
		assertShown(reason);
	}

	// ---- what a function knows of its call

	/** Knows the clerks that run, and can tell them something. */
	private static final class Bell implements HostHandler {

		private final Map<ShutdownSignal, ActorHandle> clerks = new ConcurrentHashMap<>();

		@Override
		public String name() {
			return "bell";
		}

		@Override
		public void setUpHostFunctions(HostFunctions functions) {
		}

		@Override
		public void start(ActorHandle actor, ShutdownSignal shutdown) {
			this.clerks.put(shutdown, actor);
			shutdown.onShutdown(() -> this.clerks.remove(shutdown));
		}

		void haveAllOrder(String wish, Map<String, String> headers) {
			this.clerks.values().forEach((clerk) -> clerk.send(wish.getBytes(StandardCharsets.UTF_8), headers));
		}

	}

	private ScenarioActor clerkWithBell(Bell bell, TestTool.ToldWhoCalls orders) {
		clerk(TestTool.of(orders), bell);
		ScenarioActor clerk = this.scenario.spawn(ActorSpec.inline("""
				name = "clerk-with-bell"
				version = "1.0.0"
				component = "clerk.wasm"
				[[handler]]
				type = "message-server"
				[[handler]]
				type = "orders"
				most = 10
				[[handler]]
				type = "bell"
				"""));
		this.scenario.settle();
		return clerk;
	}

	@Test
	void itKnowsWhoCallsAndHowLongItMayTake() {
		List<Object> known = new ArrayList<>();
		Bell bell = new Bell();
		ScenarioActor clerk = clerkWithBell(bell, (call, order) -> {
			known.addAll(List.of(call.caller(), call.callerPath(), call.grant(), call.headers(), call.remaining()));
			return RECEIPT;
		});
		bell.haveAllOrder("pear 1", Map.of("user", "ann"));
		this.scenario.settle();
		assertThat(known).containsExactly(clerk.id(), "clerk-with-bell", Map.of("most", 10L), Map.of("user", "ann"),
				Duration.ofMinutes(2));
	}

	@Test
	void itCallsBackThoseThatRun() {
		Bell bell = new Bell();
		ScenarioActor clerk = clerkWithBell(bell, (call, order) -> RECEIPT);
		assertThat(bell.clerks.values()).extracting(ActorHandle::id).containsExactly(clerk.id());
		bell.haveAllOrder("pear 1", Map.of());
		this.scenario.settle();
		clerk.andVerifyState("#1 pear 1 for 60 cents");
		this.scenario.supervisor().restartChild(clerk.id());
		this.scenario.settle();
		assertThat(bell.clerks).hasSize(1);
		this.scenario.supervisor().stopChild(clerk.id());
		this.scenario.settle();
		assertThat(bell.clerks).isEmpty();
	}

	@Test
	void itActsForTheUserWhomTheHeaderNames() {
		List<String> users = new CopyOnWriteArrayList<>();
		TestTool.ToldWhoCalls orders = (call, order) -> {
			SecurityContext context = new SecurityContextImpl(
					new TestingAuthenticationToken(call.headers().get("user"), null, "ROLE_CUSTOMER"));
			return new DelegatingSecurityContextCallable<>(() -> {
				users.add(SecurityContextHolder.getContext().getAuthentication().getName());
				return RECEIPT;
			}, context).call();
		};
		Bell bell = new Bell();
		clerkWithBell(bell, orders);
		bell.haveAllOrder("pear 1", Map.of("user", "ann"));
		this.scenario.settle();
		assertThat(users).containsExactly("ann");
	}

	@Test
	void itPlacesAnOrderOnceHoweverOftenItIsAskedFor() {
		Map<String, Orders.Receipt> placed = new ConcurrentHashMap<>();
		Orders shop = new OrderService();
		TestTool.ToldWhoCalls orders = (call, order) -> placed.computeIfAbsent(call.headers().get("order-key"),
				(key) -> shop.place(order));
		Bell bell = new Bell();
		ScenarioActor clerk = clerkWithBell(bell, orders);
		List.of("k1", "k1", "k2").forEach((key) -> bell.haveAllOrder("pear 1", Map.of("order-key", key)));
		this.scenario.settle();
		clerk.andVerifyState("#1 pear 1 for 60 cents\n#1 pear 1 for 60 cents\n#2 pear 1 for 60 cents");
	}

}
