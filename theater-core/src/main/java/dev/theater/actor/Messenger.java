package dev.theater.actor;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/** Finds actors and hands them messages, for Java and for host calls. */
public final class Messenger implements ActorMessaging {

	private final ActorEnvironment environment;

	public Messenger(ActorEnvironment environment) {
		this.environment = environment;
	}

	/**
	 * The actor with an id.
	 * @throws ActorNotFoundException if there is none
	 */
	public ActorCell find(ActorId id) {
		return this.environment.registry().find(id).orElseThrow(() -> {
			this.environment.counters().increment("theater.mailbox.rejected", "reason", "unknown");
			return new ActorNotFoundException("there is no actor " + id);
		});
	}

	@Override
	public void send(ActorId to, byte[] message) {
		find(to).send(message, Map.of());
	}

	@Override
	public CompletableFuture<byte[]> request(ActorId to, byte[] message) {
		return request(to, message, this.environment.requestTimeout());
	}

	@Override
	public CompletableFuture<byte[]> request(ActorId to, byte[] message, Duration timeout) {
		if (!timeout.isPositive()) {
			throw new IllegalArgumentException("timeout is " + timeout + "; it must be longer than zero");
		}
		PendingRequest request;
		try {
			request = find(to).request(message, Map.of(), timeout);
		}
		catch (MessagingException ex) {
			return CompletableFuture.failedFuture(ex);
		}
		CompletableFuture<byte[]> users = handOff(request.answer().thenApply((answer) -> ((byte[]) answer).clone()));
		users.whenComplete((answer, failure) -> {
			if (failure instanceof CancellationException) {
				request.fail(new ActorFailedException("the caller cancelled the request"));
			}
		});
		return users;
	}

	/**
	 * A request of a guest, which waits for the answer. When it waits no longer, the
	 * request has ended.
	 * @throws MessagingException if there is no answer
	 * @throws HostWaitException if the wait is refused or ends before
	 */
	public Object requestFrom(ActorInstance caller, ActorCell to, byte[] message) {
		AtomicReference<@Nullable PendingRequest> sent = new AtomicReference<>();
		try {
			return caller.awaitActor(to, () -> {
				PendingRequest request = to.request(message, caller.headers(), this.environment.requestTimeout());
				sent.set(request);
				return request.answer();
			});
		}
		finally {
			PendingRequest request = sent.get();
			if (request != null) {
				request.fail(new ActorFailedException("the caller waits no longer"));
			}
		}
	}

	/** A future that users may continue: it completes on the callback executor. */
	private <T> CompletableFuture<T> handOff(CompletableFuture<T> internal) {
		CompletableFuture<T> users = new CompletableFuture<>();
		internal.whenComplete((value, failure) -> callBack(() -> {
			if (failure != null) {
				users.completeExceptionally((failure instanceof CompletionException && failure.getCause() != null)
						? failure.getCause() : failure);
			}
			else {
				users.complete(value);
			}
		}));
		return users;
	}

	private void callBack(Runnable task) {
		try {
			this.environment.callbacks().execute(task);
		}
		catch (RejectedExecutionException ex) {
			// the runtime has been closed; better on this thread than never
			task.run();
		}
	}

	@Override
	public ActorWatch watch(ActorId id, Consumer<ExitReason> onEnd) {
		AtomicBoolean open = new AtomicBoolean(true);
		Consumer<ExitReason> once = (reason) -> {
			if (open.compareAndSet(true, false)) {
				onEnd.accept(reason);
			}
		};
		Optional<ActorCell> cell = this.environment.registry().find(id);
		ExitReason before = cell.map((found) -> found.watch(once)).orElse(null);
		if (cell.isEmpty() || before != null) {
			ExitReason reason = (before != null) ? before : new ExitReason.Unknown();
			callBack(() -> once.accept(reason));
		}
		return () -> {
			open.set(false);
			cell.ifPresent((found) -> found.unwatch(once));
		};
	}

}
