package dev.theater.spring.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorMessaging;
import dev.theater.chain.ChainEvent;
import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.ActorNode;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.spring.FakeDirectory;
import dev.theater.spring.Theaters;
import dev.theater.spring.autoconfigure.TheaterAutoConfiguration;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.SupervisorException.Reason;
import dev.theater.supervisor.SupervisorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** The endpoint over HTTP, with Boot's own set-up of Actuator, MVC and Tomcat. */
class TheaterEndpointWebTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=health,theater";

	private static final String UNRESTRICTED = "management.endpoint.theater.access=unrestricted";

	private static final String SHOWN = "management.endpoint.theater.show-values=always";

	private static final String THEATER = "/actuator/theater";

	private final ActorNode worker = Theaters.node("worker").failed("secret words").build();

	private final ActorNode desk = Theaters.node("desk").supervising().children(this.worker).build();

	private final FakeDirectory directory = new FakeDirectory().roots(this.desk)
		.state(this.worker.id(), "42".getBytes(StandardCharsets.UTF_8))
		.events(this.worker.id(), event(1, "{\"HandleSend\":{\"length\":2}}"), event(0, "not json"));

	@Test
	void showsTheTreeByteForByte() {
		run((client) -> {
			String body = client.get()
				.uri(THEATER)
				.exchange()
				.expectStatus()
				.isOk()
				.returnResult(String.class)
				.getResponseBody();
			assertThat(body).isEqualTo("""
					{"status":"RUNNING","engine":"compiler","store":"memory",\
					"actors":{"starting":0,"running":2,"restarting":0,"stopping":0,"stopped":0,"failed":0},\
					"totals":{"spawned":5,"restarts":1,"failures":2,"stopped":3,"gaveUp":4},"omitted":0,"tree":[\
					{"id":"%s","name":"desk","path":"desk","manifest":"desk.toml","component":"sha256:ab",\
					"status":"RUNNING","incarnation":1,"restarts":0,"startedAt":"2026-01-02T03:04:05Z","mailbox":0,\
					"strategy":"one-for-one","chain":{"length":12,"head":"%s"},"children":[\
					{"id":"%s","name":"worker","path":"worker","manifest":"worker.toml","component":"sha256:ab",\
					"status":"RUNNING","incarnation":1,"restarts":0,"startedAt":"2026-01-02T03:04:05Z","mailbox":0,\
					"lastFailure":{"cause":"trap","function":"handle-send","at":"2026-01-02T03:04:05Z"},\
					"chain":{"length":12,"head":"%s"},"children":[]}]}]}""".formatted(this.desk.id(), Theaters.hash(1),
					this.worker.id(), Theaters.hash(1)));
		}, EXPOSED);
	}

	@Test
	void showsAsMuchOfTheTreeAsAskedFor() {
		run((client) -> {
			client.get()
				.uri(THEATER + "?depth=1")
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody()
				.jsonPath("$.omitted")
				.isEqualTo(1)
				.jsonPath("$.tree[0].children")
				.isEmpty();
			client.get().uri(THEATER + "?depth=0").exchange().expectStatus().isBadRequest();
			client.get().uri(THEATER + "?limit=0").exchange().expectStatus().isBadRequest();
			client.get().uri(THEATER + "?depth=deep").exchange().expectStatus().isBadRequest();
		}, EXPOSED);
	}

	@Test
	void showsAnActorWithoutItsState() {
		run((client) -> client.get()
			.uri(THEATER + "/" + this.worker.id())
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.json("""
					{"id":"%s","name":"worker","path":"worker","manifest":"worker.toml","component":"sha256:ab",
					"status":"RUNNING","incarnation":1,"restarts":0,"startedAt":"2026-01-02T03:04:05Z","mailbox":0,
					"lastFailure":{"cause":"trap","function":"handle-send","at":"2026-01-02T03:04:05Z"},
					"chain":{"length":12,"head":"%s"},
					"limits":{"memory":67108864,"maxState":16777216,"maxMessage":16777216,"maxChildren":10000,"mailbox":1000,"maxChannels":1000,
					"maxEvents":10000,"maxEventsSize":4194304,"maxLogLine":8192,"logRate":100,"logBurst":1000},
					"handlers":["runtime"],"omitted":0,"children":[]}
					"""
				.formatted(this.worker.id(), Theaters.hash(1)), JsonCompareMode.STRICT), EXPOSED);
	}

	@Test
	void showsAnActorsStateAndFailureWhereValuesAreShown() {
		run((client) -> client.get()
			.uri(THEATER + "/" + this.worker.id())
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.json("""
					{"state":{"length":2,"base64":"NDI=","text":"42"},
					"lastFailure":{"cause":"trap","function":"handle-send","message":"secret words","at":"2026-01-02T03:04:05Z"}}
					"""),
				EXPOSED, SHOWN);
	}

	@Test
	void showsEventsNewestFirstWithTheirVerification() {
		run((client) -> client.get()
			.uri(THEATER + "/" + this.worker.id() + "/events")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.json("""
					{"id":"%s","chain":{"length":2,"head":"%s"},"verification":{"valid":true,"checked":12},"events":[
					{"sequence":1,"hash":"%s","parentHash":"%s","eventType":"theater:simple/some",
					 "timestamp":"2026-01-02T03:04:05Z"},
					{"sequence":0,"hash":"%s","eventType":"theater:simple/some","timestamp":"2026-01-02T03:04:05Z"}]}
					""".formatted(this.worker.id(), Theaters.hash(2), Theaters.hash(2), Theaters.hash(1),
					Theaters.hash(1)), JsonCompareMode.STRICT),
				EXPOSED);
	}

	@Test
	void showsPayloadsWhereValuesAreShown() {
		run((client) -> {
			String uri = THEATER + "/" + this.worker.id() + "/events";
			client.get().uri(uri).exchange().expectStatus().isOk().expectBody().json("""
					{"events":[{"data":{"HandleSend":{"length":2}}},
					{"data":{"length":8,"base64":"bm90IGpzb24=","text":"not json"}}]}
					""");
			client.get()
				.uri(uri + "?limit=1")
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody()
				.jsonPath("$.events.length()")
				.isEqualTo(1)
				.jsonPath("$.events[0].sequence")
				.isEqualTo(1);
			client.get().uri(uri + "?limit=0").exchange().expectStatus().isBadRequest();
		}, EXPOSED, SHOWN);
	}

	@Test
	void tellsWhatIsUnknownFromWhatIsMalformed() {
		run((client) -> {
			ActorId stranger = ActorId.random();
			String known = THEATER + "/" + this.worker.id();
			for (String uri : new String[] { THEATER + "/" + stranger, THEATER + "/" + stranger + "/events",
					known + "/state", known + "/events/1" }) {
				client.get().uri(uri).exchange().expectStatus().isNotFound();
			}
			String upperCase = this.worker.id().toString().toUpperCase(Locale.ROOT);
			for (String id : new String[] { "desk", "1-1-1-1-1", upperCase.contains("A") ? upperCase : "ABC" }) {
				client.get().uri(THEATER + "/" + id).exchange().expectStatus().isBadRequest();
				client.get().uri(THEATER + "/" + id + "/events").exchange().expectStatus().isBadRequest();
			}
		}, EXPOSED);
	}

	@Test
	void isReadOnlyByDefault() {
		run((client) -> {
			String uri = THEATER + "/" + this.worker.id();
			post(client, uri, "{\"action\":\"restart\"}").expectStatus().isEqualTo(405);
			client.delete().uri(uri).exchange().expectStatus().isEqualTo(405);
			assertThat(this.directory.done).isEmpty();
		}, EXPOSED);
	}

	@Test
	void restartsAndStopsWherePermitted() {
		run((client) -> {
			String uri = THEATER + "/" + this.worker.id();
			post(client, uri, "{\"action\":\"restart\"}").expectStatus()
				.isOk()
				.expectBody()
				.jsonPath("$.name")
				.isEqualTo("worker")
				.jsonPath("$.limits.memory")
				.isEqualTo(67108864);
			client.delete().uri(uri).exchange().expectStatus().isNoContent().expectBody().isEmpty();
			assertThat(this.directory.done).containsExactly("restart " + this.worker.id(), "stop " + this.worker.id());
		}, EXPOSED, UNRESTRICTED);
	}

	@Test
	void refusesToRestartTwiceAtOnce() {
		this.directory.onRestart((id) -> {
			throw new HandlerErrorException(Reason.RESTARTING, "it is being restarted");
		});
		run((client) -> post(client, THEATER + "/" + this.worker.id(), "{\"action\":\"restart\"}").expectStatus()
			.isEqualTo(409)
			.expectBody()
			.json("{\"reason\":\"RESTARTING\"}", JsonCompareMode.STRICT), EXPOSED, UNRESTRICTED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"action\":\"reboot\"}", "{}", "{\"action\":null}" })
	void refusesOtherActions(String body) {
		run((client) -> post(client, THEATER + "/" + this.worker.id(), body).expectStatus().isBadRequest(), EXPOSED,
				UNRESTRICTED);
		assertThat(this.directory.done).isEmpty();
	}

	@Test
	void refusesToActOnWhatIsNotThere() {
		run((client) -> {
			String stranger = THEATER + "/" + ActorId.random();
			post(client, stranger, "{\"action\":\"restart\"}").expectStatus().isNotFound();
			client.delete().uri(stranger).exchange().expectStatus().isNotFound();
			post(client, THEATER + "/desk", "{\"action\":\"restart\"}").expectStatus().isBadRequest();
			client.delete().uri(THEATER + "/desk").exchange().expectStatus().isBadRequest();
		}, EXPOSED, UNRESTRICTED);
		assertThat(this.directory.done).isEmpty();
	}

	@Test
	void isNotThereUnlessExposed() {
		run((client) -> client.get().uri(THEATER).exchange().expectStatus().isNotFound());
	}

	@Test
	void isNotThereWithoutAccess() {
		run((client) -> client.get().uri(THEATER).exchange().expectStatus().isNotFound(), EXPOSED,
				"management.endpoint.theater.access=none");
	}

	@Test
	void showsItsHealth() {
		run((client) -> client.get()
			.uri("/actuator/health/theater")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.json("{\"status\":\"UP\",\"details\":{\"runtime\":\"RUNNING\",\"actors\":{\"running\":2,\"failed\":0}}}"),
				EXPOSED, "management.endpoint.health.show-details=always");
	}

	@Test
	void readsIdsInPathsOfControllers() {
		run((client) -> {
			client.get()
				.uri("/actors/" + this.worker.id())
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody(String.class)
				.isEqualTo("worker");
			client.get().uri("/actors/1-1-1-1-1").exchange().expectStatus().isBadRequest();
		});
	}

	private RestTestClient.ResponseSpec post(RestTestClient client, String uri, String body) {
		return client.post().uri(uri).contentType(MediaType.APPLICATION_JSON).body(body).exchange();
	}

	private void run(Consumer<RestTestClient> test, String... properties) {
		TheaterRuntime runtime = Theaters.running();
		given(runtime.supervisor()).willReturn(mock(SupervisorService.class));
		given(runtime.messaging()).willReturn(mock(ActorMessaging.class));
		SpringApplicationBuilder application = new SpringApplicationBuilder(WebApplication.class)
			.properties("server.port=0", "spring.main.banner-mode=off")
			.properties(properties)
			.initializers((context) -> {
				var beans = context.getBeanFactory();
				beans.registerSingleton("fakeRuntime", runtime);
				beans.registerSingleton("fakeDirectory", this.directory);
			});
		try (ConfigurableApplicationContext context = application.run()) {
			assertThat(context.getBean(TheaterAutoConfiguration.class)).isNotNull();
			var server = ((WebServerApplicationContext) context).getWebServer();
			assertThat(server).isNotNull();
			test.accept(RestTestClient.bindToServer().baseUrl("http://localhost:" + server.getPort()).build());
		}
	}

	private static ChainEvent event(long sequence, String data) {
		return ChainEvent.of(Theaters.hash((int) sequence + 1), (sequence > 0) ? Theaters.hash((int) sequence) : null,
				sequence, "theater:simple/some", data.getBytes(StandardCharsets.UTF_8), Theaters.THEN);
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@RestController
	static class WebApplication {

		private final ActorDirectory directory;

		WebApplication(ActorDirectory directory) {
			this.directory = directory;
		}

		@GetMapping("/actors/{id}")
		String name(@PathVariable ActorId id) {
			return this.directory.node(id).orElseThrow().name();
		}

	}

}
