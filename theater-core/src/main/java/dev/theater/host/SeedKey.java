package dev.theater.host;

import java.util.Optional;

/**
 * The key {@code seed}: any whole number. A child that a guest starts has its parent's if
 * its manifest says nothing.
 */
final class SeedKey implements GrantKey<Optional<Long>> {

	@Override
	public String name() {
		return "seed";
	}

	@Override
	public Optional<Long> read(Object value) {
		if (value instanceof Long seed) {
			return Optional.of(seed);
		}
		throw new IllegalArgumentException("is " + ShownValue.of(value) + "; it must be a whole number");
	}

	@Override
	public Optional<Long> absent() {
		return Optional.empty();
	}

	@Override
	public Optional<Long> absent(Optional<Long> parents) {
		return parents;
	}

	@Override
	public Optional<String> beyond(Optional<Long> own, Optional<Long> parents) {
		return Optional.empty();
	}

}
