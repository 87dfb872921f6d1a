package dev.theater.manifest;

import java.util.List;
import java.util.Optional;

import dev.theater.supervisor.LifecycleOverrides;
import dev.theater.supervisor.SupervisionPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest says; immutable. docs/guide/manifest.md has every key.
 *
 * @param name the actor's name, where nobody gives it another
 * @param version free text; null if left out
 * @param component path of the WebAssembly file, relative to the manifest
 * @param description free text; null if left out
 * @param longDescription free text; null if left out
 * @param saveChain whether the chain is asked to be kept when the actor has ended; false
 * if left out
 * @param initState path of a file with the initial state, relative to the manifest; null
 * if left out
 * @param handlers host handlers the actor may use
 * @param supervision how it supervises; empty if there is no such section
 * @param lifecycle how it wants to be supervised, as far as it says
 * @param limits what it may use, as far as it says
 * @param children children that start and end with it, in this order
 */
public record Manifest(String name, @Nullable String version, String component, @Nullable String description,
		@Nullable String longDescription, boolean saveChain, @Nullable String initState, List<HandlerGrant> handlers,
		Optional<SupervisionPolicy> supervision, LifecycleOverrides lifecycle, LimitOverrides limits,
		List<ChildEntry> children) {

	public Manifest {
		handlers = List.copyOf(handlers);
		children = List.copyOf(children);
	}

	/** The grant of a host handler, if the actor has it. */
	public Optional<HandlerGrant> handler(String type) {
		return this.handlers.stream().filter((grant) -> grant.type().equals(type)).findFirst();
	}

}
