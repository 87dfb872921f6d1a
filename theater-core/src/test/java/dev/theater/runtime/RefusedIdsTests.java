package dev.theater.runtime;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.SupervisorException;
import dev.theater.supervisor.SupervisorService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Whoever is not a direct child of the caller is refused, always with the same words. */
class RefusedIdsTests extends OnStage {

	private static final List<String> GUEST_FUNCTIONS = List.of("restart", "stop", "state", "events");

	private static final Map<String, String> NAMES = Map.of("restart", "restart-child RestartChild", "stop",
			"stop-child StopChild", "state", "get-child-state GetChildState", "events",
			"get-child-events GetChildEvents");

	private static final List<String> STRANGERS = List.of("own", "parent", "sibling", "nephew", "grandchild",
			"stopped-and-forgotten", "siblings-forgotten", "unknown");

	private ActorId parent;

	private ActorId caller;

	private ActorId child;

	private Map<String, ActorId> ids;

	@BeforeEach
	void populate() {
		this.stage.puppet("puppet", "[supervision]\n");
		this.parent = this.stage.spawn("puppet");
		this.caller = spawn(this.parent, "puppet", "");
		ActorId sibling = spawn(this.parent, "puppet", "");
		ActorId nephew = spawn(sibling, "puppet", "");
		ActorId siblingsGone = spawn(sibling, "puppet", "");
		ok(sibling, "stop " + siblingsGone);
		this.child = spawn(this.caller, "puppet", "7");
		ActorId grandchild = spawn(this.child, "puppet", "");
		ActorId gone = spawn(this.caller, "puppet", "");
		ok(this.caller, "stop " + gone);
		this.ids = Map.of("own", this.caller, "parent", this.parent, "sibling", sibling, "nephew", nephew, "grandchild",
				grandchild, "stopped-and-forgotten", gone, "siblings-forgotten", siblingsGone, "unknown",
				ActorId.random());
	}

	private ActorId who(String who) {
		return Objects.requireNonNull(this.ids.get(who), who);
	}

	static Stream<Arguments> strangers() {
		return GUEST_FUNCTIONS.stream()
			.flatMap((function) -> STRANGERS.stream().map((who) -> Arguments.of(function, who)))
			// stop-child is idempotent
			.filter((row) -> !(row.get()[0].equals("stop") && row.get()[1].equals("stopped-and-forgotten")));
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("strangers")
	void refusesWhoIsNotADirectChild(String function, String who) {
		ActorId id = who(who);
		assertThat(err(this.caller, function + " " + id)).isEqualTo(
				"Handler error: " + id + " is not a child of this supervisor; list-children names those that are");
		assertRecorded(function, "is not a child of this supervisor");
		assertNobodyWasTouched();
	}

	static Stream<Arguments> malformed() {
		List<String> texts = List.of("", "1", "child-1", "6DA7A3C0-7B3E-4F57-9E0E-2B8B8A4F1C11",
				"6da7a3c07b3e4f579e0e2b8b8a4f1c11", "6da7a3c0-7b3e-1f57-9e0e-2b8b8a4f1c11", "6-7-4-9-2",
				"6da7a3c0-7b3e-4f57-9e0e-2b8b8a4f1c11 ", "{6da7a3c0-7b3e-4f57-9e0e-2b8b8a4f1c11}");
		return GUEST_FUNCTIONS.stream()
			.flatMap((function) -> texts.stream().map((text) -> Arguments.of(function, text)));
	}

	@ParameterizedTest(name = "{0} ''{1}''")
	@MethodSource("malformed")
	void refusesWhatIsNoId(String function, String text) {
		assertThat(err(this.caller, function + " " + text)).isEqualTo("Invalid child ID: '" + text
				+ "' is not an actor id; an id is a version 4 UUID in lower case with hyphens, "
				+ "such as 3f2b8c1e-6d4a-4f7b-9c0d-1e2f3a4b5c6d");
		assertRecorded(function, "Invalid child ID: ");
		assertNobodyWasTouched();
	}

	private void assertRecorded(String function, String error) {
		String[] names = namesOf(function).split(" ");
		String type = "theater:simple/supervisor/" + names[0];
		List<String> calls = names(this.caller, type);
		assertThat(calls.subList(calls.size() - 2, calls.size())).containsExactly(names[1] + "Call",
				names[1] + "Error");
		assertThat(events(this.caller).stream().filter((event) -> event.eventType().equals(type)).toList().getLast())
			.satisfies((event) -> assertThat(text(event)).contains(error));
	}

	private static String namesOf(String function) {
		return Objects.requireNonNull(NAMES.get(function), function);
	}

	private void assertNobodyWasTouched() {
		assertThat(directory().tree().all()).hasSize(6).allSatisfy((node) -> {
			assertThat(node.status()).isEqualTo(ActorStatus.RUNNING);
			assertThat(node.incarnation()).isEqualTo(1);
		});
	}

	@ParameterizedTest
	@MethodSource("guestFunctions")
	void takesItsOwnChild(String function) {
		assertThat(this.stage.request(this.caller, function + " " + this.child)).startsWith("ok ");
	}

	static List<String> guestFunctions() {
		return GUEST_FUNCTIONS;
	}

	// ---- the same from Java, where the root is the caller

	static Stream<Arguments> strangersOfTheRoot() {
		Map<String, Consumer<Call>> functions = Map.of("restartChild", (call) -> call.service().restartChild(call.id()),
				"stopChild", (call) -> call.service().stopChild(call.id()), "deleteChild",
				(call) -> call.service().deleteChild(call.id()), "getChildState",
				(call) -> call.service().getChildState(call.id()), "getChildEvents",
				(call) -> call.service().getChildEvents(call.id()));
		return functions.entrySet()
			.stream()
			.flatMap((function) -> Stream.of("own", "sibling", "grandchild", "stopped-and-forgotten", "unknown")
				.map((who) -> Arguments.of(function.getKey(), who, function.getValue())));
	}

	/** A call to the service. */
	record Call(SupervisorService service, ActorId id) {
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("strangersOfTheRoot")
	void refusesWhoIsNotAChildOfTheRoot(String function, String who, Consumer<Call> call) {
		ActorId id = who(who);
		assertThatExceptionOfType(HandlerErrorException.class).isThrownBy(() -> call.accept(new Call(supervisor(), id)))
			.withMessage(
					"Handler error: " + id + " is not a child of this supervisor; list-children names those that are")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(SupervisorException.Reason.NOT_A_CHILD));
		assertNobodyWasTouched();
	}

}
