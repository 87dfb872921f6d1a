package dev.theater.actor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import dev.theater.chain.EventPayload;
import org.jspecify.annotations.Nullable;

/**
 * An actor, across its incarnations: who it is, its mailbox, its chain and state, and the
 * instance that runs at present. What concerns its life is called by its parent's lane
 * only.
 */
public final class ActorCell implements ActorHandle {

	private final ActorId id;

	private final String name;

	private final String actor;

	private final String path;

	private final StopMark stopMark;

	private final ActorStore store;

	private final ActorEnvironment environment;

	private final Mailbox mailbox;

	private final long maxMessage;

	private final List<Consumer<ExitReason>> watchers = new ArrayList<>();

	private volatile @Nullable ActorInstance current;

	private volatile @Nullable ActorComponent component;

	private volatile String unavailable = "has not started yet";

	private @Nullable ExitReason gone;

	/**
	 * @param name its name among its siblings
	 * @param actor its manifest's name, the tag of its metrics
	 * @param path its path from the root
	 * @param maxMessage bytes of one message
	 * @param mailbox messages that may wait
	 */
	public ActorCell(ActorId id, String name, String actor, String path, StopMark stopMark, ActorStore store,
			ActorEnvironment environment, long maxMessage, int mailbox) {
		this.id = id;
		this.name = name;
		this.actor = actor;
		this.path = path;
		this.stopMark = stopMark;
		this.store = store;
		this.environment = environment;
		this.maxMessage = maxMessage;
		this.mailbox = new Mailbox(mailbox);
	}

	@Override
	public ActorId id() {
		return this.id;
	}

	@Override
	public String name() {
		return this.name;
	}

	/** Its manifest's name, the tag of its metrics. */
	public String actor() {
		return this.actor;
	}

	@Override
	public String path() {
		return this.path;
	}

	public StopMark stopMark() {
		return this.stopMark;
	}

	public ActorStore store() {
		return this.store;
	}

	public ActorEnvironment environment() {
		return this.environment;
	}

	public int mailboxSize() {
		return this.mailbox.size();
	}

	/** Bytes of its present instance's memories. */
	public long memoryBytes() {
		ActorInstance instance = this.current;
		return (instance != null) ? instance.memoryBytes() : 0;
	}

	// ---- life, called by the parent's lane

	/**
	 * Instantiates and initialises a new incarnation; the listener is told the outcome.
	 */
	public void start(int incarnation, StartPlan plan, NoticeBoard notices, IncarnationListener listener) {
		ActorInstance instance = new ActorInstance(this, incarnation, plan, notices, listener);
		this.component = plan.component();
		this.current = instance;
		synchronized (this.watchers) {
			this.gone = null;
		}
		this.mailbox.open();
		instance.schedule();
	}

	/** Lets notices and messages reach the present incarnation. */
	public void open() {
		ActorInstance instance = this.current;
		if (instance != null) {
			instance.open();
		}
	}

	/** Has the present incarnation look for something to do: a notice has come. */
	public void wake() {
		ActorInstance instance = this.current;
		if (instance != null) {
			instance.schedule();
		}
	}

	/** The present incarnation. */
	public @Nullable ActorInstance instance() {
		return this.current;
	}

	/** Ends the present incarnation after its running call. */
	public void close(ExitReason reason) {
		ActorInstance instance = this.current;
		if (instance != null) {
			instance.close(reason);
		}
	}

	/**
	 * Interrupts the running call of an incarnation, unless another has taken its place.
	 */
	public void kill(int incarnation) {
		ActorInstance instance = this.current;
		if (instance != null && instance.incarnation() == incarnation) {
			instance.kill();
		}
	}

	/** Interrupts the running call of the present incarnation. */
	public void kill() {
		ActorInstance instance = this.current;
		if (instance != null) {
			instance.kill();
		}
	}

	/** Forgets the present incarnation, which has ended. */
	public void discard() {
		this.current = null;
	}

	/**
	 * Accepts no more messages and hands those that wait to the dead letters.
	 * @param what for the errors of senders, such as "is parked"
	 * @param reason the tag under which dead letters are counted
	 */
	public void closeMailbox(String what, String reason) {
		this.unavailable = what;
		List<Envelope> rest = this.mailbox.close();
		if (rest.isEmpty()) {
			return;
		}
		this.environment.counters().add(rest.size(), "theater.messages.dead", "reason", reason);
		this.store.record("theater:runtime/dead-letters",
				EventPayload.named("DeadLetters").with("count", rest.size()).with("reason", reason));
		ActorFailedException error = new ActorFailedException(describe() + " " + what);
		rest.forEach((envelope) -> envelope.fail(error));
	}

	/** Tells the watchers that the actor and its subtree are gone. */
	public void gone(ExitReason reason) {
		List<Consumer<ExitReason>> told;
		synchronized (this.watchers) {
			this.gone = reason;
			told = List.copyOf(this.watchers);
			this.watchers.clear();
		}
		told.forEach((watcher) -> this.environment.callbacks().execute(() -> watcher.accept(reason)));
	}

	/** Adds a watcher; returns the reason if the actor is gone already. */
	@Nullable ExitReason watch(Consumer<ExitReason> watcher) {
		synchronized (this.watchers) {
			if (this.gone == null) {
				this.watchers.add(watcher);
			}
			return this.gone;
		}
	}

	void unwatch(Consumer<ExitReason> watcher) {
		synchronized (this.watchers) {
			this.watchers.remove(watcher);
		}
	}

	// ---- messages

	@Override
	public void send(byte[] message, Map<String, String> headers) {
		deliver(Envelope.Kind.SEND, message, headers, null);
	}

	/** Hands a request to the mailbox. */
	PendingRequest request(byte[] message, Map<String, String> headers, Duration timeout) {
		UUID messageId = UUID.randomUUID();
		PendingRequest request = new PendingRequest(messageId.toString(), this.id, timeout, this.environment.clock());
		try {
			deliver(messageId, Envelope.Kind.REQUEST, message, headers, request);
		}
		catch (MessagingException ex) {
			request.fail(ex);
		}
		return request;
	}

	private void deliver(Envelope.Kind kind, byte[] message, Map<String, String> headers,
			@Nullable PendingRequest request) {
		deliver(UUID.randomUUID(), kind, message, headers, request);
	}

	private void deliver(UUID messageId, Envelope.Kind kind, byte[] message, Map<String, String> headers,
			@Nullable PendingRequest request) {
		if (message.length > this.maxMessage) {
			throw rejected("too-large", new MessageTooLargeException("the message has " + message.length + " bytes; "
					+ describe() + " takes at most " + this.maxMessage));
		}
		ActorInstance instance = this.current;
		ActorComponent code = this.component;
		if (this.stopMark.isSet()) {
			throw rejected("stopping", new ActorFailedException(
					describe() + " " + (this.mailbox.isOpen() ? "is being stopped" : this.unavailable)));
		}
		if (code != null && !code.exports(kind.export())) {
			throw rejected("no-handler", new ActorFailedException(
					describe() + " takes no such message: its component does not export " + kind.export()));
		}
		int incarnation = (instance != null) ? instance.incarnation() : 0;
		switch (this.mailbox
			.offer(new Envelope(messageId, incarnation, kind, Map.copyOf(headers), message.clone(), request))) {
			case ACCEPTED -> wake();
			case FULL -> throw rejected("full", new MailboxFullException(
					"the mailbox of " + describe() + " is full: " + this.mailbox.capacity() + " messages wait"));
			case CLOSED -> throw rejected("closed", new ActorFailedException(describe() + " " + this.unavailable));
		}
	}

	private MessagingException rejected(String reason, MessagingException error) {
		this.environment.counters().increment("theater.mailbox.rejected", "reason", reason);
		return error;
	}

	@Nullable Envelope nextMessage() {
		return this.mailbox.poll();
	}

	String describe() {
		return "actor " + this.path + " (" + this.id + ")";
	}

	// ---- interception

	/** Tells the interceptor, if there is one, that an operation begins. */
	public TurnInterceptor.@Nullable Around intercept(TurnInterceptor.Kind kind, String interfaceName,
			String function) {
		TurnInterceptor interceptor = this.environment.interceptor();
		if (interceptor == null) {
			return null;
		}
		return interceptor
			.begin(new TurnInterceptor.Operation(kind, this.actor, this.id, this.path, interfaceName, function));
	}

	/** Tells of an operation's end, if anybody was told of its beginning. */
	public static void end(TurnInterceptor.@Nullable Around around, String outcome, @Nullable String failure) {
		if (around != null) {
			around.end(outcome, failure);
		}
	}

	@Override
	public String toString() {
		return describe();
	}

}
