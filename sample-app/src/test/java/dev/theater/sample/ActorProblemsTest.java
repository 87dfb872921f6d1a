package dev.theater.sample;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.Mockito;

import org.springframework.http.ProblemDetail;

import dev.theater.actor.ActorFailedException;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorNotFoundException;
import dev.theater.actor.InvalidActorIdException;
import dev.theater.actor.MailboxFullException;
import dev.theater.actor.MessageTooLargeException;
import dev.theater.actor.MessagingException;
import dev.theater.actor.RequestTimeoutException;
import dev.theater.actor.WaitCircleException;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.SupervisorException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ActorProblemsTest {

	private static final Map<Class<? extends MessagingException>, Integer> MESSAGING = Map.of(
			ActorNotFoundException.class, 404, MailboxFullException.class, 429, MessageTooLargeException.class, 413,
			RequestTimeoutException.class, 504, WaitCircleException.class, 409, ActorFailedException.class, 502);

	private final ActorProblems problems = new ActorProblems();

	@ParameterizedTest
	@CsvSource({ "NOT_A_CHILD,404", "INVALID_ID,400", "LOAD,400", "STARTING,409", "RESTARTING,409", "STOPPING,409",
			"NOT_STOPPED,409", "CIRCLE,409", "INIT_FAILED,422", "LIMIT,429", "SHUTTING_DOWN,503", "STORE,503",
			"TIMEOUT,504" })
	void answersARefusalOfTheSupervisorWithItsStatusAndWords(Reason reason, int status) {
		ProblemDetail problem = this.problems.handle(new HandlerErrorException(reason, "what is wrong"));
		assertThat(problem.getStatus()).isEqualTo(status);
		assertThat(problem.getDetail()).isEqualTo("Handler error: what is wrong");
	}

	@ParameterizedTest
	@EnumSource
	void answersNoRefusalOfTheSupervisorAsASuccess(Reason reason) {
		assertThat(ActorProblems.status(reason).isError()).isTrue();
	}

	@Test
	void answersAMessageThatDidNotArriveWithAStatusForEachCause() {
		assertThat(MESSAGING.keySet()).containsExactlyInAnyOrder(permitted());
		MESSAGING.forEach((type, status) -> {
			MessagingException failure = Mockito.mock(type);
			Mockito.when(failure.getMessage()).thenReturn("what is wrong");
			ProblemDetail problem = this.problems.handle(failure);
			assertThat(problem.getStatus()).as(type.getSimpleName()).isEqualTo(status);
			assertThat(problem.getDetail()).isEqualTo("what is wrong");
		});
	}

	@Test
	void answersAMalformedIdAsABadRequestThatShowsIt() {
		var failure = catchThrowableOfType(InvalidActorIdException.class, () -> ActorId.of("ABC"));
		ProblemDetail problem = this.problems.malformed(failure);
		assertThat(problem.getStatus()).isEqualTo(400);
		assertThat(problem.getDetail()).contains("'ABC'");
	}

	@SuppressWarnings("unchecked")
	private static Class<? extends MessagingException>[] permitted() {
		return (Class<? extends MessagingException>[]) MessagingException.class.getPermittedSubclasses();
	}

}
