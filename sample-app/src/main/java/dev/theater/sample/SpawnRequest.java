package dev.theater.sample;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import dev.theater.supervisor.ActorSpec;

/**
 * What to spawn.
 *
 * @param manifest a manifest's name, such as {@code counter.toml}; never its text, so
 * that callers of this API start only what the application has brought along
 * @param name the actor's name, where it is not the manifest's
 * @param init the initial state as text, where it is not the manifest's
 */
record SpawnRequest(@Nullable String manifest, @Nullable String name, @Nullable String init) {

	ActorSpec spec() {
		if (this.manifest == null || this.manifest.isBlank()) {
			throw new BadRequestException("'manifest' is missing; it must name a manifest, such as counter.toml");
		}
		ActorSpec spec = named(ActorSpec.manifest(this.manifest));
		return (this.init != null) ? spec.init(this.init.getBytes(StandardCharsets.UTF_8)) : spec;
	}

	private ActorSpec named(ActorSpec spec) {
		try {
			return (this.name != null) ? spec.name(this.name) : spec;
		}
		catch (IllegalArgumentException ex) {
			throw new BadRequestException(String.valueOf(ex.getMessage()));
		}
	}

}
