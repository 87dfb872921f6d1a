package dev.theater.actor;

import java.util.ArrayDeque;
import java.util.List;

import dev.theater.component.wasm.MemoryBudget;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait for an actor: bounded, first in first out, kept across restarts.
 * News of closed channels wait among them and take no room: there are at most as many as
 * the actor may have channels.
 */
final class Mailbox {

	/** Bytes of heap that a message takes beside what it says. */
	private static final int MESSAGE = 128;

	private volatile int capacity;

	private final MemoryBudget memory;

	private final ArrayDeque<Envelope> queue = new ArrayDeque<>();

	/** How many in the queue are no messages. */
	private int news;

	private boolean open;

	private volatile int size;

	/**
	 * @param capacity messages that may wait
	 * @param memory the actor's account, which pays for them
	 */
	Mailbox(int capacity, MemoryBudget memory) {
		this.capacity = capacity;
		this.memory = memory;
	}

	/** Has room for so many from now on; what waits already stays. */
	synchronized void adopt(int capacity) {
		this.capacity = capacity;
	}

	/** What became of a message that was offered. */
	enum Offer {

		ACCEPTED, FULL, CLOSED, NO_MEMORY

	}

	synchronized Offer offer(Envelope envelope) {
		if (!this.open) {
			return Offer.CLOSED;
		}
		if (!envelope.isMessage()) {
			this.news++;
		}
		else if (this.queue.size() - this.news >= this.capacity) {
			return Offer.FULL;
		}
		if (!this.memory.tryTake(weight(envelope))) {
			return Offer.NO_MEMORY;
		}
		this.queue.add(envelope);
		this.size = this.queue.size();
		return Offer.ACCEPTED;
	}

	synchronized @Nullable Envelope poll() {
		Envelope envelope = this.queue.poll();
		if (envelope != null && !envelope.isMessage()) {
			this.news--;
		}
		if (envelope != null) {
			this.memory.giveBack(weight(envelope));
		}
		this.size = this.queue.size();
		return envelope;
	}

	private static long weight(Envelope envelope) {
		return envelope.isMessage() ? MESSAGE + envelope.payload().length + Headers.weight(envelope.headers()) : 0;
	}

	/** Accepts messages from now on. */
	synchronized void open() {
		this.open = true;
	}

	/** Accepts nothing more and gives out what was waiting. */
	synchronized List<Envelope> close() {
		this.open = false;
		List<Envelope> rest = List.copyOf(this.queue);
		rest.forEach((envelope) -> this.memory.giveBack(weight(envelope)));
		this.queue.clear();
		this.news = 0;
		this.size = 0;
		return rest;
	}

	synchronized boolean isOpen() {
		return this.open;
	}

	int size() {
		return this.size;
	}

	int capacity() {
		return this.capacity;
	}

}
