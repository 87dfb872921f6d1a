package dev.theater.actor;

import dev.theater.chain.EventPayload;
import dev.theater.component.wasm.WasmTrap;

/**
 * What an incarnation notes on its actor's chain, unless its time is over. The events of
 * host calls are bounded for each call of the guest.
 */
public final class CallJournal {

	private final ActorInstance instance;

	private final ActorStore store;

	private final EventBounds bounds;

	private int count;

	private long size;

	CallJournal(ActorInstance instance) {
		this.instance = instance;
		this.store = instance.cell().store();
		this.bounds = instance.cell().bounds().events();
	}

	/** A call of the guest begins, with all its room. */
	void begin() {
		synchronized (this.instance) {
			this.count = 0;
			this.size = 0;
		}
	}

	/**
	 * Notes that a host function is called.
	 * @throws WasmTrap of reason {@link WasmTrap.Reason#LIMIT} if the guest's call has no
	 * room for it and for what comes of it; nothing is noted then, and the function must
	 * not be called
	 */
	public void hostCall(String type, EventPayload data) {
		byte[] bytes = data.toBytes();
		synchronized (this.instance) {
			if (this.count > this.bounds.count() - 2) {
				throw exceeded("max_events = " + this.bounds.count() + " (theater.limits.max-events)");
			}
			if (this.size + bytes.length > this.bounds.size()) {
				throw exceeded("max_events_size = " + this.bounds.size() + " bytes (theater.limits.max-events-size)");
			}
			note(type, bytes);
		}
	}

	private static WasmTrap exceeded(String limit) {
		return new WasmTrap(WasmTrap.Reason.LIMIT, "the host calls of one call made more events than " + limit);
	}

	/** Notes what became of a host call, which is never refused. */
	public void hostResult(String type, EventPayload data) {
		byte[] bytes = data.toBytes();
		synchronized (this.instance) {
			note(type, bytes);
		}
	}

	private void note(String type, byte[] data) {
		this.count++;
		this.size += data.length;
		if (this.instance.alive()) {
			this.store.record(type, data);
		}
	}

	/** Notes that a call of the guest begins, or how it ended. */
	void call(String type, EventPayload data) {
		synchronized (this.instance) {
			if (this.instance.alive()) {
				this.store.recordOutcome(type, data);
			}
		}
	}

}
