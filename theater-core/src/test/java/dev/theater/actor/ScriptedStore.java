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
import org.jspecify.annotations.Nullable;

/** A store in memory that fails, hangs or blocks when a test says so. */
public final class ScriptedStore implements EventStore {

	private final InMemoryEventStore store = new InMemoryEventStore(20_000, 64L << 20);

	private final boolean blocking;

	private final List<Commit> commits = new CopyOnWriteArrayList<>();

	private final AtomicInteger attempts = new AtomicInteger();

	private volatile Predicate<Commit> failing = (commit) -> false;

	private volatile CountDownLatch gate = new CountDownLatch(0);

	private volatile @Nullable UUID heldActor;

	private final AtomicInteger held = new AtomicInteger();

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
		this.heldActor = null;
		this.gate = new CountDownLatch(1);
	}

	/** Lets the commits of one actor hang until {@link #release()}. */
	public void holdFor(UUID actor) {
		this.heldActor = actor;
		this.gate = new CountDownLatch(1);
	}

	/** Commits that hang. */
	public int held() {
		return this.held.get();
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
		this.held.incrementAndGet();
		try {
			if (this.heldActor == null || this.heldActor.equals(commit.actor())) {
				this.gate.await();
			}
		}
		catch (InterruptedException ex) {
			throw new EventStoreException(commit.actor(), "the store was interrupted", ex);
		}
		finally {
			this.held.decrementAndGet();
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
