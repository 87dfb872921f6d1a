package dev.theater.runtime;

import java.lang.ref.SoftReference;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps what was used last from being collected at once, so that what ends and begins
 * again and again is there: so many things, so heavy together, and only while the heap
 * has room for them. Thread-safe.
 */
final class RecentlyUsed {

	private final int most;

	private final long mostWeight;

	private final Map<Object, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

	private long weight;

	/**
	 * Keeps nothing yet.
	 * @param most how many things are kept
	 * @param mostWeight what they may weigh together; what is heavier is not kept at all
	 */
	RecentlyUsed(int most, long mostWeight) {
		this.most = most;
		this.mostWeight = mostWeight;
	}

	private record Kept(SoftReference<Object> value, long weight) {
	}

	/** A thing has just been used: others are let go for it, the longest unused first. */
	synchronized void use(Object key, Object value, long itsWeight) {
		Kept before = this.kept.put(key, new Kept(new SoftReference<>(value), itsWeight));
		this.weight += itsWeight - ((before != null) ? before.weight() : 0);
		Iterator<Kept> oldest = this.kept.values().iterator();
		while (this.kept.size() > this.most || this.weight > this.mostWeight) {
			this.weight -= oldest.next().weight();
			oldest.remove();
		}
	}

}
