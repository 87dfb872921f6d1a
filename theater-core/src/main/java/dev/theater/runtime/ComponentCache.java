package dev.theater.runtime;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import dev.theater.actor.ActorComponent;
import dev.theater.component.Component;
import dev.theater.component.Linker;
import dev.theater.component.World;
import dev.theater.component.wasm.WasmEngine;
import dev.theater.host.HostRegistry;

/**
 * Components by content hash: each is read, validated and compiled once, and linked once
 * for each set of granted handlers. Who comes while another does the work waits for it.
 */
final class ComponentCache {

	private final WasmEngine engine;

	private final HostRegistry hosts;

	private final Map<String, CompletableFuture<Component>> components = new ConcurrentHashMap<>();

	private final Map<Linked, CompletableFuture<ActorComponent>> linked = new ConcurrentHashMap<>();

	ComponentCache(WasmEngine engine, HostRegistry hosts) {
		this.engine = engine;
		this.hosts = hosts;
	}

	private record Linked(String hash, Set<String> granted) {
	}

	/** A component, loaded but not linked. */
	Component component(byte[] bytes) {
		return component(hash(bytes), bytes);
	}

	private Component component(String hash, byte[] bytes) {
		return once(this.components, hash, () -> Component.load(this.engine, bytes, world()));
	}

	/** A component linked with what is granted to an actor. */
	ActorComponent link(byte[] bytes, Set<String> granted) {
		String hash = hash(bytes);
		return once(this.linked, new Linked(hash, Set.copyOf(granted)), () -> new ActorComponent("sha256:" + hash,
				new Linker().with(this.hosts.interfaces(granted)).link(component(hash, bytes))));
	}

	/** What a core module, which carries no types, may import and export. */
	private World world() {
		World.Builder world = World.builder().imports(this.hosts.interfaces(this.hosts.names()));
		this.hosts.exports().forEach((export, type) -> world.export(export.interfaceName(), export.function(), type));
		return world.build();
	}

	private static <K, V> V once(Map<K, CompletableFuture<V>> cache, K key, Supplier<V> work) {
		CompletableFuture<V> mine = new CompletableFuture<>();
		CompletableFuture<V> known = cache.putIfAbsent(key, mine);
		if (known == null) {
			try {
				mine.complete(work.get());
			}
			catch (RuntimeException | Error ex) {
				cache.remove(key, mine);
				mine.completeExceptionally(ex);
			}
			known = mine;
		}
		try {
			return known.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
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
