package dev.theater.spring.autoconfigure;

import dev.theater.actor.ActorId;

import org.springframework.core.convert.converter.Converter;

/**
 * Reads an actor's id strictly wherever Spring converts a text, such as in a
 * {@code @PathVariable}.
 */
public final class ActorIdConverter implements Converter<String, ActorId> {

	@Override
	public ActorId convert(String source) {
		return ActorId.of(source);
	}

}
