package dev.theater.actor;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import dev.theater.chain.ChainEvent;
import dev.theater.chain.EventChain;
import dev.theater.chain.EventHash;
import dev.theater.chain.EventPayload;
import dev.theater.chain.EventStore;
import dev.theater.chain.EventStoreException;
import dev.theater.chain.StateChange;
import dev.theater.chain.StoredActor;
import dev.theater.component.wasm.MemoryBudget;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one actor keeps: its event chain and its last committed state.
 *
 * <p>
 * How it works: events are noted as drafts by whoever acts on the actor (its turn, its
 * parent's lane) and get their place and hash when they are committed, all noted so far
 * in one step with the change of state. One commit per actor is under way at a time: in
 * the calling thread where the store does not wait, otherwise on the commit executor.
 * What a failed commit could not store is kept, with a note of the failure, for the next
 * one; only the state is as it was.
 */
public final class ActorStore {

	private static final Logger logger = LoggerFactory.getLogger(ActorStore.class);

	/** Events beside those of host calls and of what comes of them. */
	private static final int OTHERS = 1_000;

	private static final long OTHER_BYTES = 1L << 20;

	/** Bytes of heap that a draft takes beside its data. */
	private static final int DRAFT = 64;

	private final ActorId id;

	private final EventStore store;

	private final Executor commits;

	private final RuntimeClock clock;

	private final Counters counters;

	private final MemoryBudget memory;

	private final EventChain chain;

	private long maxDrafts;

	/** So that nothing fills the heap with events before they are committed. */
	private long maxDraftBytes;

	/** What has been noted since the last commit took the list along. */
	private List<Draft> drafts = new ArrayList<>();

	private final Deque<Pending> queue = new ArrayDeque<>();

	private long draftBytes;

	private boolean flushing;

	/**
	 * The actor is gone: what is still noted by a thread that was given up goes nowhere.
	 */
	private boolean forgotten;

	/** The actor is gone: its state is not kept here any more. */
	private boolean released;

	private long lost;

	private volatile Committed committed;

	/**
	 * @param commits runs commits of stores that may wait
	 * @param memory the actor's account, for its state and its drafts
	 * @param events of the host calls of one call; of other events there is room for as
	 * many, and some more
	 */
	public ActorStore(ActorId id, EventStore store, Executor commits, RuntimeClock clock, Counters counters,
			MemoryBudget memory, EventBounds events) {
		this.id = id;
		this.store = store;
		this.commits = commits;
		this.clock = clock;
		this.counters = counters;
		this.memory = memory;
		this.maxDrafts = maxDrafts(events);
		this.maxDraftBytes = maxDraftBytes(events);
		this.chain = new EventChain(id.uuid());
		this.committed = new Committed(null, 0, null);
	}

	private static long maxDrafts(EventBounds events) {
		return 2L * events.count() + OTHERS;
	}

	private static long maxDraftBytes(EventBounds events) {
		return 2 * Math.min(events.size(), Long.MAX_VALUE / 4) + OTHER_BYTES;
	}

	/** Has room for the events of other calls from now on. */
	synchronized void adopt(EventBounds events) {
		this.maxDrafts = maxDrafts(events);
		this.maxDraftBytes = maxDraftBytes(events);
	}

	/** The actor's account of the heap that all guests share. */
	MemoryBudget memory() {
		return this.memory;
	}

	/** Notes an event, to be stored with the next commit. */
	public synchronized void record(String type, byte[] data) {
		if (this.drafts.size() >= this.maxDrafts || this.draftBytes + data.length > this.maxDraftBytes
				|| !this.memory.hasRoomFor(data.length)) {
			this.lost++;
			return;
		}
		add(type, data);
	}

	/** Notes an event that is never lost to too many before it: how a call ended. */
	synchronized void recordOutcome(String type, EventPayload data) {
		add(type, data.toBytes());
	}

	private void add(String type, byte[] data) {
		if (!this.forgotten) {
			this.drafts.add(new Draft(type, data, this.clock.now()));
			this.draftBytes += data.length;
			this.memory.take(data.length + DRAFT);
		}
	}

	private long heldByDrafts() {
		return this.draftBytes + (long) DRAFT * this.drafts.size();
	}

	/** Notes an event whose data has no fields but its name. */
	public void record(String type, EventPayload data) {
		record(type, data.toBytes());
	}

	/** Commits what has been noted and leaves the state as it is. */
	public CompletableFuture<Void> commit() {
		return commit(new StateChange.Keep());
	}

	/**
	 * Commits what has been noted together with a change of state. The future fails with
	 * an {@link EventStoreException}, and the state is then as it was.
	 */
	public CompletableFuture<Void> commit(StateChange change) {
		Pending pending = new Pending(change, new CompletableFuture<>());
		synchronized (this) {
			if (this.forgotten) {
				takeDrafts();
				return CompletableFuture.completedFuture(null);
			}
			this.queue.add(pending);
			if (this.flushing) {
				return pending.done();
			}
			this.flushing = true;
		}
		if (!this.store.blocking()) {
			flush();
			return pending.done();
		}
		try {
			this.commits.execute(this::flush);
		}
		catch (RejectedExecutionException ex) {
			failAll(ex);
		}
		return pending.done();
	}

	/** The runtime has been closed: nothing is stored any more. */
	private void failAll(RejectedExecutionException why) {
		List<Pending> rest;
		synchronized (this) {
			rest = List.copyOf(this.queue);
			this.queue.clear();
			this.flushing = false;
		}
		rest.forEach((pending) -> pending.done().completeExceptionally(failure(why)));
	}

	private EventStoreException failure(Throwable ex) {
		return (ex instanceof EventStoreException known) ? known
				: new EventStoreException(this.id.uuid(), "the store '" + this.store.name() + "' failed: " + ex, ex);
	}

	private void flush() {
		while (true) {
			Pending next;
			Batch batch;
			synchronized (this) {
				Pending head = this.queue.poll();
				if (head == null) {
					this.flushing = false;
					if (this.forgotten) {
						drop();
					}
					return;
				}
				next = head;
				batch = takeDrafts();
			}
			write(next, batch);
		}
	}

	private Batch takeDrafts() {
		Batch batch = new Batch(this.drafts, this.lost);
		this.memory.giveBack(heldByDrafts());
		this.drafts = new ArrayList<>();
		this.draftBytes = 0;
		this.lost = 0;
		return batch;
	}

	private List<ChainEvent> append(Batch batch) {
		List<ChainEvent> events = new ArrayList<>(batch.drafts().size() + 1);
		for (Draft draft : batch.drafts()) {
			events.add(this.chain.append(draft.type(), draft.data(), draft.timestamp()));
		}
		if (batch.lost() > 0) {
			byte[] data = EventPayload.named("EventsLost").with("count", batch.lost()).toBytes();
			events.add(this.chain.append("theater:runtime/events-lost", data, this.clock.now()));
		}
		return events;
	}

	private void write(Pending pending, Batch batch) {
		Committed before = this.committed;
		try {
			List<ChainEvent> events = append(batch);
			if (!events.isEmpty() || !(pending.change() instanceof StateChange.Keep)) {
				this.store.commit(new EventStore.Commit(this.id.uuid(), before.length(), events, pending.change()));
			}
			publish(new Committed(before.stateAfter(pending.change()), this.chain.length(),
					this.chain.head().orElse(null)));
			events.forEach((event) -> this.counters.events.increment(event.eventType()));
		}
		catch (RuntimeException | Error ex) {
			this.chain.rewindTo(before.length(), before.head());
			EventStoreException failure = failure(ex);
			keep(batch, failure);
			pending.done().completeExceptionally(failure);
			return;
		}
		pending.done().complete(null);
	}

	private synchronized void keep(Batch batch, EventStoreException failure) {
		if (this.forgotten) {
			return;
		}
		Batch later = takeDrafts();
		List<Draft> kept = new ArrayList<>(batch.drafts());
		kept.add(new Draft("theater:runtime/commit-failed",
				EventPayload.named("CommitFailed").with("error", String.valueOf(failure.getMessage())).toBytes(),
				this.clock.now()));
		kept.addAll(later.drafts());
		this.drafts = kept;
		this.lost = batch.lost() + later.lost();
		this.draftBytes = this.drafts.stream().mapToLong((draft) -> draft.data().length).sum();
		while (this.drafts.size() > this.maxDrafts
				|| (this.draftBytes > this.maxDraftBytes && this.drafts.size() > 1)) {
			this.draftBytes -= this.drafts.removeLast().data().length;
			this.lost++;
		}
		this.memory.take(heldByDrafts());
	}

	private synchronized void publish(Committed next) {
		if (!this.released) {
			this.memory.take(next.stateBytes());
			this.memory.giveBack(this.committed.stateBytes());
		}
		this.committed = next;
	}

	/** Whether all guests together leave room for a state of so many bytes. */
	boolean hasRoomFor(long bytes) {
		return this.memory.hasRoomFor(bytes - this.committed.stateBytes());
	}

	/** A copy of the last committed state. */
	public Optional<byte[]> state() {
		return Optional.ofNullable(this.committed.state()).map(StateChange.Set::bytes);
	}

	/** Events committed since the actor's first start. */
	public long length() {
		return this.committed.length();
	}

	/** The hash of the newest committed event. */
	public @Nullable EventHash head() {
		return this.committed.head();
	}

	/** What the store keeps of the chain. */
	public Optional<StoredActor> stored() {
		return this.store.read(this.id.uuid());
	}

	/** Gives back what the state takes: the actor is gone. */
	synchronized void release() {
		if (!this.released) {
			this.released = true;
			this.memory.giveBack(this.committed.stateBytes());
		}
	}

	/**
	 * Drops the chain from a store that keeps only living actors; commits that come later
	 * store nothing, so that nothing of the actor comes back.
	 */
	public void forget() {
		synchronized (this) {
			release();
			takeDrafts();
			this.forgotten = true;
			if (this.flushing) {
				// whoever commits now does it afterwards
				return;
			}
		}
		if (this.store.blocking()) {
			this.commits.execute(this::drop);
		}
		else {
			drop();
		}
	}

	/** What a store does not drop is its own affair: the actor is gone all the same. */
	private void drop() {
		try {
			this.store.forget(this.id.uuid());
		}
		catch (RuntimeException | Error ex) {
			logger.warn("The store '{}' has not forgotten actor {}, which is gone", this.store.name(), this.id, ex);
		}
	}

	@SuppressWarnings("ArrayRecordComponent")
	private record Draft(String type, byte[] data, Instant timestamp) {
	}

	/** What one commit takes along. */
	private record Batch(List<Draft> drafts, long lost) {
	}

	private record Pending(StateChange change, CompletableFuture<Void> done) {
	}

	/** What has been stored. */
	private record Committed(StateChange.@Nullable Set state, long length, @Nullable EventHash head) {

		long stateBytes() {
			return (this.state != null) ? this.state.length() : 0;
		}

		StateChange.@Nullable Set stateAfter(StateChange change) {
			return switch (change) {
				case StateChange.Keep keep -> this.state;
				case StateChange.Clear clear -> null;
				case StateChange.Set set -> set;
			};
		}
	}

}
