package dev.theater.sample;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The API with real actors behind it; every test spawns its own. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "theater.limits.mailbox=4", "theater.request-timeout=1s" })
@AutoConfigureRestTestClient
class ActorApiTest {

	@Autowired
	private RestTestClient client;

	@Test
	void spawnsACounterThatCountsOnFromItsInitialState() {
		spawn("counter.toml", "from-40", "40").expectStatus()
			.isCreated()
			.expectBody()
			.jsonPath("$.path")
			.isEqualTo("from-40")
			.jsonPath("$.status")
			.isEqualTo("RUNNING")
			.jsonPath("$.state")
			.isEqualTo("40");
		post("/actors/from-40/messages", "").expectStatus().isAccepted();
		post("/actors/from-40/requests", "").expectBody(String.class).isEqualTo("41");
	}

	@Test
	void passesOnWhatCurlSends() {
		spawn("echo.toml", "form", "").expectStatus().isCreated();
		this.client.post()
			.uri("/actors/form/requests")
			.contentType(MediaType.APPLICATION_FORM_URLENCODED)
			.body("grün & a=b+c")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.isEqualTo("grün & a=b+c");
	}

	@Test
	void stopsAnActorForGood() {
		spawn("counter.toml", "short-lived", "").expectStatus().isCreated();
		this.client.delete().uri("/actors/short-lived").exchange().expectStatus().isNoContent();
		await().atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> this.client.get().uri("/actors/short-lived").exchange().expectStatus().isNotFound());
		post("/actors/short-lived/messages", "").expectStatus().isNotFound();
	}

	@ParameterizedTest
	@ValueSource(strings = { "no-such.toml", "../application.yaml", "/etc/passwd", "name = \"x\"\nversion = \"1\"" })
	void refusesAManifestThatIsNotInItsLocations(String manifest) {
		spawn(manifest.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"), "nobody", "").expectStatus()
			.isBadRequest();
		this.client.get().uri("/actors/nobody").exchange().expectStatus().isNotFound();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"manifest\": \"counter.toml\", \"nam\": \"misspelt\"}", "[]", "{", "" })
	void refusesABodyThatItDoesNotUnderstand(String body) {
		this.client.post()
			.uri("/actors")
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.detail")
			.value(String.class, (detail) -> assertThat(detail).contains("manifest, name and init"));
	}

	@Test
	void refusesAnInitialStateThatTheActorRefuses() {
		spawn("counter.toml", "no-number", "many").expectStatus()
			.isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT)
			.expectBody()
			.jsonPath("$.detail")
			.value(String.class, (detail) -> assertThat(detail).contains("the state is not a count"));
		this.client.get().uri("/actors/no-number").exchange().expectStatus().isNotFound();
	}

	@Test
	void answersARequestThatFailsWith502() {
		spawn("flaky.toml", "failing", "7").expectStatus().isCreated();
		post("/actors/failing/requests", "fail").expectStatus().isEqualTo(HttpStatus.BAD_GATEWAY);
		await().atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> post("/actors/failing/requests", "get").expectBody(String.class).isEqualTo("7"));
	}

	@Test
	void answersARequestThatWaitsTooLongWith504() {
		spawn("flaky.toml", "looping", "").expectStatus().isCreated();
		post("/actors/looping/requests", "loop").expectStatus().isEqualTo(HttpStatus.GATEWAY_TIMEOUT);
	}

	@Test
	void answersAMessageThatTheMailboxCannotTakeWith429() {
		spawn("flaky.toml", "full", "").expectStatus().isCreated();
		post("/actors/full/messages", "loop").expectStatus().isAccepted();
		for (int i = 0; i < 4; i++) {
			post("/actors/full/messages", "wait");
		}
		post("/actors/full/messages", "one too many").expectStatus().isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
	}

	@Test
	void aDeskAnswersWithItsChildren() {
		spawn("desk.toml", "second-desk", "").expectStatus().isCreated();
		post("/actors/second-desk/requests", "list").expectBody(String.class)
			.value((ids) -> assertThat(ids.lines()).hasSize(3)
				.allSatisfy((id) -> this.client.get().uri("/actors/" + id).exchange().expectStatus().isOk()));
	}

	@Test
	void aClerkOrdersWithTheToolOfThisApplication() {
		spawn("clerk.toml", "clerk", "").expectStatus().isCreated();
		post("/actors/clerk/requests", "pear 3").expectBody(String.class).isEqualTo("#1 pear 3 for 180 cents");
	}

	private ResponseSpec spawn(String manifest, String name, String init) {
		return this.client.post()
			.uri("/actors")
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"manifest\": \"" + manifest + "\", \"name\": \"" + name + "\", \"init\": \"" + init + "\"}")
			.exchange();
	}

	private ResponseSpec post(String uri, String body) {
		return this.client.post().uri(uri).contentType(MediaType.TEXT_PLAIN).body(body).exchange();
	}

}
