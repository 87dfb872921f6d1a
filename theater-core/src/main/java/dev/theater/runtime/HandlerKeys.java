package dev.theater.runtime;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import dev.theater.host.Recipients;
import dev.theater.manifest.HandlerGrant;
import dev.theater.supervisor.ActorDefinition;
import dev.theater.supervisor.LoadProblem;

/** The keys that grants of the built-in handlers may have. */
final class HandlerKeys {

	/** The keys by handler, each with what says why a value is wrong. */
	private static final Map<String, Map<String, Function<Object, Optional<String>>>> KNOWN = Map.of("runtime",
			Map.of(), "message-server", Map.of(Recipients.KEY, Recipients::whyInvalid), "supervisor",
			Map.of("inline_manifests", HandlerKeys::whyNoBoolean));

	private HandlerKeys() {
	}

	/** Whether the runtime knows what this handler's keys mean. */
	static boolean areKnown(String type) {
		return KNOWN.containsKey(type);
	}

	static void check(String source, HandlerGrant grant) {
		Map<String, Function<Object, Optional<String>>> known = KNOWN.get(grant.type());
		if (known == null) {
			return;
		}
		grant.keys().forEach((key, value) -> {
			Function<Object, Optional<String>> rule = known.get(key);
			if (rule == null) {
				throw DefinitionLoader.refused(new LoadProblem.HandlerKey(source, grant.type(), key),
						"unknown key '" + key + "' in [[handler]] type = \"" + grant.type() + "\"; it knows "
								+ (known.isEmpty() ? "no keys but type" : String.join(", ", known.keySet())));
			}
			rule.apply(value).ifPresent((why) -> {
				throw DefinitionLoader.refused(new LoadProblem.HandlerKey(source, grant.type(), key),
						"key '" + key + "' in [[handler]] type = \"" + grant.type() + "\" " + why);
			});
		});
	}

	private static Optional<String> whyNoBoolean(Object value) {
		return (value instanceof Boolean) ? Optional.empty()
				: Optional.of("is " + value + "; it must be true or false");
	}

	/**
	 * Refuses keys that widen what the parent of a child that a guest starts has.
	 * @param has the parent's keys
	 */
	static void checkWithin(String source, HandlerGrant grant, Map<String, Object> has, ActorDefinition parent) {
		grant.keys().forEach((key, value) -> {
			if (Boolean.TRUE.equals(value) && !Objects.equals(value, has.get(key))) {
				throw DefinitionLoader.refused(source, "handler '" + grant.type() + "' has " + key
						+ " = true, which its parent '" + parent.name() + "' does not have");
			}
		});
		if (areKnown(grant.type()) && has.get(Recipients.KEY) instanceof List<?> most) {
			recipientsWithin(source, grant, most, parent);
		}
	}

	private static void recipientsWithin(String source, HandlerGrant grant, List<?> most, ActorDefinition parent) {
		String parents = "its parent '" + parent.name() + "' has " + Recipients.KEY + " = " + shown(most);
		if (!(grant.keys().get(Recipients.KEY) instanceof List<?> own)) {
			throw DefinitionLoader.refused(source,
					"handler '" + grant.type() + "' has no " + Recipients.KEY + " and so may message anybody; "
							+ parents + ", and a child that a guest starts must have some of these, or none: []");
		}
		List<?> more = own.stream().filter((entry) -> !Recipients.within((String) entry, most)).toList();
		if (!more.isEmpty()) {
			throw DefinitionLoader.refused(source, "handler '" + grant.type() + "' has " + shown(more) + " in "
					+ Recipients.KEY + "; " + parents + ", and a child that a guest starts has no more than these");
		}
	}

	private static String shown(List<?> entries) {
		return "[" + String.join(", ", entries.stream().map((entry) -> "\"" + entry + "\"").toList()) + "]";
	}

}
