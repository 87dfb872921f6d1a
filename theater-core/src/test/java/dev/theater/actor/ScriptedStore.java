package dev.theater.actor;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import dev.theater.chain.EventStore;
import dev.theater.chain.EventStoreException;
import dev.theater.chain.InMemoryEventStore;
import dev.theater.chain.StoredActor;

/** A store in memory that fails, hangs or blocks when a test says so. */
public final class ScriptedStore implements EventStore {

	private final InMemoryEventStore store = new InMemoryEventStore(20_000, 64L << 20);

	private final boolean blocking;

	private final List<Commit> commits = new CopyOnWriteArrayList<>();

	private final AtomicInteger attempts = new AtomicInteger();

	private volatile Predicate<Commit> failing = (commit) -> false;

	private volatile CountDownLatch gate = new CountDownLatch(0);

	private volatile Thread lastThread = Thread.currentThread();

	public ScriptedStore(boolean blocking) {
		this.blocking = blocking;
	}

	/** Fails every commit that a test picks. */
	public void failIf(Predicate<Commit> which) {
		this.failing = which;
	}

	/** Fails no commit any more. */
	public void recover() {
		this.failing = (commit) -> false;
	}

	/** Lets commits hang until {@link #release()}. */
	public void hold() {
		this.gate = new CountDownLatch(1);
	}

	public void release() {
		this.gate.countDown();
	}

	/** What has been stored. */
	public List<Commit> commits() {
		return this.commits;
	}

	/** Commits tried, failed ones included. */
	public int attempts() {
		return this.attempts.get();
	}

	public Thread lastThread() {
		return this.lastThread;
	}

	@Override
	public String name() {
		return "scripted";
	}

	@Override
	public boolean blocking() {
		return this.blocking;
	}

	@Override
	public void commit(Commit commit) {
		this.lastThread = Thread.currentThread();
		this.attempts.incrementAndGet();
		try {
			this.gate.await();
		}
		catch (InterruptedException ex) {
			throw new EventStoreException(commit.actor(), "the store was interrupted", ex);
		}
		if (this.failing.test(commit)) {
			throw new EventStoreException(commit.actor(), "the disk is full", null);
		}
		this.store.commit(commit);
		this.commits.add(commit);
	}

	@Override
	public Optional<StoredActor> read(UUID actor) {
		return this.store.read(actor);
	}

	@Override
	public void forget(UUID actor) {
		this.store.forget(actor);
	}

}
