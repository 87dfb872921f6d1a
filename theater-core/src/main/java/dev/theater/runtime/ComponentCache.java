package dev.theater.runtime;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import dev.theater.actor.ActorComponent;
import dev.theater.component.Component;
import dev.theater.component.Linker;
import dev.theater.component.World;
import dev.theater.component.type.ComponentException;
import dev.theater.component.wasm.WasmEngine;
import dev.theater.host.HostRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Components by content hash: each is read, validated and compiled once, and linked once
 * for each set of granted handlers. Who comes while another does the work goes on when it
 * is done, on the thread that did it: no thread waits for another.
 *
 * <p>
 * What living actors run is held by them. Of the rest, parsed and compiled code takes
 * many times the bytes of its file, and a guest may name every file of the locations:
 * some that were used last are kept while the heap has room, others are loaded again.
 */
final class ComponentCache {

	/** Components that nobody uses, each counted once more for each way it is linked. */
	private static final int MOST_UNUSED = 128;

	/** Bytes of their files. */
	private static final long MOST_UNUSED_BYTES = 64L << 20;

	private final Function<byte[], Component> loader;

	private final HostRegistry hosts;

	private final SharedValues<String, Component> components;

	private final SharedValues<Linked, ActorComponent> linked;

	private final RefusedComponents refused = new RefusedComponents();

	ComponentCache(WasmEngine engine, HostRegistry hosts) {
		this((bytes) -> Component.load(engine, bytes, world(hosts)), hosts);
	}

	/**
	 * @param loader reads, validates and compiles
	 */
	ComponentCache(Function<byte[], Component> loader, HostRegistry hosts) {
		this(loader, hosts, new RecentlyUsed(MOST_UNUSED, MOST_UNUSED_BYTES));
	}

	/**
	 * @param loader reads, validates and compiles
	 * @param recent keeps what nobody uses
	 */
	ComponentCache(Function<byte[], Component> loader, HostRegistry hosts, RecentlyUsed recent) {
		this.loader = loader;
		this.hosts = hosts;
		this.components = new SharedValues<>(recent);
		this.linked = new SharedValues<>(recent);
	}

	private record Linked(String hash, Set<String> granted) {
	}

	/** A component, loaded but not linked. */
	CompletableFuture<Component> component(byte[] bytes) {
		return component(hash(bytes), bytes);
	}

	private CompletableFuture<Component> component(String hash, byte[] bytes) {
		return this.components.get(hash, bytes.length, () -> load(hash, bytes));
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
		return this.linked.get(new Linked(hash, Set.copyOf(granted)), bytes.length,
				() -> component(hash, bytes).thenApply((component) -> new ActorComponent("sha256:" + hash,
						new Linker().with(this.hosts.interfaces(granted)).link(component))));
	}

	/** What {@link #link} has given for bytes of this hash, if it is still there. */
	@Nullable ActorComponent linked(String hash, Set<String> granted) {
		return this.linked.known(new Linked(hash, granted));
	}

	/** How many components are there, linked or not, whoever holds them. */
	int size() {
		return this.components.size();
	}

	/** What a core module, which carries no types, may import and export. */
	private static World world(HostRegistry hosts) {
		World.Builder world = World.builder().imports(hosts.interfaces(hosts.names()));
		hosts.exports().forEach((export, type) -> world.export(export.interfaceName(), export.function(), type));
		return world.build();
	}

	/** The SHA-256 of bytes, in hexadecimal digits. */
	static String hash(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

}
