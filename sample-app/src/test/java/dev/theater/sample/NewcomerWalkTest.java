package dev.theater.sample;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.micrometer.metrics.test.autoconfigure.AutoConfigureMetrics;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.web.servlet.client.RestTestClient;

import dev.theater.actor.ActorId;
import dev.theater.chain.ChainEvent;
import dev.theater.chain.ChainVerification;
import dev.theater.runtime.ActorDirectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a newcomer does first: look, count, crash, look again. One test, because it is one
 * story and every step stands on those before.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
@AutoConfigureMetrics
class NewcomerWalkTest {

	private static final String FLAKY = "/actors/desk/flaky";

	@Autowired
	private RestTestClient client;

	@Autowired
	private ActorDirectory directory;

	@Test
	void aWorkerThatCrashesComesBackWithItsCount() {
		assertThat(read("/actors", "$[*].path")).isEqualTo(List.of("desk"));
		assertThat(read("/actors", "$[0].children[*].path"))
			.isEqualTo(List.of("desk/worker-1", "desk/worker-2", "desk/flaky"));
		String id = (String) read(FLAKY, "$.id");

		for (int i = 0; i < 3; i++) {
			this.client.post().uri(FLAKY + "/messages").body("one more").exchange().expectStatus().isAccepted();
		}
		assertThat(ask("get")).isEqualTo("3");

		this.client.post().uri(FLAKY + "/crash").exchange().expectStatus().isAccepted();
		await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(read(FLAKY, "$.restarts")).isEqualTo(1));

		assertThat(read(FLAKY, "$.incarnation")).isEqualTo(2);
		assertThat(read(FLAKY, "$.status")).isEqualTo("RUNNING");
		assertThat(read(FLAKY, "$.id")).isEqualTo(id);
		assertThat(ask("get")).isEqualTo("3");
		assertThat(read("/actors/" + id, "$.path")).isEqualTo("desk/flaky");
		assertThatTheOperatorSeesTheSame(id);
		assertThatTheChainTellsOfIt(ActorId.of(id));
	}

	private void assertThatTheOperatorSeesTheSame(String id) {
		String flaky = "$.tree[0].children[2]";
		assertThat(read("/actuator/theater", "$.status")).isEqualTo("RUNNING");
		assertThat(read("/actuator/theater", flaky + ".id")).isEqualTo(id);
		assertThat(read("/actuator/theater", flaky + ".restarts")).isEqualTo(1);
		assertThat(read("/actuator/theater", flaky + ".incarnation")).isEqualTo(2);
		assertThat(read("/actuator/theater", flaky + ".lastFailure.cause")).isEqualTo("trap");
		assertThat(read("/actuator/theater", "$.tree[0].restarts")).isEqualTo(0);
		assertThat(read("/actuator/health", "$.components.theater.status")).isEqualTo("UP");
		assertThat(read("/actuator/metrics/theater.actors.restarts", "$.measurements[0].value")).isEqualTo(1.0);
		assertThat(read("/actuator/metrics/theater.actors.restarts?tag=actor:flaky", "$.measurements[0].value"))
			.isEqualTo(1.0);
		assertThat(get("/actuator/prometheus"))
			.containsPattern("theater_actors_restarts_total\\{actor=\"flaky\",.*} 1\\.0");
	}

	private void assertThatTheChainTellsOfIt(ActorId id) {
		ChainVerification verification = this.directory.verify(id).orElseThrow();
		assertThat(verification.valid()).as(verification.toString()).isTrue();
		List<String> story = this.directory.events(id, 100)
			.reversed()
			.stream()
			.map((event) -> event.sequence() + " " + event.eventType() + " " + payload(event))
			.toList();
		assertThat(story).as("the chain").anyMatch((event) -> event.contains("trap"));
		assertThat(story).anyMatch((event) -> event.toLowerCase(Locale.ROOT).contains("restart"));
		assertThat(get("/actuator/theater/" + id + "/events?limit=100")).contains("\"valid\":true");
	}

	private String ask(String question) {
		return this.client.post()
			.uri(FLAKY + "/requests")
			.body(question)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
	}

	private Object read(String uri, String path) {
		return JsonPath.read(get(uri), path);
	}

	private String get(String uri) {
		return this.client.get()
			.uri(uri)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
	}

	private static String payload(ChainEvent event) {
		return new String(event.data(), StandardCharsets.UTF_8);
	}

}
