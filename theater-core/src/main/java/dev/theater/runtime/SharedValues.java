package dev.theater.runtime;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Values of which there is one for each key. Whoever uses one holds it; what nobody holds
 * is here only as long as it is among the recently used, and is made again when it is
 * wanted again. Who comes while another makes one goes on when it is done, on the thread
 * that did it: no thread waits for another.
 */
final class SharedValues<K, V> {

	private final RecentlyUsed recent;

	private final Map<K, CompletableFuture<V>> beingMade = new HashMap<>();

	private final Map<K, Made<K, V>> made = new HashMap<>();

	private final ReferenceQueue<V> collected = new ReferenceQueue<>();

	/**
	 * No values yet.
	 * @param recent what keeps those that nobody holds
	 */
	SharedValues(RecentlyUsed recent) {
		this.recent = recent;
	}

	private static final class Made<K, V> extends WeakReference<V> {

		final K key;

		final long weight;

		Made(K key, V value, long weight, ReferenceQueue<V> collected) {
			super(value, collected);
			this.key = key;
			this.weight = weight;
		}

	}

	/** A value that is there, or null. */
	synchronized @Nullable V known(K key) {
		Made<K, V> known = this.made.get(key);
		V value = (known != null) ? known.get() : null;
		if (known != null && value != null) {
			this.recent.use(key, value, known.weight);
		}
		return value;
	}

	/** How many values are there. */
	synchronized int size() {
		forgetCollected();
		return this.made.size();
	}

	/**
	 * A value: the one that is there, that of whoever makes it at this moment, or one
	 * that is made here.
	 * @param weight of the value, if it is made
	 * @param work makes it; if it fails, the next that comes tries again
	 */
	CompletableFuture<V> get(K key, long weight, Supplier<CompletableFuture<V>> work) {
		CompletableFuture<V> mine = new CompletableFuture<>();
		synchronized (this) {
			V known = known(key);
			if (known != null) {
				return CompletableFuture.completedFuture(known);
			}
			CompletableFuture<V> others = this.beingMade.putIfAbsent(key, mine);
			if (others != null) {
				return others;
			}
		}
		begin(work).whenComplete((value, failure) -> {
			end(key, value, weight);
			if (failure != null) {
				mine.completeExceptionally((failure instanceof CompletionException && failure.getCause() != null)
						? failure.getCause() : failure);
			}
			else {
				mine.complete(value);
			}
		});
		return mine;
	}

	private static <V> CompletableFuture<V> begin(Supplier<CompletableFuture<V>> work) {
		try {
			return work.get();
		}
		catch (RuntimeException | Error ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/** In one step, so that nobody comes between who would make it once more. */
	private synchronized void end(K key, @Nullable V value, long weight) {
		forgetCollected();
		this.beingMade.remove(key);
		if (value != null) {
			this.made.put(key, new Made<>(key, value, weight, this.collected));
			this.recent.use(key, value, weight);
		}
	}

	private void forgetCollected() {
		for (Reference<? extends V> gone = this.collected.poll(); gone != null; gone = this.collected.poll()) {
			if (gone instanceof Made<?, ?> known) {
				// unless it has been made again meanwhile
				this.made.remove(known.key, known);
			}
		}
	}

}
