package dev.theater.actor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/** Who wants to know when an actor is gone. */
final class Watchers {

	private final List<Consumer<ExitReason>> watchers = new ArrayList<>();

	private @Nullable ExitReason gone;

	/** Adds a watcher; returns the reason if the actor is gone already. */
	synchronized @Nullable ExitReason add(Consumer<ExitReason> watcher) {
		if (this.gone == null) {
			this.watchers.add(watcher);
		}
		return this.gone;
	}

	synchronized void remove(Consumer<ExitReason> watcher) {
		this.watchers.remove(watcher);
	}

	/** The actor is gone: gives out who is to be told. */
	synchronized List<Consumer<ExitReason>> tell(ExitReason reason) {
		this.gone = reason;
		List<Consumer<ExitReason>> told = List.copyOf(this.watchers);
		this.watchers.clear();
		return told;
	}

	/** The actor has been started again. */
	synchronized void isBack() {
		this.gone = null;
	}

}
