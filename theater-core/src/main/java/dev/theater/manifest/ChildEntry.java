package dev.theater.manifest;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import dev.theater.supervisor.LifecycleOverrides;
import org.jspecify.annotations.Nullable;

/**
 * A {@code [[child]]} entry: a child that starts and ends with the actor.
 *
 * @param manifest the child's manifest, by its name under the configured locations
 * @param name the child's name among its siblings; null if it is its manifest's
 * @param init the text it is initialised with; null if it is what its manifest says
 * @param lifecycle keys of {@code [lifecycle]} that are set here
 * @param line where it begins in the manifest's text, from 1
 */
public record ChildEntry(String manifest, @Nullable String name, @Nullable String init, LifecycleOverrides lifecycle,
		int line) {

	/** The text it is initialised with, in UTF-8. */
	public Optional<byte[]> initBytes() {
		return Optional.ofNullable(this.init).map((text) -> text.getBytes(StandardCharsets.UTF_8));
	}

}
