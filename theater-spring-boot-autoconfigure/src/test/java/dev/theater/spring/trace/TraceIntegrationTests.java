package dev.theater.spring.trace;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.theater.actor.ActorFailedException;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorMessaging;
import dev.theater.runtime.ActorDirectory;
import dev.theater.spring.trace.TracedApplication.Archive;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.SupervisorService;
import dev.theater.test.Puppet;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Traces of an application whose desk asks a clerk, who uses the application's archive.
 */
@Timeout(120)
class TraceIntegrationTests {

	@TempDir
	static Path directory;

	private static ConfigurableApplicationContext context;

	private final SupervisorService supervisor = context.getBean(SupervisorService.class);

	private final ActorMessaging messaging = context.getBean(ActorMessaging.class);

	private final ObservationRegistry observations = context.getBean(ObservationRegistry.class);

	private final Tracer tracer = context.getBean(Tracer.class);

	private final Archive archive = context.getBean(Archive.class);

	private final Spans spans = context.getBean(Spans.class);

	private ActorId desk;

	private ActorId clerk;

	@BeforeAll
	static void start() {
		TracedApplication.writeActors(directory);
		context = new SpringApplicationBuilder(TracedApplication.class).web(WebApplicationType.NONE)
			.run("--theater.manifest-locations=" + directory.toUri(), "--management.tracing.sampling.probability=1.0",
					"--logging.level.theater.guest=off", "--theater.limits.host-call-timeout=1s");
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@BeforeEach
	void spawn() {
		this.desk = this.supervisor.spawn("desk.toml");
		this.clerk = this.supervisor.spawn("clerk.toml");
		// both spawns and both calls of init
		this.spans.all(4);
		this.spans.forget();
		this.archive.seen.clear();
	}

	@AfterEach
	void stopActors() {
		this.supervisor.stopChild(this.desk);
		this.supervisor.stopChild(this.clerk);
		assertThat(this.observations.getCurrentObservation()).isNull();
		assertThat(this.tracer.currentSpan()).isNull();
		this.spans.forget();
	}

	/** What an application does in a span of its own. */
	private void within(String name, Runnable work) {
		Observation.createNotStarted(name, this.observations).observe(work);
	}

	private CompletableFuture<String> ask(ActorId actor, String message) {
		return this.messaging.request(actor, message.getBytes(UTF_8)).thenApply((answer) -> new String(answer, UTF_8));
	}

	private String request(ActorId actor, String message) {
		return ask(actor, message).orTimeout(30, TimeUnit.SECONDS).join();
	}

	private void send(ActorId actor, String message) {
		this.messaging.send(actor, message.getBytes(UTF_8));
	}

	// ---- one trace

	@Test
	void aRequestIsOneTraceFromJavaThroughTwoActorsAndTheHostAndBack() {
		within("order",
				() -> assertThat(request(this.desk, Puppet.request(this.clerk, "log kept"))).isEqualTo("ok ok"));
		assertThat(this.spans.trees(7)).containsExactly(ONE_TRACE);
	}

	static final String ONE_TRACE = """
			order (internal)
			  request desk (client, ok)
			    desk handle-request (server, ok)
			      desk request of theater:simple/message-server-host (client, ok)
			        clerk handle-request (server, ok)
			          clerk log of example:office/archive (internal, ok)
			            put in cabinet (internal)
			""";

	@Test
	void aMessageThatNobodyAnswersIsAPartOfTheTraceToo() {
		within("order", () -> send(this.desk, Puppet.send(this.clerk, "log kept")));
		assertThat(this.spans.trees(7)).containsExactly("""
				order (internal)
				  send desk (producer, ok)
				    desk handle-send (consumer, ok)
				      desk send of theater:simple/message-server-host (producer, ok)
				        clerk handle-send (consumer, ok)
				          clerk log of example:office/archive (internal, ok)
				            put in cabinet (internal)
				""");
	}

	@Test
	void whatASecondMessageCausesIsApartFromTheFirst() {
		within("order", () -> {
			send(this.desk, Puppet.send(this.clerk, "add"));
			assertThat(request(this.desk, Puppet.request(this.clerk, "get"))).isEqualTo("ok 1");
		});
		assertThat(this.spans.trees(9)).containsExactly("""
				order (internal)
				  send desk (producer, ok)
				    desk handle-send (consumer, ok)
				      desk send of theater:simple/message-server-host (producer, ok)
				        clerk handle-send (consumer, ok)
				  request desk (client, ok)
				    desk handle-request (server, ok)
				      desk request of theater:simple/message-server-host (client, ok)
				        clerk handle-request (server, ok)
				""");
	}

	@Test
	void aChannelAndItsMessagesAreAPartOfTheTrace() {
		String[] channel = new String[1];
		within("open", () -> channel[0] = request(this.desk, Puppet.openChannel(this.clerk, "accept welcome")));
		within("use", () -> assertThat(request(this.desk, Puppet.sendOnChannel(channel[0].substring(3), "note")))
			.isEqualTo("ok sent"));
		assertThat(this.spans.trees(11)).containsExactly("""
				open (internal)
				  request desk (client, ok)
				    desk handle-request (server, ok)
				      desk open-channel of theater:simple/message-server-host (client, ok)
				        clerk handle-channel-open (server, ok)
				        desk handle-channel-message (consumer, ok)
				""", """
				use (internal)
				  request desk (client, ok)
				    desk handle-request (server, ok)
				      desk send-on-channel of theater:simple/message-server-host (producer, ok)
				        clerk handle-channel-message (consumer, ok)
				""");
	}

	@Test
	void anAnswerThatComesLaterIsInTheTraceOfWhoGivesIt() {
		CompletableFuture<String> later = new CompletableFuture<>();
		within("ask", () -> ask(this.desk, "none").thenAccept(later::complete));
		await().untilAsserted(() -> assertThat(request(this.desk, "outstanding")).startsWith("ok 1 "));
		String id = request(this.desk, "outstanding").substring("ok 1 ".length());
		within("give", () -> send(this.desk, "respond " + id + " done"));
		assertThat(later.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo("done");
		SpanData asked = this.spans.named("ask");
		SpanData given = this.spans.named("give");
		SpanData answered = this.spans.named("desk respond-to-request");
		assertThat(answered.getTraceId()).isEqualTo(given.getTraceId()).isNotEqualTo(asked.getTraceId());
	}

	// ---- errors

	@Test
	void whatFailsIsAnErrorAndWhatTakesThatForAnAnswerIsNot() {
		within("order", () -> assertThat(request(this.desk, Puppet.request(this.clerk, Puppet.crash())))
			.startsWith("err actor clerk"));
		assertThat(this.spans.trees(6)).containsExactly("""
				order (internal)
				  request desk (client, ok)
				    desk handle-request (server, ok)
				      desk request of theater:simple/message-server-host (client, error)
				        clerk handle-request (server, trap)
				""", "clerk init (server, ok)\n");
		assertThat(this.spans.all(6)).allSatisfy((span) -> {
			boolean fails = Spans.attribute(span, "outcome").filter((outcome) -> !outcome.equals("ok")).isPresent();
			assertThat(span.getStatus().getStatusCode() == StatusCode.ERROR).isEqualTo(fails);
			// what a guest said stays here
			assertThat(span.toString()).doesNotContain("unreachable");
		});
	}

	@Test
	void aRequestOfJavaEndsWithItsFailureItsTimeoutOrItsCancelling() {
		assertThatThrownBy(() -> request(this.clerk, "log full")).hasCauseInstanceOf(ActorFailedException.class);
		this.messaging.request(this.desk, "none".getBytes(UTF_8), Duration.ofMillis(1));
		this.messaging.request(this.desk, "none".getBytes(UTF_8)).cancel(false);
		await().untilAsserted(() -> assertThat(this.spans.toString()).contains("request clerk (client, error)",
				"request desk (client, timeout)", "request desk (client, cancelled)", "clerk init (server, ok)"));
		assertThat(this.spans.toString()).contains("""
				request clerk (client, error)
				  clerk handle-request (server, host)
				    clerk log of example:office/archive (internal, error)
				      put in cabinet (internal)
				""");
	}

	@Test
	void whatIsNotAcceptedIsAnErrorOfItsSender() {
		byte[] tooLong = new byte[20_000_000];
		assertThatThrownBy(() -> this.messaging.send(this.desk, tooLong)).hasMessageContaining("20000000 bytes");
		assertThat(this.spans.trees(1)).containsExactly("send desk (producer, error)\n");
	}

	@Test
	void aCallThatTakesTooLongIsATimeoutAndTheNextIsInItsOwnTrace() {
		assertThatThrownBy(() -> request(this.clerk, Puppet.loop())).hasCauseInstanceOf(ActorFailedException.class);
		assertThat(request(this.clerk, "log kept")).isEqualTo("ok");
		assertThat(this.spans.trees(7)).containsExactlyInAnyOrder("""
				request clerk (client, error)
				  clerk handle-request (server, timeout)
				""", "clerk init (server, ok)\n", """
				request clerk (client, ok)
				  clerk handle-request (server, ok)
				    clerk log of example:office/archive (internal, ok)
				      put in cabinet (internal)
				""");
	}

	@Test
	void aCallThatIsGivenUpEndsWithItsThreadAndTheNextIsInItsOwnTrace() {
		assertThatThrownBy(() -> request(this.clerk, "log stuck")).hasMessageContaining("given up");
		assertThat(request(this.clerk, "log kept")).isEqualTo("ok");
		assertThat(this.spans.trees(6)).contains("clerk init (server, ok)\n", """
				request clerk (client, ok)
				  clerk handle-request (server, ok)
				    clerk log of example:office/archive (internal, ok)
				      put in cabinet (internal)
				""");
		this.archive.free.countDown();
		assertThat(this.spans.trees(9)).contains("""
				request clerk (client, error)
				  clerk handle-request (server, trap)
				    clerk log of example:office/archive (internal, ok)
				      put in cabinet (internal)
				""");
	}

	// ---- spawns

	@Test
	void aSpawnOfAGuestIsAPartOfItsCallAndInitAPartOfTheSpawn() {
		within("order", () -> assertThat(request(this.desk, Puppet.spawn("desk.toml"))).startsWith("ok "));
		assertThat(this.spans.trees(6)).containsExactly("""
				order (internal)
				  request desk (client, ok)
				    desk handle-request (server, ok)
				      desk spawn of theater:simple/supervisor (internal, ok)
				        desk spawn (client, ok)
				          desk init (server, ok)
				""");
	}

	@Test
	void aSpawnOfJavaIsAPartOfWhatItDoesAndWhatInitSendsOfInit() {
		within("order",
				() -> this.supervisor.spawn(ActorSpec.manifest("desk.toml")
					.name("asking")
					.init(Puppet.requestInInit(this.clerk, "get").getBytes(UTF_8))));
		assertThat(this.spans.trees(5)).containsExactly("""
				order (internal)
				  desk spawn (client, ok)
				    desk init (server, ok)
				      desk request of theater:simple/message-server-host (client, ok)
				        clerk handle-request (server, ok)
				""");
	}

	@Test
	void aRestartIsATraceOfItsOwn() {
		within("order", () -> this.supervisor.restartChild(this.clerk));
		assertThat(this.spans.trees(2)).containsExactlyInAnyOrder("order (internal)\n", "clerk init (server, ok)\n");
	}

	// ---- what users see

	@Test
	void aHandlerOfTheApplicationSeesTheSpanOfItsCallAndWhoCalls() {
		assertThat(request(this.clerk, "log kept")).isEqualTo("ok");
		SpanData call = this.spans.named("clerk log");
		assertThat(this.archive.seen).containsExactly("kept in " + call.getSpanId() + " of clerk");
	}

	@Test
	void whatContinuesARequestSeesWhatWasCurrentWhenItWasMade() {
		Map<String, String> seen = new ConcurrentHashMap<>();
		CompletableFuture<Void> done = new CompletableFuture<>();
		within("order", () -> ask(this.desk, "get").whenComplete((answer, failure) -> {
			seen.put("span", this.tracer.currentSpan().context().spanId());
			seen.put("thread", Thread.currentThread().getName());
			within("after", () -> done.complete(null));
		}));
		done.orTimeout(30, TimeUnit.SECONDS).join();
		SpanData order = this.spans.named("order");
		assertThat(seen.get("span")).isEqualTo(order.getSpanId());
		assertThat(this.spans.named("after").getParentSpanId()).isEqualTo(order.getSpanId());
		if (seen.get("thread").startsWith("theater-")) {
			assertThat(seen.get("thread")).startsWith("theater-callback-");
		}
	}

	@Test
	void whatContinuesARequestOfNoTraceSeesNone() {
		CompletableFuture<Boolean> seen = ask(this.desk, "get").thenApply(
				(answer) -> this.tracer.currentSpan() != null || this.observations.getCurrentObservation() != null);
		assertThat(seen.orTimeout(30, TimeUnit.SECONDS).join()).isFalse();
	}

	// ---- nothing else

	@Test
	void aMessageWithoutATraceBeginsOne() {
		within("order", () -> request(this.desk, Puppet.request(this.clerk, "get")));
		this.spans.all(5);
		this.spans.forget();
		for (int i = 0; i < 20; i++) {
			request(this.desk, "get");
		}
		List<SpanData> all = this.spans.all(40);
		assertThat(all.stream().map(SpanData::getTraceId).distinct()).hasSize(20);
		assertThat(this.spans.trees(40))
			.allMatch("request desk (client, ok)\n  desk handle-request (server, ok)\n"::equals);
	}

	@Test
	void tracesThatInterleaveDoNotMix() {
		int each = 50;
		List<CompletableFuture<String>> answers = new CopyOnWriteArrayList<>();
		Runnable asks = () -> {
			for (int i = 0; i < each; i++) {
				within("order", () -> answers.add(ask(this.desk, Puppet.request(this.clerk, "log kept"))));
			}
		};
		CompletableFuture.allOf(CompletableFuture.runAsync(asks), CompletableFuture.runAsync(asks)).join();
		answers.forEach((answer) -> assertThat(answer.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo("ok ok"));
		assertThat(this.spans.trees(2 * each * 7)).hasSize(2 * each).allMatch(ONE_TRACE::equals);
	}

	@Test
	void whatACallThatFailsLeavesIsNotSeenByTheNext() {
		for (int i = 0; i < 3; i++) {
			send(this.clerk, Puppet.crash());
		}
		await().until(() -> context.getBean(ActorDirectory.class).node(this.clerk).orElseThrow().incarnation() == 4);
		assertThat(request(this.clerk, "log kept")).isEqualTo("ok");
		Map<String, Long> roots = this.spans.all(3 * 3 + 4)
			.stream()
			.collect(Collectors.groupingBy(SpanData::getTraceId, Collectors.counting()));
		// three messages with their calls, three restarts, one request
		assertThat(roots.values()).containsExactlyInAnyOrder(2L, 2L, 2L, 1L, 1L, 1L, 4L);
	}

}
