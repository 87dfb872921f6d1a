package dev.theater.actor;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

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

	/**
	 * The actor with an id, if it is one that the sender may reach; whether it is there
	 * otherwise is not told.
	 */
	public Optional<ActorCell> find(ActorId id, Predicate<ActorCell> allowed) {
		Optional<ActorCell> found = this.environment.registry().find(id).filter(allowed);
		if (found.isEmpty()) {
			this.environment.counters().increment("theater.mailbox.rejected", "reason", "denied");
		}
		return found;
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
		ActorCell cell;
		try {
			cell = find(to);
		}
		catch (MessagingException ex) {
			return CompletableFuture.failedFuture(ex);
		}
		Consumer<Runnable> callbacks = callbacks();
		TurnInterceptor.Around around = cell.intercept(TurnInterceptor.Kind.REQUEST, "", "request", Map.of());
		PendingRequest request;
		try {
			request = cell.request(message, cell.outgoing(Map.of(), around), timeout, Long.MAX_VALUE);
		}
		catch (RuntimeException | Error ex) {
			TurnInterceptor.Around.tell(around, "error", ex.getMessage());
			throw ex;
		}
		CompletableFuture<byte[]> users = new UsersFuture<>(
				request.answer().thenApply((answer) -> ((byte[]) answer).clone()), callbacks);
		users.whenComplete((answer, failure) -> {
			if (!request.ended()) {
				// the user has cancelled or completed it
				request.fail(new ActorFailedException("the caller cancelled the request"));
			}
		});
		if (around != null) {
			request.answer().whenComplete((answer, failure) -> tellEnd(around, users, failure));
		}
		return users;
	}

	/** Where continuations run: they see what this thread works on. */
	private Consumer<Runnable> callbacks() {
		TurnInterceptor interceptor = this.environment.interceptor();
		if (interceptor == null) {
			return this.environment::callBack;
		}
		TurnInterceptor.Context context = interceptor.context();
		return (task) -> this.environment.callBack(() -> context.run(task));
	}

	private void tellEnd(TurnInterceptor.Around around, CompletableFuture<?> users, @Nullable Throwable failure) {
		String outcome = "error";
		if (failure == null) {
			outcome = "ok";
		}
		else if (users.isCancelled()) {
			outcome = "cancelled";
		}
		else if (failure instanceof RequestTimeoutException) {
			outcome = "timeout";
		}
		String told = outcome;
		String why = (failure != null) ? failure.getMessage() : null;
		if (GuestThread.current() != null) {
			around.end(told, why);
		}
		else {
			// the timer, a lane, or whoever cancels
			this.environment.callBack(() -> around.end(told, why));
		}
	}

	/**
	 * A request of a guest, which waits for the answer. When it waits no longer, the
	 * request has ended.
	 * @param headers beside the message
	 * @throws MessagingException if there is no answer
	 * @throws HostWaitException if the wait is refused or ends before
	 */
	public Object requestFrom(ActorInstance caller, ActorCell to, byte[] message, Map<String, String> headers) {
		AtomicReference<@Nullable PendingRequest> sent = new AtomicReference<>();
		try {
			return caller.waits().forAnswer(to, () -> {
				PendingRequest request = to.request(message, headers, this.environment.requestTimeout(),
						caller.cell().bounds().maxMessage());
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

	/**
	 * Opens a channel for a guest, which waits until the other actor has decided.
	 * @param headers beside the message
	 * @return the channel's id
	 * @throws MessagingException if it is not opened
	 * @throws ChannelException if the caller has as many channels as it may have
	 * @throws HostWaitException if the wait is refused or ends before
	 */
	public String openChannelFrom(ActorInstance caller, ActorCell to, byte[] message, Map<String, String> headers) {
		Channel channel = new Channel(caller, to);
		caller.channels().add(channel.opener());
		AtomicReference<@Nullable PendingRequest> sent = new AtomicReference<>();
		boolean opened = false;
		try {
			Object id = caller.waits().forAnswer(to, () -> {
				PendingRequest request = to.openChannel(channel, message, headers, this.environment.requestTimeout());
				sent.set(request);
				return request.answer();
			});
			opened = true;
			return (String) id;
		}
		finally {
			PendingRequest request = sent.get();
			if (!opened) {
				if (request != null) {
					request.fail(new ActorFailedException("the caller waits no longer"));
				}
				// the other actor may have accepted at this very moment: then it is told
				channel.opener().leave();
			}
		}
	}

	@Override
	public ActorWatch watch(ActorId id, Consumer<ExitReason> onEnd) {
		Watch watch = new Watch(onEnd);
		Optional<ActorCell> cell = this.environment.registry().find(id);
		ExitReason before = cell.map((found) -> found.watchers().add(watch)).orElse(null);
		if (cell.isEmpty() || before != null) {
			ExitReason reason = (before != null) ? before : new ExitReason.Unknown();
			this.environment.callBack(() -> watch.accept(reason));
		}
		return () -> {
			cell.ifPresent((found) -> found.watchers().remove(watch));
			watch.close();
		};
	}

	/**
	 * Tells once, and not after it was closed: who closes it while its callback runs
	 * waits for that, unless it is the callback itself.
	 */
	private static final class Watch implements Consumer<ExitReason> {

		private final Consumer<ExitReason> onEnd;

		private final ReentrantLock telling = new ReentrantLock();

		private boolean open = true;

		Watch(Consumer<ExitReason> onEnd) {
			this.onEnd = onEnd;
		}

		@Override
		public void accept(ExitReason reason) {
			this.telling.lock();
			try {
				if (this.open) {
					this.open = false;
					this.onEnd.accept(reason);
				}
			}
			finally {
				this.telling.unlock();
			}
		}

		void close() {
			this.telling.lock();
			try {
				this.open = false;
			}
			finally {
				this.telling.unlock();
			}
		}

	}

}
