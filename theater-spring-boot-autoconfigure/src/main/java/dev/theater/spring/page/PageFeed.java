package dev.theater.spring.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import dev.theater.runtime.RuntimeStatus;
import dev.theater.runtime.SupervisionTree;
import org.jspecify.annotations.Nullable;

/**
 * Tells what has changed in the tree since a version that somebody knows. Has no thread
 * and looks at the tree only when it is asked, at most four times a second for all who
 * ask together; where nobody does, it does nothing.
 */
final class PageFeed {

	/** Actors that are sent. */
	static final int MOST_ROWS = 20_000;

	/** Actors that are gone and not forgotten. */
	static final int MOST_GONE = 10_000;

	/** How long a snapshot is good enough for everybody. */
	static final Duration SHARED = Duration.ofMillis(250);

	/** How long after the last watcher what it knew is kept, for when it comes back. */
	static final Duration KEPT = Duration.ofSeconds(30);

	/** How long after its last question a page that polls counts as a watcher. */
	private static final Duration POLLING = Duration.ofSeconds(10);

	private final Supplier<SupervisionTree> tree;

	private final Supplier<RuntimeStatus> status;

	private final PageEvents events;

	private final PageClock clock;

	private final int mostRows;

	private final int mostGone;

	private final ReentrantLock lock = new ReentrantLock();

	/** Ids of actors that are gone, oldest first. */
	private final Deque<Gone> gone = new ArrayDeque<>();

	/** Tells this run of the server from others. */
	private final String epoch;

	private Map<String, Row> rows = Map.of();

	private volatile @Nullable Snapshot latest;

	private long number;

	/** From this number on, what has changed since is known. */
	private long known;

	private long lastAsked;

	private @Nullable Long lastPoll;

	private int streams;

	private long snapshots;

	/** A row, and the number of the version in which it became what it is. */
	private record Row(PageActor actor, long number) {
	}

	private record Gone(String id, long number) {
	}

	/** What is sent whether or not it has changed. */
	private record Heading(String status, PageUpdate.Counts counts, PageUpdate.Totals totals, int omitted) {
	}

	/**
	 * @param told the number of the latest event before the tree was looked at, which
	 * therefore shows it
	 */
	private record Snapshot(long takenAt, Instant at, Heading heading, long told) {
	}

	PageFeed(Supplier<SupervisionTree> tree, Supplier<RuntimeStatus> status, PageEvents events, PageClock clock) {
		this(tree, status, events, clock, MOST_ROWS, MOST_GONE);
	}

	PageFeed(Supplier<SupervisionTree> tree, Supplier<RuntimeStatus> status, PageEvents events, PageClock clock,
			int mostRows, int mostGone) {
		this.tree = tree;
		this.status = status;
		this.events = events;
		this.clock = clock;
		this.mostRows = mostRows;
		this.mostGone = mostGone;
		this.epoch = Long.toString(clock.now().toEpochMilli(), 36);
		events.onEvent(this::forgetIfUnwatched);
	}

	/**
	 * What has changed, for a page that asks now and then.
	 * @param after the version it knows, if it knows one
	 */
	PageUpdate changes(@Nullable String after) {
		this.lock.lock();
		try {
			this.lastPoll = this.clock.nanos();
			return update(look(), PageVersion.parse(after));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * What has changed, for a page that is told.
	 * @param after the version it was told last, if it was told any
	 * @return empty if that is the latest
	 */
	Optional<PageUpdate> news(@Nullable String after) {
		this.lock.lock();
		try {
			Snapshot snapshot = look();
			return version(snapshot).toString().equals(after) ? Optional.empty()
					: Optional.of(update(snapshot, PageVersion.parse(after)));
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Whether there are events that no snapshot shows yet. */
	boolean behind() {
		Snapshot snapshot = this.latest;
		return snapshot == null || this.events.told() > snapshot.told();
	}

	/** Nanoseconds until another snapshot may be taken. */
	long untilNext() {
		this.lock.lock();
		try {
			Snapshot snapshot = this.latest;
			return (snapshot != null) ? SHARED.toNanos() - (this.clock.nanos() - snapshot.takenAt()) : 0;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** A page is told from now on. */
	void join() {
		this.lock.lock();
		try {
			this.streams++;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** A page is told no more. */
	void leave() {
		this.lock.lock();
		try {
			this.streams--;
			this.lastAsked = this.clock.nanos();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Snapshots taken since the start. */
	long snapshots() {
		this.lock.lock();
		try {
			return this.snapshots;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Pages that are told, and one more if any asks now and then. */
	int watchers() {
		this.lock.lock();
		try {
			Long poll = this.lastPoll;
			boolean polling = poll != null && this.clock.nanos() - poll < POLLING.toNanos();
			return this.streams + (polling ? 1 : 0);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Whether rows are held. */
	boolean remembers() {
		this.lock.lock();
		try {
			return this.latest != null;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Called on the listeners' thread, which is not to wait for a snapshot. */
	private void forgetIfUnwatched() {
		if (this.lock.tryLock()) {
			try {
				forgetAfter(KEPT);
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	private void forgetAfter(Duration unwatched) {
		if (this.latest != null && this.streams == 0 && this.clock.nanos() - this.lastAsked >= unwatched.toNanos()) {
			this.latest = null;
			this.rows = Map.of();
			this.gone.clear();
		}
	}

	/** The latest snapshot, or a new one if that is too old. */
	private Snapshot look() {
		forgetAfter(KEPT);
		long now = this.clock.nanos();
		this.lastAsked = now;
		Snapshot before = this.latest;
		if (before != null && now - before.takenAt() < SHARED.toNanos()) {
			return before;
		}
		this.snapshots++;
		long told = this.events.told();
		SupervisionTree seen = this.tree.get();
		PageRows found = PageRows.of(seen, this.mostRows);
		Heading heading = new Heading(this.status.get().name(),
				PageUpdate.Counts.of(seen.counts(), found.parked(), found.backingOff()),
				PageUpdate.Totals.of(seen.totals()), found.omitted());
		boolean changed = take(found.actors(), this.number + 1);
		if (before == null) {
			this.known = this.number + 1;
		}
		if (changed || before == null || !heading.equals(before.heading())) {
			this.number++;
		}
		Snapshot snapshot = new Snapshot(now, this.clock.now(), heading, told);
		this.latest = snapshot;
		return snapshot;
	}

	/** Takes these for the rows; tells whether any is new, other than before or gone. */
	private boolean take(List<PageActor> actors, long next) {
		Map<String, Row> taken = LinkedHashMap.newLinkedHashMap(actors.size());
		int kept = 0;
		boolean changed = false;
		for (PageActor actor : actors) {
			Row row = this.rows.get(actor.id());
			kept += (row != null) ? 1 : 0;
			if (row == null || !row.actor().equals(actor)) {
				row = new Row(actor, next);
				changed = true;
			}
			taken.put(actor.id(), row);
		}
		if (kept < this.rows.size()) {
			changed = true;
			this.rows.keySet().stream().filter((id) -> !taken.containsKey(id)).forEach((id) -> bury(id, next));
		}
		this.rows = taken;
		return changed;
	}

	private void bury(String id, long next) {
		this.gone.addLast(new Gone(id, next));
		if (this.gone.size() > this.mostGone) {
			this.known = Math.max(this.known, this.gone.removeFirst().number());
		}
	}

	private PageVersion version(Snapshot snapshot) {
		return new PageVersion(this.epoch, this.number, snapshot.told());
	}

	private PageUpdate update(Snapshot snapshot, @Nullable PageVersion after) {
		boolean full = after == null || !isKnown(after, snapshot);
		long since = (after != null && !full) ? after.number() : 0;
		long told = (after != null && !full) ? after.told() : 0;
		List<PageActor> actors = new ArrayList<>();
		for (Row row : this.rows.values()) {
			if (row.number() > since) {
				actors.add(row.actor());
			}
		}
		List<String> removed = full ? List.of()
				: this.gone.stream()
					.filter((one) -> one.number() > since && !this.rows.containsKey(one.id()))
					.map(Gone::id)
					.distinct()
					.toList();
		Heading heading = snapshot.heading();
		return new PageUpdate(version(snapshot).toString(), full, snapshot.at(), heading.status(), heading.counts(),
				heading.totals(), heading.omitted(), actors, removed, this.events.between(told, snapshot.told()));
	}

	private boolean isKnown(PageVersion version, Snapshot snapshot) {
		return version.epoch().equals(this.epoch) && version.number() >= this.known && version.number() <= this.number
				&& version.told() <= snapshot.told();
	}

}
