package dev.theater.spring.endpoint;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Set;

import dev.theater.actor.ActorId;
import dev.theater.actor.ExitReason;
import dev.theater.chain.ChainEvent;
import dev.theater.runtime.ActorNode;
import dev.theater.spring.FakeDirectory;
import dev.theater.spring.Theaters;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.SupervisorException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class TheaterEndpointTests {

	private final ActorNode worker = Theaters.node("worker").failed("secret words").build();

	private final ActorNode desk = Theaters.node("desk").supervising().children(this.worker).build();

	private final FakeDirectory directory = new FakeDirectory().roots(this.desk)
		.state(this.worker.id(), "secret state".getBytes(StandardCharsets.UTF_8))
		.events(this.worker.id(), event(1, "{\"Newer\":{}}"), event(0, "{\"Older\":{}}"));

	private final TheaterEndpoint endpoint = new TheaterEndpoint(Theaters.running(), this.directory);

	@Test
	void neverShowsValuesOverJmx() {
		assertThat(this.endpoint.theater(null, null).tree().getFirst().children().getFirst().lastFailure())
			.isEqualTo(new ActorDescriptor.LastFailure("trap", "handle-send", null, Theaters.THEN));
		assertThat(this.endpoint.actor(this.worker.id().toString(), null, null)).isNotNull()
			.extracting(ActorDescriptor::state)
			.isNull();
		EventsDescriptor events = this.endpoint.events(this.worker.id().toString(), "events", null);
		assertThat(events).isNotNull();
		assertThat(events.events()).hasSize(2).allSatisfy((event) -> assertThat(event.data()).isNull());
	}

	@Test
	void showsTheWitOfAnActorThatIsAskedForByItsId() {
		this.directory.wit(this.desk.id(), "world root {}").wit(this.worker.id(), "world other {}");
		ActorDescriptor asked = this.endpoint.actor(this.desk.id().toString(), null, null);
		assertThat(asked).isNotNull();
		assertThat(asked.wit()).isEqualTo("world root {}");
		assertThat(asked.children().getFirst().wit()).isNull();
		assertThat(this.endpoint.theater(null, null).tree().getFirst().wit()).isNull();
	}

	@Test
	void actsOverJmx() {
		String id = this.worker.id().toString();
		assertThat(this.endpoint.act(id, "restart")).isNotNull();
		assertThat(this.endpoint.stop(id)).isEqualTo(new StoppedDescriptor(id));
		assertThat(this.directory.done).containsExactly("restart " + id, "stop " + id);
	}

	@Test
	void answersNullOverJmxWhereThereIsNothing() {
		String stranger = ActorId.random().toString();
		assertThat(this.endpoint.actor(stranger, null, null)).isNull();
		assertThat(this.endpoint.events(stranger, "events", null)).isNull();
		assertThat(this.endpoint.events(this.worker.id().toString(), "secrets", null)).isNull();
		assertThat(this.endpoint.act(stranger, "restart")).isNull();
		assertThat(this.endpoint.stop(stranger)).isNull();
		assertThat(this.directory.done).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "NEVER, true, false", "WHEN_AUTHORIZED, true, true", "WHEN_AUTHORIZED, false, false",
			"ALWAYS, false, true" })
	void showsValuesToThoseWhoMaySeeThem(Show show, boolean authorized, boolean shown) {
		TheaterEndpointWebExtension web = new TheaterEndpointWebExtension(this.endpoint, show, Set.of("operator"));
		SecurityContext context = mock(SecurityContext.class);
		given(context.getPrincipal()).willReturn(mock(Principal.class));
		given(context.isUserInRole("operator")).willReturn(authorized);
		String id = this.worker.id().toString();
		ActorDescriptor actor = body(web.actor(context, id, null, null), ActorDescriptor.class);
		assertThat(actor.state() != null).isEqualTo(shown);
		assertThat(lastFailure(actor).message() != null).isEqualTo(shown);
		EventsDescriptor events = body(web.events(context, id, "events", null), EventsDescriptor.class);
		assertThat(events.events()).hasSize(2).allSatisfy((event) -> assertThat(event.data() != null).isEqualTo(shown));
		ActorDescriptor below = web.theater(context, null, null).tree().getFirst().children().getFirst();
		assertThat(lastFailure(below).message() != null).isEqualTo(shown);
	}

	@ParameterizedTest
	@CsvSource({ "NOT_A_CHILD, 404", "INVALID_ID, 400", "STARTING, 409", "RESTARTING, 409", "STOPPING, 409",
			"NOT_STOPPED, 409", "LIMIT, 409", "CIRCLE, 409", "SHUTTING_DOWN, 503", "STORE, 503", "TIMEOUT, 500",
			"LOAD, 500", "INIT_FAILED, 500" })
	void answersRefusalsWithAStatus(Reason reason, int status) {
		this.directory.onRestart((id) -> {
			throw new HandlerErrorException(reason, "secret words");
		});
		WebEndpointResponse<Object> hidden = web(Show.NEVER).act(SecurityContext.NONE, this.worker.id().toString(),
				"restart");
		assertThat(hidden.getStatus()).isEqualTo(status);
		assertThat(hidden.getBody()).isEqualTo(new RefusalDescriptor(reason.name(), null));
		WebEndpointResponse<Object> shown = web(Show.ALWAYS).act(SecurityContext.NONE, this.worker.id().toString(),
				"restart");
		assertThat(shown.getBody()).isEqualTo(new RefusalDescriptor(reason.name(), "Handler error: secret words"));
	}

	@Test
	void refusesWhatIsNotAnId() {
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.actor("1-1-1-1-1", null, null))
			.withMessageContaining("Invalid child ID: '1-1-1-1-1'");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "0, -, depth is 0", "-1, -, depth is -1", "-, 0, limit is 0" })
	void refusesToShowLessThanNothing(Integer depth, Integer limit, String message) {
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.theater(depth, limit))
			.withMessageContaining(message);
	}

	@Test
	void refusesOtherActions() {
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.act(this.worker.id().toString(), "reboot"))
			.withMessageContaining("action is 'reboot'; it must be 'restart'");
		assertThat(this.directory.done).isEmpty();
	}

	@Test
	void showsTheChainAsTheEventsBelowItEndIt() {
		EventsDescriptor events = this.endpoint.events(this.worker.id().toString(), "events", 1);
		assertThat(events).isNotNull();
		assertThat(events.chain().length()).isEqualTo(events.events().getFirst().sequence() + 1);
		assertThat(events.chain().head()).isEqualTo(events.events().getFirst().hash());
		EventsDescriptor none = this.endpoint.events(this.desk.id().toString(), "events", 1);
		assertThat(none).isNotNull();
		assertThat(none.chain()).isEqualTo(ActorDescriptor.Chain.of(12, Theaters.hash(1)));
	}

	@Test
	void tellsEveryKindOfEnd() {
		assertThat(failure(new ExitReason.GaveUp("too often")))
			.isEqualTo(new ActorDescriptor.LastFailure("gave-up", null, "too often", Theaters.THEN));
		assertThat(failure(new ExitReason.Stopped(ExitReason.StoppedBy.PARENT)).cause()).isEqualTo("stopped");
		assertThat(failure(new ExitReason.Normal(null, true)).cause()).isEqualTo("normal");
	}

	private static ActorDescriptor.LastFailure failure(ExitReason reason) {
		return ActorDescriptor.LastFailure.of(new ActorNode.LastFailure(reason, Theaters.THEN), true);
	}

	private TheaterEndpointWebExtension web(Show show) {
		return new TheaterEndpointWebExtension(this.endpoint, show, Set.of());
	}

	private static ActorDescriptor.LastFailure lastFailure(ActorDescriptor actor) {
		ActorDescriptor.LastFailure failure = actor.lastFailure();
		assertThat(failure).isNotNull();
		return failure;
	}

	private static <T> T body(WebEndpointResponse<Object> response, Class<T> type) {
		assertThat(response.getStatus()).isEqualTo(200);
		return type.cast(response.getBody());
	}

	private static ChainEvent event(long sequence, String data) {
		return ChainEvent.of(Theaters.hash((int) sequence + 1), (sequence > 0) ? Theaters.hash((int) sequence) : null,
				sequence, "theater:simple/supervisor/spawn", data.getBytes(StandardCharsets.UTF_8), Theaters.THEN);
	}

}
