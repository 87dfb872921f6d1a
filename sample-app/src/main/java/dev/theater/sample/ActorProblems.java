package dev.theater.sample;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import dev.theater.actor.ActorFailedException;
import dev.theater.actor.ActorNotFoundException;
import dev.theater.actor.InvalidActorIdException;
import dev.theater.actor.MailboxFullException;
import dev.theater.actor.MessageTooLargeException;
import dev.theater.actor.MessagingException;
import dev.theater.actor.RequestTimeoutException;
import dev.theater.actor.WaitCircleException;
import dev.theater.supervisor.SupervisorException;

/**
 * What callers of the API get when something is wrong: a problem detail (RFC 9457). Goes
 * before Boot's own, which knows less of what would be right.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice
class ActorProblems {

	@ExceptionHandler
	ProblemDetail handle(SupervisorException failure) {
		return problem(status(failure.reason()), failure);
	}

	@ExceptionHandler
	ProblemDetail handle(MessagingException failure) {
		return problem(switch (failure) {
			case ActorNotFoundException gone -> HttpStatus.NOT_FOUND;
			case MailboxFullException full -> HttpStatus.TOO_MANY_REQUESTS;
			case MessageTooLargeException large -> HttpStatus.CONTENT_TOO_LARGE;
			case RequestTimeoutException late -> HttpStatus.GATEWAY_TIMEOUT;
			case WaitCircleException circle -> HttpStatus.CONFLICT;
			case ActorFailedException failed -> HttpStatus.BAD_GATEWAY;
		}, failure);
	}

	@ExceptionHandler({ InvalidActorIdException.class, BadRequestException.class })
	ProblemDetail malformed(RuntimeException failure) {
		return problem(HttpStatus.BAD_REQUEST, failure);
	}

	/** Not with the reader's own message, which names classes. */
	@ExceptionHandler
	ProblemDetail handle(HttpMessageNotReadableException failure) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "The body cannot be used; it must be JSON with "
				+ "no other keys than manifest, name and init, such as {\"manifest\": \"counter.toml\", \"init\": \"3\"}.");
	}

	@ExceptionHandler
	ProblemDetail handle(UnknownAddressException failure) {
		return problem(HttpStatus.NOT_FOUND, failure);
	}

	static HttpStatus status(SupervisorException.Reason reason) {
		return switch (reason) {
			case NOT_A_CHILD -> HttpStatus.NOT_FOUND;
			case INVALID_ID, LOAD -> HttpStatus.BAD_REQUEST;
			case STARTING, RESTARTING, STOPPING, NOT_STOPPED, CIRCLE -> HttpStatus.CONFLICT;
			case INIT_FAILED -> HttpStatus.UNPROCESSABLE_CONTENT;
			case LIMIT -> HttpStatus.TOO_MANY_REQUESTS;
			case SHUTTING_DOWN, STORE -> HttpStatus.SERVICE_UNAVAILABLE;
			case TIMEOUT -> HttpStatus.GATEWAY_TIMEOUT;
		};
	}

	private static ProblemDetail problem(HttpStatus status, RuntimeException failure) {
		return ProblemDetail.forStatusAndDetail(status, failure.getMessage());
	}

}
