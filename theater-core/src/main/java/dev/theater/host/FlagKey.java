package dev.theater.host;

import java.util.Optional;

/** A {@link GrantKey} that allows something, or does not. */
record FlagKey(String name) implements GrantKey<Boolean> {

	@Override
	public Boolean read(Object value) {
		if (value instanceof Boolean truth) {
			return truth;
		}
		throw new IllegalArgumentException("is " + ShownValue.of(value) + "; it must be true or false");
	}

	@Override
	public Boolean absent() {
		return false;
	}

	@Override
	public Optional<String> beyond(Boolean own, Boolean parents) {
		return (own && !parents) ? Optional.of(this.name + " = true") : Optional.empty();
	}
}
