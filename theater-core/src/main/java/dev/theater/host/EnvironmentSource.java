package dev.theater.host;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where {@code theater:simple/environment} looks variables up. It is asked only for names
 * that the manifest of the calling actor allows. Thread-safe, and quick: the guest's
 * thread waits for it.
 */
@FunctionalInterface
public interface EnvironmentSource {

	/** A variable's value; empty if there is none of this name. */
	Optional<String> get(String name);

	/**
	 * The names that there are, for {@code list-vars} where a manifest allows names by
	 * their beginning; one that does not say lists only those that are allowed by their
	 * whole name.
	 */
	default Set<String> names() {
		return Set.of();
	}

	/** The environment of this process. */
	static EnvironmentSource ofProcess() {
		return of(System.getenv());
	}

	/** These variables. */
	static EnvironmentSource of(Map<String, String> variables) {
		return new EnvironmentSource() {
			@Override
			public Optional<String> get(String name) {
				return Optional.ofNullable(variables.get(name));
			}

			@Override
			public Set<String> names() {
				return variables.keySet();
			}
		};
	}

}
