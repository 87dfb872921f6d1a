package dev.theater.host;

import java.time.Duration;
import java.util.Optional;

/**
 * A key that a manifest may set beside {@code type} in the {@code [[handler]]} that
 * grants a {@link HostHandler}. Its value is read once, when the manifest is loaded;
 * {@link HostCall#grant(GrantKey)} answers it.
 *
 * @param <T> what its values are for functions; {@code toString} or {@link #shown} puts
 * one into errors
 */
public interface GrantKey<T> {

	/** As manifests write it, such as {@code max_sleep}. */
	String name();

	/**
	 * Reads what a manifest says.
	 * @param value a {@code String}, {@code Long}, {@code Double} or {@code Boolean}, or
	 * a {@code List} or {@code Map} of these
	 * @throws IllegalArgumentException with what is wrong and what would be right, to
	 * follow the key's name: {@code is 5; it must be true or false}
	 */
	T read(Object value);

	/** What holds where a manifest does not have the key. */
	T absent();

	/**
	 * What holds where the manifest of a child that a guest starts does not have the key.
	 * @param parents what holds for the guest
	 */
	default T absent(T parents) {
		return absent();
	}

	/**
	 * What a child that a guest starts would have beyond its parent, in words that follow
	 * "has": the child is not loaded then.
	 * @param own the child's
	 * @param parents the guest's
	 * @return empty if the child has no more than its parent
	 */
	Optional<String> beyond(T own, T parents);

	/** A value as a manifest would write it. */
	default String shown(T value) {
		return value.toString();
	}

	/**
	 * {@code true} or {@code false}; false if absent. A child's may be true where its
	 * parent's is.
	 */
	static GrantKey<Boolean> flag(String name) {
		return new FlagKey(name);
	}

	/**
	 * Names, exact or by a beginning, {@code ["LANG", "APP_*"]}; none if absent. A
	 * child's must be among its parent's.
	 */
	static GrantKey<AllowList> names(String name) {
		return new NamesKey(name, true);
	}

	/**
	 * A size in bytes, {@code "64KB"}, from 0. A child's is at most its parent's; if
	 * absent, the lesser of the standard and its parent's.
	 * @param standard what holds if absent
	 * @param most the largest that is allowed
	 */
	static GrantKey<Long> size(String name, long standard, long most) {
		return new LimitKey<>(name, standard, 0L, most, LimitKey::readSize, Quantity::shown);
	}

	/** A whole number from 0, otherwise as {@link #size}. */
	static GrantKey<Long> count(String name, long standard, long most) {
		return new LimitKey<>(name, standard, 0L, most, LimitKey::readCount, String::valueOf);
	}

	/** A duration, {@code "5s"}, from zero, otherwise as {@link #size}. */
	static GrantKey<Duration> duration(String name, Duration standard, Duration most) {
		return new LimitKey<>(name, standard, Duration.ZERO, most, LimitKey::readDuration, Quantity::shown);
	}

}
