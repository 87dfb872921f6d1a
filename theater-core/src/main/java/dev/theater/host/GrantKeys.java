package dev.theater.host;

import java.util.List;
import java.util.Optional;

/**
 * The keys that the grants of a {@link HostHandler} may have.
 *
 * @param keys the keys, each with a name of its own
 * @param declared whether the handler says which keys it knows; if not, it gets whatever
 * a manifest says as it stands there, and a child that a guest starts must have the same
 */
public record GrantKeys(List<GrantKey<?>> keys, boolean declared) {

	/** The handler does not say. */
	static final GrantKeys UNDECLARED = new GrantKeys(List.of(), false);

	public GrantKeys {
		keys = List.copyOf(keys);
		long names = keys.stream().map(GrantKey::name).distinct().count();
		if (names < keys.size() || keys.stream().anyMatch((key) -> key.name().equals("type"))) {
			throw new IllegalArgumentException("the keys " + keys.stream().map(GrantKey::name).toList()
					+ " of a handler must be different, and none may be type");
		}
	}

	/** These keys and no others; without any, none but {@code type}. */
	public static GrantKeys of(GrantKey<?>... keys) {
		return new GrantKeys(List.of(keys), true);
	}

	/** The key of a name. */
	public Optional<GrantKey<?>> key(String name) {
		for (GrantKey<?> key : this.keys) {
			if (key.name().equals(name)) {
				return Optional.of(key);
			}
		}
		return Optional.empty();
	}

	/** The names of all keys. */
	public List<String> names() {
		return this.keys.stream().<String>map(GrantKey::name).toList();
	}
}
