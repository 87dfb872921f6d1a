package dev.theater.runtime;

import java.lang.ref.WeakReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.theater.actor.ActorComponent;
import dev.theater.manifest.Manifest;
import dev.theater.manifest.ResolvedManifest;
import org.jspecify.annotations.Nullable;

/**
 * Which component fits the manifest of which file, so that it is checked once. Holds no
 * component and none of its bytes. Thread-safe.
 */
final class CheckedComponents {

	/** Where upper and lower case are the same, a file has more names than one. */
	static final int REMEMBERED = 1_000;

	private final ComponentCache components;

	private final Map<String, Checked> checked = new LinkedHashMap<>(16, 0.75f, true);

	CheckedComponents(ComponentCache components) {
		this.components = components;
	}

	/**
	 * A component that fits a manifest.
	 *
	 * @param bytes those that were checked, by which they are known without hashing
	 */
	private record Checked(Manifest manifest, WeakReference<byte[]> bytes, String hash, Set<String> granted) {
	}

	/** Whether something was found to fit the manifest of this name. */
	synchronized boolean has(String name) {
		return this.checked.containsKey(name);
	}

	/** Remembers that bytes fit a manifest that is a file. */
	void add(ResolvedManifest resolved, byte[] bytes, Set<String> granted) {
		Checked fits = new Checked(resolved.manifest(), new WeakReference<>(bytes), ComponentCache.hash(bytes),
				Set.copyOf(granted));
		synchronized (this) {
			this.checked.put(resolved.name(), fits);
			if (this.checked.size() > REMEMBERED) {
				this.checked.remove(this.checked.keySet().iterator().next());
			}
		}
	}

	/**
	 * What was linked for this manifest if it names the same bytes as then, and the
	 * component is still there.
	 */
	@Nullable ActorComponent of(ResolvedManifest resolved, byte[] bytes) {
		Checked last;
		synchronized (this) {
			last = this.checked.get(resolved.name());
		}
		if (last == null || last.manifest() != resolved.manifest()) {
			return null;
		}
		boolean same = last.bytes().refersTo(bytes) || last.hash().equals(ComponentCache.hash(bytes));
		return same ? this.components.linked(last.hash(), last.granted()) : null;
	}

	synchronized int size() {
		return this.checked.size();
	}

}
