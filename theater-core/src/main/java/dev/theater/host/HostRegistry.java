package dev.theater.host;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.theater.actor.GuestExport;
import dev.theater.component.HostInterface;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.TupleType;

/** The handlers of a runtime, by name, and what they declare. */
public final class HostRegistry {

	private final Map<String, HostHandler> handlers = new LinkedHashMap<>();

	private final Map<String, Map<String, HostInterface>> interfaces = new LinkedHashMap<>();

	private final Map<GuestExport, FunctionType> exports = new LinkedHashMap<>();

	private final Map<String, GrantKeys> grantKeys = new LinkedHashMap<>();

	/**
	 * @throws IllegalArgumentException if two handlers have the same name, or offer the
	 * same interface, unless it has no functions and the same types in both
	 */
	public HostRegistry(Collection<? extends HostHandler> handlers) {
		this.exports.put(GuestExport.INIT, TheaterWit.handler(TupleType.of(TheaterWit.STRING), null));
		for (HostHandler handler : handlers) {
			HostHandler other = this.handlers.putIfAbsent(handler.name(), handler);
			if (other != null) {
				throw new IllegalArgumentException(
						"two host handlers are named '" + handler.name() + "': " + other.getClass().getName() + " and "
								+ handler.getClass().getName() + "; a handler's name must be unique");
			}
			HandlerDeclarations declared = new HandlerDeclarations(handler);
			declared.interfaces().values().forEach((offered) -> requireUnique(handler.name(), offered));
			this.interfaces.put(handler.name(), declared.interfaces());
			this.exports.putAll(declared.exports());
			this.grantKeys.put(handler.name(), handler.grantKeys());
		}
	}

	private void requireUnique(String handler, HostInterface offered) {
		this.interfaces.forEach((other, declared) -> {
			HostInterface same = declared.get(offered.name());
			if (same != null && !(same.functions().isEmpty() && offered.functions().isEmpty()
					&& same.types().equals(offered.types()))) {
				throw new IllegalArgumentException(
						"the host handlers '" + other + "' and '" + handler + "' both offer " + offered.name()
								+ "; an interface has one handler. To replace one that comes with the runtime, "
								+ "give yours the same name, '" + other + "'");
			}
		});
	}

	/** The names by which manifests grant handlers. */
	public Set<String> names() {
		return this.handlers.keySet();
	}

	/** The handler of a name. */
	public Optional<HostHandler> handler(String name) {
		return Optional.ofNullable(this.handlers.get(name));
	}

	/** The keys that grants of a handler may have. */
	public GrantKeys grantKeys(String name) {
		return this.grantKeys.getOrDefault(name, GrantKeys.UNDECLARED);
	}

	/** What guests with these grants may import; the shared types are for everybody. */
	public List<HostInterface> interfaces(Set<String> granted) {
		Map<String, HostInterface> offered = new LinkedHashMap<>(Map.of(TheaterWit.TYPES, sharedTypes()));
		this.interfaces.forEach((name, declared) -> {
			if (granted.contains(name)) {
				declared.forEach(offered::putIfAbsent);
			}
		});
		return List.copyOf(offered.values());
	}

	/** The handler that offers an interface, granted or not. */
	public Optional<String> offering(String interfaceName) {
		return this.interfaces.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().containsKey(interfaceName))
			.map(Map.Entry::getKey)
			.findFirst();
	}

	/** The types that exports must have where a guest has them. */
	public Map<GuestExport, FunctionType> exports() {
		return Map.copyOf(this.exports);
	}

	private static HostInterface sharedTypes() {
		return HostInterface.builder(TheaterWit.TYPES)
			.type("actor-id", TheaterWit.STRING)
			.type("channel-id", TheaterWit.STRING)
			.type("channel-accept", TheaterWit.CHANNEL_ACCEPT)
			.type("chain", TheaterWit.CHAIN)
			.type("meta-event", TheaterWit.META_EVENT)
			.type("event", TheaterWit.EVENT)
			.type("chain-event", TheaterWit.CHAIN_EVENT)
			.type("wit-actor-error", TheaterWit.ACTOR_ERROR)
			.type("wit-error-type", TheaterWit.ERROR_TYPE)
			.build();
	}

}
