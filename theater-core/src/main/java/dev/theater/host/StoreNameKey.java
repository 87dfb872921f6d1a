package dev.theater.host;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The key {@code name}: the store that an actor shares with all others that are granted
 * the same; if absent, it has stores of its own.
 */
final class StoreNameKey implements GrantKey<Optional<String>> {

	/** Fit for the name of a file anywhere. */
	private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

	@Override
	public String name() {
		return "name";
	}

	@Override
	public Optional<String> read(Object value) {
		if (value instanceof String name && NAME.matcher(name).matches()) {
			return Optional.of(name);
		}
		throw new IllegalArgumentException("is " + ShownValue.of(value) + "; it must be a string of 1 to 64 "
				+ "characters a-z, 0-9, - and _, such as \"library\", and not begin with - or _");
	}

	@Override
	public Optional<String> absent() {
		return Optional.empty();
	}

	@Override
	public Optional<String> beyond(Optional<String> own, Optional<String> parents) {
		return (own.isEmpty() || own.equals(parents)) ? Optional.empty() : Optional.of("name = " + shown(own));
	}

	@Override
	public String shown(Optional<String> value) {
		return value.map(ShownValue::of).orElse("none");
	}

}
