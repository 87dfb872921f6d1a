package dev.theater.fault;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;

import dev.theater.actor.ActorFailedException;
import dev.theater.agent.Agent;
import dev.theater.runtime.RuntimeSettings;
import dev.theater.supervisor.Backoff;
import dev.theater.supervisor.RestartIntensity;
import dev.theater.supervisor.RestartStrategy;
import dev.theater.supervisor.SupervisionPolicy;
import dev.theater.test.Puppet;
import dev.theater.test.Scenario;
import dev.theater.test.ScenarioActor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Each built-in host function throws whatever host code can throw: the guest gets an
 * error or its actor fails, and nobody else notices.
 */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostFaultTests {

	private static final String ID = "1f0c7a52-3f0e-4c5b-8a52-6f3f3f8f8f01";

	private static final String HASH = "0".repeat(64);

	/** What has the puppet, or the agent, call each function. */
	private static final Map<String, String> COMMANDS = new LinkedHashMap<>();

	static {
		COMMANDS.put("theater:simple/runtime/log", "log hello");
		COMMANDS.put("theater:simple/runtime/get-chain", "chain");
		COMMANDS.put("theater:simple/runtime/shutdown", "shutdown");
		COMMANDS.put("theater:simple/supervisor/spawn", "spawn victim.toml");
		COMMANDS.put("theater:simple/supervisor/resume", "resume victim.toml 42");
		COMMANDS.put("theater:simple/supervisor/list-children", "list");
		COMMANDS.put("theater:simple/supervisor/stop-child", "stop " + ID);
		COMMANDS.put("theater:simple/supervisor/restart-child", "restart " + ID);
		COMMANDS.put("theater:simple/supervisor/get-child-state", "state " + ID);
		COMMANDS.put("theater:simple/supervisor/get-child-events", "events " + ID);
		COMMANDS.put("theater:simple/message-server-host/send", "send " + ID + " get");
		COMMANDS.put("theater:simple/message-server-host/request", "request " + ID + " get");
		COMMANDS.put("theater:simple/message-server-host/list-outstanding-requests", "outstanding");
		COMMANDS.put("theater:simple/message-server-host/respond-to-request", "respond " + ID + " x");
		COMMANDS.put("theater:simple/message-server-host/cancel-request", "cancel " + ID);
		COMMANDS.put("theater:simple/message-server-host/open-channel", "channel " + ID + " x");
		COMMANDS.put("theater:simple/message-server-host/send-on-channel", "channel-send " + ID + " x");
		COMMANDS.put("theater:simple/message-server-host/close-channel", "channel-close " + ID);
		ofTheAgent();
	}

	/** What has the agent call each function that the puppet does not. */
	private static void ofTheAgent() {
		COMMANDS.put("theater:simple/timing/now", "now");
		COMMANDS.put("theater:simple/timing/sleep", "sleep 1");
		COMMANDS.put("theater:simple/timing/deadline", "deadline 1");
		COMMANDS.put("theater:simple/random/random-bytes", "bytes 1");
		COMMANDS.put("theater:simple/random/random-range", "range 0 1");
		COMMANDS.put("theater:simple/random/random-float", "float");
		COMMANDS.put("theater:simple/random/generate-uuid", "uuid");
		COMMANDS.put("theater:simple/environment/get-var", "var PATH");
		COMMANDS.put("theater:simple/environment/list-vars", "vars");
		COMMANDS.put("theater:simple/environment/exists", "var-exists PATH");
		COMMANDS.put("theater:simple/store/new", "new");
		COMMANDS.put("theater:simple/store/store", "put library x");
		COMMANDS.put("theater:simple/store/get", "get library " + HASH);
		COMMANDS.put("theater:simple/store/exists", "exists library " + HASH);
		COMMANDS.put("theater:simple/store/label", "label library x " + HASH);
		COMMANDS.put("theater:simple/store/get-by-label", "by-label library x");
		COMMANDS.put("theater:simple/store/remove-label", "remove library x");
		COMMANDS.put("theater:simple/store/remove-from-label", "remove-from library x " + HASH);
		COMMANDS.put("theater:simple/store/store-at-label", "put-at library x x");
		COMMANDS.put("theater:simple/store/replace-content-at-label", "put-alone library x x");
		COMMANDS.put("theater:simple/store/replace-at-label", "replace library x " + HASH);
		COMMANDS.put("theater:simple/store/list-labels", "labels library");
		COMMANDS.put("theater:simple/store/list-all-content", "contents library");
		COMMANDS.put("theater:simple/store/calculate-total-size", "size library");
	}

	private final Scenario scenario = Scenario
		.onThreads((builder) -> builder.settings(settings()).manifests(Agent.timed("")))
		.puppet("victim", "");

	private final HostFunctions functions = new HostFunctions(this.scenario.runtime());

	private final List<String> table = new ArrayList<>();

	private ScenarioActor victim;

	private ScenarioActor agent;

	private ScenarioActor neighbour;

	private static RuntimeSettings settings() {
		RuntimeSettings all = RuntimeSettings.defaults();
		return new RuntimeSettings(
				new RuntimeSettings.Engine(all.engine().mode(), Path.of("target", "compiled-guests"), false),
				all.dispatcher(), all.requestTimeout(), new SupervisionPolicy(RestartStrategy.ONE_FOR_ONE,
						new RestartIntensity(1_000, all.requestTimeout()), Backoff.NONE, 1_000),
				all.limits(), all.chain(), all.shutdownTimeout(), all.maxActorNames());
	}

	@BeforeAll
	void open() {
		this.victim = this.scenario.spawn("victim.toml", "kept");
		this.agent = this.scenario.spawn(Agent.MANIFEST);
		this.agent.ok("keep kept");
		this.neighbour = this.scenario.spawn(Puppet.MANIFEST, "neighbour");
	}

	@AfterAll
	void close() {
		this.scenario.close();
		System.out.println("HostFaultTests:");
		this.table.forEach(System.out::println);
	}

	static List<Arguments> cases() {
		List<Arguments> cases = new ArrayList<>();
		COMMANDS.keySet()
			.forEach((name) -> List.of(Fault.values()).forEach((fault) -> cases.add(Arguments.of(name, fault))));
		return cases;
	}

	@Test
	void everyFunctionHasItsTurn() {
		assertThat(this.functions.names()).containsExactlyInAnyOrderElementsOf(COMMANDS.keySet());
	}

	@ParameterizedTest
	@MethodSource("cases")
	void concernsItsCallerAlone(String name, Fault fault) {
		ScenarioActor caller = name.matches("theater:simple/(timing|random|environment|store)/.*") ? this.agent
				: this.victim;
		int before = caller.node().incarnation();
		Runnable repair = this.functions.breakDown(name, fault::thrown);
		String outcome;
		try {
			outcome = call(caller, name, fault, before);
		}
		finally {
			repair.run();
		}
		this.table.add(
				"| `%s` | %s | %s |".formatted(name, fault.name().toLowerCase(Locale.ROOT).replace('_', ' '), outcome));
		assertThat(this.neighbour.request(Puppet.get())).isEqualTo("neighbour");
		assertThat(this.neighbour.node().incarnation()).isOne();
		assertThat(this.victim.request(Puppet.get())).isEqualTo("kept");
		assertThat(this.agent.request("state")).isEqualTo("kept");
		assertThat(this.victim.spawn("victim.toml", "1").request(Puppet.get())).isEqualTo("1");
		this.victim.children().forEach((child) -> this.victim.ok(Puppet.stop(child.id())));
		caller.chain().isValid();
	}

	private String call(ScenarioActor caller, String name, Fault fault, int before) {
		if (fault == Fault.EXCEPTION && this.functions.answersErrors(name)) {
			assertThat(caller.request(COMMANDS.get(name))).contains("err").contains("on purpose");
			assertThat(caller.node().incarnation()).isEqualTo(before);
			return "the guest gets an error";
		}
		Throwable failure = catchThrowable(() -> this.scenario.runtime()
			.messaging()
			.request(caller.id(), COMMANDS.get(name).getBytes(StandardCharsets.UTF_8))
			.join());
		assertThat(failure).isInstanceOf(CompletionException.class).hasCauseInstanceOf(ActorFailedException.class);
		caller.awaitIncarnation(before + 1);
		return "the actor fails: " + caller.node().lastFailure().orElseThrow().reason().describe();
	}

}
