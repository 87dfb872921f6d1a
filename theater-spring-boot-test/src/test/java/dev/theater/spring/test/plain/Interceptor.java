package dev.theater.spring.test.plain;

import dev.theater.actor.TurnInterceptor;

import org.springframework.stereotype.Component;

/** Is taken. */
@Component
class Interceptor implements TurnInterceptor {

	@Override
	public Around begin(Operation operation) {
		return (outcome, failure) -> {
		};
	}

}
