package dev.theater.runtime;

import java.util.Map;
import java.util.Set;

import dev.theater.manifest.HandlerGrant;

/** The keys that grants of the built-in handlers may have. */
final class HandlerKeys {

	private static final Map<String, Set<String>> KNOWN = Map.of("runtime", Set.of(), "message-server", Set.of(),
			"supervisor", Set.of("inline_manifests"));

	private HandlerKeys() {
	}

	/** Whether the runtime knows what this handler's keys mean. */
	static boolean areKnown(String type) {
		return KNOWN.containsKey(type);
	}

	static void check(String source, HandlerGrant grant) {
		Set<String> known = KNOWN.get(grant.type());
		if (known == null) {
			return;
		}
		grant.keys().forEach((key, value) -> {
			if (!known.contains(key)) {
				throw DefinitionLoader.refused(source,
						"unknown key '" + key + "' in [[handler]] type = \"" + grant.type() + "\"; it knows "
								+ (known.isEmpty() ? "no keys but type" : String.join(", ", known)));
			}
			if (!(value instanceof Boolean)) {
				throw DefinitionLoader.refused(source, "key '" + key + "' in [[handler]] type = \"" + grant.type()
						+ "\" is " + value + "; it must be true or false");
			}
		});
	}

}
