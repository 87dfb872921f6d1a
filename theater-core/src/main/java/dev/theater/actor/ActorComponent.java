package dev.theater.actor;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.theater.component.ComponentInstance;
import dev.theater.component.InstanceOptions;
import dev.theater.component.LinkedComponent;
import dev.theater.component.type.FunctionType;

/** A component, loaded and linked once and shared by all actors made of it. */
public final class ActorComponent {

	private final String hash;

	private final LinkedComponent linked;

	/** What has been looked up; every message asks. */
	private final Map<GuestExport, Optional<FunctionType>> types = new ConcurrentHashMap<>();

	/**
	 * @param hash content hash of its bytes, {@code sha256:…}
	 */
	public ActorComponent(String hash, LinkedComponent linked) {
		this.hash = hash;
		this.linked = linked;
	}

	/** The content hash of its bytes, {@code sha256:…}. */
	public String hash() {
		return this.hash;
	}

	/** Whether it exports a function. */
	public boolean exports(GuestExport export) {
		return type(export).isPresent();
	}

	/** The type of an exported function. */
	public Optional<FunctionType> type(GuestExport export) {
		Optional<FunctionType> known = this.types.get(export);
		return (known != null) ? known : this.types.computeIfAbsent(export,
				(asked) -> this.linked.component().exportedFunction(asked.interfaceName(), asked.function()));
	}

	/** Its imports and exports in WIT, printed once when they are first asked for. */
	public String wit() {
		return this.linked.component().wit();
	}

	ComponentInstance instantiate(InstanceOptions options) {
		return this.linked.instantiate(options);
	}

}
