package dev.theater.actor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What the host calls of one incarnation wait for, on its own thread: for others, who may
 * wait for it, and for stages of host handlers.
 */
public final class InstanceWaits {

	private final ActorCell cell;

	private final WaitGraph waits;

	private final CallGuard guard;

	InstanceWaits(ActorCell cell, CallGuard guard) {
		this.cell = cell;
		this.waits = cell.environment().waits();
		this.guard = guard;
	}

	/** Waits without keeping others from running. */
	public <T> T until(CompletionStage<T> stage) {
		return this.guard.await(stage);
	}

	/** Begins something and waits for it; refused before it is started. */
	public <T> T forBegun(Supplier<? extends CompletionStage<T>> begin) {
		return this.guard.await(begin);
	}

	/**
	 * Has a handler of the application do its work. How long others take is not for the
	 * guest to say, so that is time for waiting.
	 */
	public <T extends @Nullable Object> T forHandler(Supplier<T> work) {
		return this.guard.aside(work);
	}

	/**
	 * Waits for another actor.
	 * @throws WaitCircleException if that would close a circle
	 */
	public <T> T forAnswer(ActorCell target, Supplier<CompletionStage<T>> begin) {
		this.waits.begin(this.cell, target, this.guard);
		return awaitAndEnd(target, begin);
	}

	/**
	 * Waits for the end of a child; a wait of the child that leads back here is refused.
	 */
	public <T> T forEndOf(ActorCell child, Supplier<CompletionStage<T>> begin) {
		this.waits.beginForEnd(this.cell, child, this.guard);
		return awaitAndEnd(child, begin);
	}

	/**
	 * Waits for the start of a child: meanwhile {@link WaitGraph#beginForSpawn} counts. A
	 * wait that ends without the child cancels its start; where the child was faster
	 * there is one after all.
	 */
	public <T> T forStart(Supplier<CompletableFuture<T>> begin) {
		AtomicReference<@Nullable CompletableFuture<T>> started = new AtomicReference<>();
		this.waits.beginSpawning(this.cell);
		try {
			return this.guard.await(() -> {
				CompletableFuture<T> start = begin.get();
				started.set(start);
				return start;
			});
		}
		catch (HostWaitException | WaitCircleException ex) {
			CompletableFuture<T> start = started.get();
			if (start == null || start.cancel(false) || start.isCompletedExceptionally()) {
				throw ex;
			}
			return start.join();
		}
		finally {
			CompletableFuture<T> start = started.get();
			if (start != null) {
				// from now on nobody waits for it, even if this actor spawns another
				start.cancel(false);
			}
			this.waits.endSpawning(this.cell);
		}
	}

	/** Waits for the store between two calls, however long; only a kill ends it. */
	static void forStore(CallGuard guard, CompletableFuture<Void> commit) {
		GuestThread current = GuestThread.current();
		if (commit.isDone() || current == null) {
			commit.join();
			return;
		}
		GuestDispatcher dispatcher = current.dispatcher();
		boolean left = dispatcher.leavePlace(current);
		guard.beginWait();
		CompletableFuture<?> done = dispatcher.isGoingToWait(current, commit, false);
		try {
			done.join();
		}
		finally {
			guard.end();
			if (left) {
				dispatcher.retakePlace(current);
			}
		}
	}

	private <T> T awaitAndEnd(ActorCell target, Supplier<CompletionStage<T>> begin) {
		try {
			return this.guard.await(begin);
		}
		finally {
			this.waits.end(this.cell, target);
			this.guard.clearRefusal();
		}
	}

}
