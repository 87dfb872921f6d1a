package dev.theater.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.theater.host.GrantKey;
import dev.theater.host.GrantKeys;
import dev.theater.manifest.HandlerGrant;
import dev.theater.manifest.Nearest;
import dev.theater.supervisor.ActorDefinition;
import dev.theater.supervisor.HandlerErrorException;
import org.jspecify.annotations.Nullable;

/** Reads the keys of a grant by what its handler declares. */
final class HandlerKeys {

	private final String source;

	private final HandlerGrant grant;

	private final GrantKeys keys;

	HandlerKeys(String source, HandlerGrant grant, GrantKeys keys) {
		this.source = source;
		this.grant = grant;
		this.keys = keys;
	}

	/**
	 * What the handler's functions will find.
	 * @param parent whose child a guest starts; null where the application does
	 * @throws HandlerErrorException for a key that is not known, a value that is none, or
	 * more than the parent has
	 */
	Map<String, Object> read(@Nullable ActorDefinition parent) {
		Map<String, Object> has = (parent != null) ? parentsGrant(parent) : Map.of();
		if (!this.keys.declared()) {
			if (parent != null) {
				checkSame(has, parent);
			}
			return this.grant.keys();
		}
		this.grant.keys().keySet().forEach(this::checkKnown);
		Map<String, Object> read = new LinkedHashMap<>();
		this.keys.keys().forEach((key) -> read.put(key.name(), read(key, has, parent)));
		return read;
	}

	private Map<String, Object> parentsGrant(ActorDefinition parent) {
		Map<String, Object> has = parent.grants().get(this.grant.type());
		if (has == null) {
			throw DefinitionLoader.refused(this.source, "grants handler '" + this.grant.type() + "', which its parent '"
					+ parent.name() + "' does not have; a child that a guest starts has no more than its parent");
		}
		return has;
	}

	private void checkSame(Map<String, Object> has, ActorDefinition parent) {
		if (!this.grant.keys().equals(has)) {
			// which keys widen a grant and which narrow it, only the handler knows
			// and what they hold may be a secret of the application's
			throw DefinitionLoader.refused(this.source,
					"handler '" + this.grant.type() + "' has the keys " + this.grant.keys().keySet() + ", its parent '"
							+ parent.name() + "' has " + has.keySet()
							+ "; a child that a guest starts has the same as its parent, with the same values");
		}
	}

	private void checkKnown(String key) {
		if (this.keys.key(key).isEmpty()) {
			String known = this.keys.names().isEmpty() ? "no keys but type" : String.join(", ", this.keys.names());
			throw refused(key,
					"unknown key '" + shown(key) + "' in " + section()
							+ Nearest.of(key, this.keys.names())
								.map((near) -> "; did you mean '" + near + "'?")
								.orElse("; it knows " + known));
		}
	}

	private <T> T read(GrantKey<T> key, Map<String, Object> has, @Nullable ActorDefinition parent) {
		Object given = this.grant.keys().get(key.name());
		if (parent == null) {
			return (given != null) ? value(key, given) : key.absent();
		}
		T parents = parents(key, has);
		T own = (given != null) ? value(key, given) : key.absent(parents);
		Optional<String> beyond = key.beyond(own, parents);
		if (beyond.isPresent()) {
			throw refused(key.name(),
					"handler '" + this.grant.type() + "' has " + beyond.get() + "; its parent '" + parent.name()
							+ "' has " + key.name() + " = " + key.shown(parents)
							+ ", and a child that a guest starts has no more than that");
		}
		return own;
	}

	private <T> T value(GrantKey<T> key, Object given) {
		try {
			return key.read(given);
		}
		catch (IllegalArgumentException ex) {
			throw refused(key.name(), "key '" + key.name() + "' in " + section() + " " + ex.getMessage());
		}
	}

	@SuppressWarnings("unchecked")
	private static <T> T parents(GrantKey<T> key, Map<String, Object> has) {
		Object value = has.get(key.name());
		return (value != null) ? (T) value : key.absent();
	}

	/** Keys of a text that a guest gives may hold anything. */
	private static String shown(String key) {
		String printable = key.replaceAll("\\p{Cntrl}", "?");
		return (printable.length() > 80) ? printable.substring(0, 80) + "…" : printable;
	}

	private String section() {
		return "[[handler]] type = \"" + this.grant.type() + "\"";
	}

	private HandlerErrorException refused(String key, String problem) {
		String place = this.grant.places().get(key);
		return DefinitionLoader.refused((place != null) ? this.source + ":" + place : this.source, problem);
	}

}
