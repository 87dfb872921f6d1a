package dev.theater.host;

import java.util.Map;

/**
 * The keys of {@code [[handler]] type = "supervisor"}.
 *
 * @param inlineManifests whether the guest may spawn from a manifest's text
 */
public record SupervisorHostConfig(boolean inlineManifests) {

	private static final String INLINE_MANIFESTS = "inline_manifests";

	/** Reads a grant. Keys were checked when the manifest was loaded. */
	static SupervisorHostConfig of(Map<String, Object> grant) {
		return new SupervisorHostConfig(Boolean.TRUE.equals(grant.get(INLINE_MANIFESTS)));
	}
}
