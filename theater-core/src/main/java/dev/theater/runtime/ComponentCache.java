package dev.theater.runtime;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.theater.actor.ActorComponent;
import dev.theater.component.Component;
import dev.theater.component.Linker;
import dev.theater.component.World;
import dev.theater.component.type.ComponentException;
import dev.theater.component.wasm.WasmEngine;
import dev.theater.host.HostRegistry;

/**
 * Components by content hash: each is read, validated and compiled once, and linked once
 * for each set of granted handlers. Who comes while another does the work goes on when it
 * is done, on the thread that did it: no thread waits for another.
 */
final class ComponentCache {

	private final Function<byte[], Component> loader;

	private final HostRegistry hosts;

	private final Map<String, CompletableFuture<Component>> components = new ConcurrentHashMap<>();

	private final Map<Linked, CompletableFuture<ActorComponent>> linked = new ConcurrentHashMap<>();

	private final RefusedComponents refused = new RefusedComponents();

	ComponentCache(WasmEngine engine, HostRegistry hosts) {
		this((bytes) -> Component.load(engine, bytes, world(hosts)), hosts);
	}

	/**
	 * @param loader reads, validates and compiles
	 */
	ComponentCache(Function<byte[], Component> loader, HostRegistry hosts) {
		this.loader = loader;
		this.hosts = hosts;
	}

	private record Linked(String hash, Set<String> granted) {
	}

	/** A component, loaded but not linked. */
	CompletableFuture<Component> component(byte[] bytes) {
		return component(hash(bytes), bytes);
	}

	private CompletableFuture<Component> component(String hash, byte[] bytes) {
		return once(this.components, hash, () -> load(hash, bytes));
	}

	private CompletableFuture<Component> load(String hash, byte[] bytes) {
		this.refused.throwIfKnown(hash);
		try {
			return CompletableFuture.completedFuture(this.loader.apply(bytes));
		}
		catch (ComponentException ex) {
			this.refused.add(hash, ex);
			throw ex;
		}
	}

	/** A component linked with what is granted to an actor. */
	CompletableFuture<ActorComponent> link(byte[] bytes, Set<String> granted) {
		String hash = hash(bytes);
		return once(this.linked, new Linked(hash, Set.copyOf(granted)),
				() -> component(hash, bytes).thenApply((component) -> new ActorComponent("sha256:" + hash,
						new Linker().with(this.hosts.interfaces(granted)).link(component))));
	}

	/** What a core module, which carries no types, may import and export. */
	private static World world(HostRegistry hosts) {
		World.Builder world = World.builder().imports(hosts.interfaces(hosts.names()));
		hosts.exports().forEach((export, type) -> world.export(export.interfaceName(), export.function(), type));
		return world.build();
	}

	private static <K, V> CompletableFuture<V> once(Map<K, CompletableFuture<V>> cache, K key,
			Supplier<CompletableFuture<V>> work) {
		CompletableFuture<V> mine = new CompletableFuture<>();
		CompletableFuture<V> known = cache.putIfAbsent(key, mine);
		if (known != null) {
			return known;
		}
		CompletableFuture<V> done;
		try {
			done = work.get();
		}
		catch (RuntimeException | Error ex) {
			done = CompletableFuture.failedFuture(ex);
		}
		done.whenComplete((value, failure) -> {
			if (failure != null) {
				cache.remove(key, mine);
				mine.completeExceptionally((failure instanceof CompletionException && failure.getCause() != null)
						? failure.getCause() : failure);
			}
			else {
				mine.complete(value);
			}
		});
		return mine;
	}

	private static String hash(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

}
