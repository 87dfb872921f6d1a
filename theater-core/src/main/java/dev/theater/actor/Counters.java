package dev.theater.actor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * The runtime's own counters, under the names and tags that metrics show; they are exact
 * whether or not anybody reads them. The number of different {@code actor} tags is
 * bounded; what comes after is counted as {@code other}.
 */
public final class Counters {

	private static final String ACTOR = "actor";

	private static final String OTHER = "other";

	private final int maxActorNames;

	/** One for all actors' chains: every event counts. */
	final Family events = new Family("theater.chain.events", "type");

	private final Map<Key, LongAdder> counters = new ConcurrentHashMap<>();

	private final Map<String, Boolean> actorNames = new ConcurrentHashMap<>();

	private final List<BiConsumer<Key, LongSupplier>> readers = new CopyOnWriteArrayList<>();

	/**
	 * @param maxActorNames how many different values of the tag {@code actor} are kept
	 * apart
	 */
	public Counters(int maxActorNames) {
		this.maxActorNames = maxActorNames;
	}

	/** Makes a counter known at its current value, zero if it is new. */
	public void register(String name, String... tags) {
		counter(name, tags);
	}

	/** Adds one. */
	public void increment(String name, String... tags) {
		counter(name, tags).increment();
	}

	/** Adds a number. */
	public void add(long count, String name, String... tags) {
		counter(name, tags).add(count);
	}

	/** The value of one counter; zero if it is not known. */
	public long value(String name, String... tags) {
		LongAdder counter = this.counters.get(key(name, tags));
		return (counter != null) ? counter.sum() : 0;
	}

	/** The sum of all counters of a name. */
	public long total(String name) {
		return this.counters.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().name().equals(name))
			.mapToLong((entry) -> entry.getValue().sum())
			.sum();
	}

	/**
	 * Tells of every counter once: of those that exist now, and of later ones as they
	 * come. A reader is called on the thread that counts, so it must be quick and must
	 * not throw.
	 */
	public void onRegistered(BiConsumer<Key, LongSupplier> reader) {
		synchronized (this.readers) {
			this.readers.add(reader);
			this.counters.forEach((key, counter) -> reader.accept(key, counter::sum));
		}
	}

	/** Counters of one name that differ in one tag, found by its value alone. */
	final class Family {

		private final String name;

		private final String tag;

		private final Map<String, LongAdder> byValue = new ConcurrentHashMap<>();

		private Family(String name, String tag) {
			this.name = name;
			this.tag = tag;
		}

		/** Adds one. */
		void increment(String value) {
			LongAdder known = this.byValue.get(value);
			if (known == null) {
				known = counter(this.name, this.tag, value);
				this.byValue.put(value, known);
			}
			known.increment();
		}

	}

	private LongAdder counter(String name, String... tags) {
		Key key = key(name, tags);
		LongAdder counter = this.counters.get(key);
		return (counter != null) ? counter : create(key);
	}

	private LongAdder create(Key key) {
		synchronized (this.readers) {
			LongAdder known = this.counters.get(key);
			if (known != null) {
				return known;
			}
			LongAdder counter = new LongAdder();
			this.counters.put(key, counter);
			this.readers.forEach((reader) -> reader.accept(key, counter::sum));
			return counter;
		}
	}

	private Key key(String name, String... tags) {
		if (tags.length == 2) {
			return new Key(name, Map.of(tags[0], bounded(tags[0], tags[1])));
		}
		Map<String, String> values = new HashMap<>();
		for (int i = 0; i < tags.length; i += 2) {
			values.put(tags[i], bounded(tags[i], tags[i + 1]));
		}
		return new Key(name, values);
	}

	private String bounded(String tag, String value) {
		return ACTOR.equals(tag) ? actorName(value) : value;
	}

	/**
	 * The name under which an actor is counted: its own, or {@code other} once there are
	 * as many as are kept apart.
	 */
	String actorName(String actor) {
		if (this.actorNames.containsKey(actor)) {
			return actor;
		}
		synchronized (this.actorNames) {
			if (this.actorNames.size() >= this.maxActorNames) {
				return this.actorNames.containsKey(actor) ? actor : OTHER;
			}
			this.actorNames.put(actor, Boolean.TRUE);
			return actor;
		}
	}

	/**
	 * A counter's name and tags.
	 *
	 * @param name such as {@code theater.actors.restarts}
	 * @param tags sorted by name
	 */
	public record Key(String name, Map<String, String> tags) {

		public Key {
			tags = Map.copyOf(tags);
		}

		/** The tags as alternating names and values, in order of the names. */
		public List<String> tagList() {
			List<String> list = new ArrayList<>();
			new TreeMap<>(this.tags).forEach((tag, value) -> {
				list.add(tag);
				list.add(value);
			});
			return List.copyOf(list);
		}
	}

}
