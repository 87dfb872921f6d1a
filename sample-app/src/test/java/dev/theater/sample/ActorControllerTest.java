package dev.theater.sample;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorMessaging;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.RequestTimeoutException;
import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.ActorNode;
import dev.theater.runtime.SupervisionTree;
import dev.theater.supervisor.ActorLimits;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.SupervisorException.Reason;
import dev.theater.supervisor.SupervisorService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

/** The web layer alone: how addresses and bodies are read, and what is answered. */
class ActorControllerTest {

	private final SupervisorService supervisor = mock();

	private final ActorDirectory directory = mock();

	private final ActorMessaging messaging = mock();

	private final ActorNode worker = node("worker-1", "desk/worker-1", List.of());

	private final ActorNode desk = node("desk", "desk", List.of(this.worker));

	private final MockMvcTester mvc = MockMvcTester.of(
			List.of(new ActorController(this.supervisor, this.directory, this.messaging,
					new ActorAddresses(this.directory))),
			(server) -> server.setControllerAdvice(new ActorProblems()).build());

	@BeforeEach
	void anActorWithAChild() {
		given(this.directory.tree())
			.willReturn(new SupervisionTree(List.of(this.desk), Map.of(), new SupervisionTree.Totals(2, 0, 0, 0, 0)));
		for (ActorNode node : List.of(this.desk, this.worker)) {
			given(this.directory.find(node.path())).willReturn(Optional.of(node));
			given(this.directory.node(node.id())).willReturn(Optional.of(node));
		}
		given(this.directory.state(this.worker.id())).willReturn(Optional.of(bytes("3")));
	}

	@Test
	void showsTheTree() {
		assertThat(this.mvc.get().uri("/actors")).hasStatusOk()
			.bodyJson()
			.isStrictlyEqualTo("""
					[{"path": "desk", "id": "%s", "status": "RUNNING", "incarnation": 1, "restarts": 0, "children": [
					  {"path": "desk/worker-1", "id": "%s", "status": "RUNNING", "incarnation": 1, "restarts": 0}]}]"""
				.formatted(this.desk.id(), this.worker.id()));
	}

	@Test
	void findsAnActorByPathAndById() {
		for (Object address : List.of("desk/worker-1", this.worker.id())) {
			assertThat(this.mvc.get().uri("/actors/" + address)).hasStatusOk().bodyJson().isStrictlyEqualTo("""
					{"path": "desk/worker-1", "id": "%s", "status": "RUNNING", "incarnation": 1, "restarts": 0,
					 "state": "3"}""".formatted(this.worker.id()));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actors/nobody", "/actors/facade", "/actors/desk/nobody", "/actors/desk/worker-1/x",
			"/actors/", "/actors/3f2b8c1e-6d4a-4f7b-9c0d-1e2f3a4b5c6d" })
	void answersAnUnknownActorWith404(String uri) {
		assertThat(this.mvc.get().uri(uri)).hasStatus(404);
		assertThat(this.mvc.delete().uri(uri)).hasStatus(404);
		assertThat(this.mvc.post().uri(uri + "/messages")).hasStatus(404);
		verifyNoInteractions(this.messaging);
	}

	@ParameterizedTest
	@ValueSource(strings = { "3F2B8C1E-6D4A-4F7B-9C0D-1E2F3A4B5C6D", "3f2b8c1e-6d4a-1f7b-9c0d-1e2f3a4b5c6d",
			"3f2b8c1e6d4a4f7b9c0d1e2f3a4b5c6d", "3f2b8c1e-6d4a-4f7b-9c0d-1e2f3a4b5c6" })
	void answersAMalformedIdWith400(String id) {
		assertThat(this.mvc.get().uri("/actors/" + id)).hasStatus(400)
			.bodyJson()
			.extractingPath("$.detail")
			.asString()
			.contains("Invalid child ID: '" + id + "'");
	}

	@Test
	void sendsTheBodyAsItComes() {
		for (MediaType type : List.of(MediaType.TEXT_PLAIN, MediaType.APPLICATION_FORM_URLENCODED)) {
			assertThat(this.mvc.post().uri("/actors/desk/worker-1/messages").contentType(type).content("a=1&é"))
				.hasStatus(202)
				.hasBodyTextEqualTo("");
		}
		verify(this.messaging, times(2)).send(this.worker.id(), bytes("a=1&é"));
	}

	@Test
	void sendsCrashWithoutABody() {
		assertThat(this.mvc.post().uri("/actors/desk/worker-1/crash")).hasStatus(202);
		verify(this.messaging).send(this.worker.id(), bytes("crash"));
	}

	@Test
	void answersARequestAsText() {
		given(this.messaging.request(this.worker.id(), bytes("get")))
			.willReturn(CompletableFuture.completedFuture(bytes("drei Stück")));
		assertThat(this.mvc.post().uri("/actors/" + this.worker.id() + "/requests").content("get")).hasStatusOk()
			.hasContentType("text/plain;charset=UTF-8")
			.hasBodyTextEqualTo("drei Stück");
	}

	@Test
	void passesAnAnswerOnThatIsNoText() {
		byte[] answer = { 0, (byte) 0xff, (byte) 0xfe, (byte) 0x80, 'b' };
		given(this.messaging.request(any(), any())).willReturn(CompletableFuture.completedFuture(answer));
		assertThat(this.mvc.post().uri("/actors/desk/worker-1/requests").content(answer)).hasStatusOk()
			.body()
			.isEqualTo(answer);
		verify(this.messaging).request(this.worker.id(), answer);
	}

	@Test
	void answersALateAnswerWith504() {
		RequestTimeoutException late = mock();
		given(this.messaging.request(any(), any())).willReturn(CompletableFuture.failedFuture(late));
		assertThat(this.mvc.post().uri("/actors/desk/requests").content("list")).hasStatus(504);
	}

	@ParameterizedTest
	@ValueSource(strings = { "desk", "desk/worker-1", "desk/worker-1/greetings", "nobody" })
	void saysWhatCanBePostedToWhereThereIsNothing(String address) {
		assertThat(this.mvc.post().uri("/actors/" + address)).hasStatus(404)
			.bodyJson()
			.extractingPath("$.detail")
			.asString()
			.contains("'" + address + "'", "/messages", "/requests", "/crash");
		verifyNoInteractions(this.messaging);
	}

	@Test
	void spawnsByTheNameOfAManifest() {
		given(this.supervisor.spawn(any(ActorSpec.class))).willReturn(this.worker.id());
		assertThat(spawn("""
				{"manifest": "counter.toml", "name": "worker-1", "init": "40"}""")).hasStatus(201)
			.hasHeader("Location", "http://localhost/actors/" + this.worker.id())
			.bodyJson()
			.extractingPath("$.path")
			.isEqualTo("desk/worker-1");
		ArgumentCaptor<ActorSpec> spec = ArgumentCaptor.captor();
		verify(this.supervisor).spawn(spec.capture());
		assertThat(spec.getValue().manifestName()).contains("counter.toml");
		assertThat(spec.getValue().inlineManifest()).isEmpty();
		assertThat(spec.getValue().name()).contains("worker-1");
		assertThat(spec.getValue().init()).hasValueSatisfying((init) -> assertThat(init).isEqualTo(bytes("40")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"manifest\": \" \"}", "{\"name\": \"x\"}", "{\"manifest\": [1]}", "{", "" })
	void refusesASpawnWithoutAManifestWith400(String body) {
		assertThat(spawn(body)).hasStatus(400);
		verifyNoInteractions(this.supervisor);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a/b", "a\\nb" })
	void refusesANameThatIsNoneWith400(String name) {
		assertThat(spawn("{\"manifest\": \"counter.toml\", \"name\": \"" + name + "\"}")).hasStatus(400)
			.bodyJson()
			.extractingPath("$.detail")
			.asString()
			.contains("is no name for an actor");
		verifyNoInteractions(this.supervisor);
	}

	@Test
	void findsASpawnedActorBelowAContextPath() {
		given(this.supervisor.spawn(any(ActorSpec.class))).willReturn(this.worker.id());
		assertThat(this.mvc.post()
			.uri("/app/actors")
			.contextPath("/app")
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"manifest\": \"counter.toml\"}"))
			.hasHeader("Location", "http://localhost/app/actors/" + this.worker.id());
	}

	@Test
	void stopsAnActor() {
		assertThat(this.mvc.delete().uri("/actors/desk/worker-1")).hasStatus(204);
		verify(this.directory).stop(this.worker.id());
	}

	@Test
	void answersAnActorThatIsBeingRestartedWith409() {
		willThrow(new HandlerErrorException(Reason.RESTARTING, "worker-1 is being restarted")).given(this.directory)
			.stop(this.worker.id());
		assertThat(this.mvc.delete().uri("/actors/desk/worker-1")).hasStatus(409)
			.bodyJson()
			.extractingPath("$.detail")
			.isEqualTo("Handler error: worker-1 is being restarted");
	}

	private MvcTestResult spawn(String body) {
		return this.mvc.post().uri("/actors").contentType(MediaType.APPLICATION_JSON).content(body).exchange();
	}

	private static ActorNode node(String name, String path, List<ActorNode> children) {
		return new ActorNode(ActorId.random(), name, path, "counter.toml", "sha256:0", ActorStatus.RUNNING, false,
				false, 1, 0, Instant.EPOCH, null, 0, Optional.empty(), Optional.empty(), 1, null, ActorLimits.DEFAULT,
				List.of(), children);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
