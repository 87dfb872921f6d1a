package dev.theater.actor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

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

	/** What it gave to {@code shutdown}. */
	private final HeldBytes result;

	private volatile ActorBounds bounds;

	private final GuestLog log;

	private final Watchers watchers = new Watchers();

	private volatile @Nullable ActorInstance current;

	private final TurnStanding standing;

	private volatile @Nullable ActorComponent component;

	private volatile String unavailable = "has not started yet";

	/**
	 * @param name its name among its siblings
	 * @param actor its manifest's name, the tag of its metrics
	 * @param path its path from the root
	 * @param lender the log of the actor whose guest started it; null for others
	 */
	public ActorCell(ActorId id, String name, String actor, String path, StopMark stopMark, ActorStore store,
			ActorEnvironment environment, ActorBounds bounds, @Nullable GuestLog lender) {
		this.id = id;
		this.name = name;
		this.actor = actor;
		this.path = path;
		this.stopMark = stopMark;
		this.store = store;
		this.environment = environment;
		this.bounds = bounds;
		this.log = new GuestLog(id, name, actor, path, bounds.log(), lender, environment.clock(),
				environment.counters());
		this.standing = new TurnStanding(environment.clock());
		this.mailbox = new Mailbox(bounds.mailbox(), store.memory());
		this.result = new HeldBytes(store.memory());
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

	public ActorBounds bounds() {
		return this.bounds;
	}

	/** Gives it other bounds, between two incarnations. What waits already stays. */
	public void adopt(ActorBounds bounds) {
		this.bounds = bounds;
		this.mailbox.adopt(bounds.mailbox());
		this.store.adopt(bounds.events());
		this.log.adopt(bounds.log());
	}

	/** What its guest writes to the log. */
	public GuestLog log() {
		return this.log;
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
		this.result.replace(0);
		ActorInstance instance = new ActorInstance(this, incarnation, plan, notices, listener);
		this.component = plan.component();
		this.current = instance;
		this.watchers.isBack();
		this.mailbox.open();
		instance.schedule();
	}

	/** Whether there is room for what it gives to {@code shutdown}, which is kept. */
	boolean holdResult(long bytes) {
		return this.result.replace(bytes);
	}

	/** Nobody keeps it any more. */
	public void removed() {
		this.result.close();
		this.store.release();
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

	/** Where its turns wait among those of others. */
	TurnStanding standing() {
		return this.standing;
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
		long count = rest.stream().filter(Envelope::isMessage).count();
		if (count == 0) {
			return;
		}
		this.environment.counters().add(count, "theater.messages.dead", "reason", reason);
		this.store.record("theater:runtime/dead-letters",
				EventPayload.named("DeadLetters").with("count", count).with("reason", reason));
		ActorFailedException error = new ActorFailedException(describe() + " " + what);
		rest.forEach((envelope) -> envelope.fail(error));
	}

	/** Tells the watchers that the actor and its subtree are gone. */
	public void gone(ExitReason reason) {
		this.watchers.tell(reason).forEach((watcher) -> this.environment.callBack(() -> watcher.accept(reason)));
	}

	/** Those who want to know when it is gone. */
	Watchers watchers() {
		return this.watchers;
	}

	// ---- messages

	@Override
	public void send(byte[] message, Map<String, String> headers) {
		Map<String, String> given = Headers.checked(headers);
		TurnInterceptor.Around around = intercept(TurnInterceptor.Kind.SEND, "", "send", Map.of());
		try {
			deliver(message, outgoing(given, around));
		}
		catch (RuntimeException | Error ex) {
			TurnInterceptor.Around.tell(around, "error", ex.getMessage());
			throw ex;
		}
		TurnInterceptor.Around.tell(around, "ok", null);
	}

	/** Hands a message of a guest to the mailbox. */
	public void deliver(byte[] message, Map<String, String> headers) {
		deliver(Envelope.newId(), Envelope.Kind.SEND, message, headers, null, null);
	}

	/**
	 * Hands a request to the mailbox.
	 * @param maxAnswer bytes that the answer may have
	 */
	PendingRequest request(byte[] message, Map<String, String> headers, Duration timeout, long maxAnswer) {
		return ask(Envelope.Kind.REQUEST, message, headers, null,
				(id) -> new PendingRequest(id, this.id, timeout, this.environment.clock(), maxAnswer));
	}

	/**
	 * Hands the wish for a channel to the mailbox; it is answered with the channel's id.
	 */
	PendingRequest openChannel(Channel channel, byte[] message, Map<String, String> headers, Duration timeout) {
		return ask(Envelope.Kind.CHANNEL_OPEN, message, headers, channel.asked(),
				(id) -> new PendingRequest(id, this.id, timeout, this.environment.clock(), Long.MAX_VALUE));
	}

	private PendingRequest ask(Envelope.Kind kind, byte[] message, Map<String, String> headers,
			Channel.@Nullable End channel, Function<String, PendingRequest> how) {
		UUID messageId = UUID.randomUUID();
		PendingRequest request = how.apply(messageId.toString());
		try {
			deliver(messageId, kind, message, headers, request, channel);
		}
		catch (MessagingException ex) {
			request.fail(ex);
		}
		return request;
	}

	/** Hands a message on a channel to the mailbox; this actor's end is given. */
	void deliver(Channel.End end, byte[] message, Map<String, String> headers) {
		deliver(Envelope.newId(), Envelope.Kind.CHANNEL_MESSAGE, message, headers, null, end);
	}

	/**
	 * Has this actor told, after the messages that wait, that a channel is closed.
	 * @return false if it is not to be told
	 */
	boolean deliverClose(Channel.End end) {
		ActorComponent code = this.component;
		if (code == null || !code.exports(GuestExport.HANDLE_CHANNEL_CLOSE)) {
			return false;
		}
		Envelope news = new Envelope(Envelope.newId(), incarnation(), Envelope.Kind.CHANNEL_CLOSE, Map.of(),
				new byte[0], null, end);
		boolean accepted = this.mailbox.offer(news) == Mailbox.Offer.ACCEPTED;
		if (accepted) {
			wake();
		}
		return accepted;
	}

	private int incarnation() {
		ActorInstance instance = this.current;
		return (instance != null) ? instance.incarnation() : 0;
	}

	private void deliver(UUID messageId, Envelope.Kind kind, byte[] message, Map<String, String> headers,
			@Nullable PendingRequest request, Channel.@Nullable End channel) {
		if (message.length > this.bounds.maxMessage()) {
			throw rejected("too-large", new MessageTooLargeException("the message has " + message.length + " bytes; "
					+ describe() + " takes at most " + this.bounds.maxMessage()));
		}
		ActorComponent code = this.component;
		if (this.stopMark.isSet()) {
			throw rejected("stopping", new ActorFailedException(
					describe() + " " + (this.mailbox.isOpen() ? "is being stopped" : this.unavailable)));
		}
		if (code != null && !code.exports(kind.export())) {
			throw rejected("no-handler", new ActorFailedException(
					describe() + " takes no such message: its component does not export " + kind.export()));
		}
		switch (this.mailbox
			.offer(new Envelope(messageId, incarnation(), kind, headers, message.clone(), request, channel))) {
			case ACCEPTED -> wake();
			case FULL -> throw rejected("full", new MailboxFullException(
					"the mailbox of " + describe() + " is full: " + this.mailbox.capacity() + " messages wait"));
			case NO_MEMORY ->
				throw rejected("memory", new MailboxFullException("no memory is left for a message of " + message.length
						+ " bytes to " + describe() + ": all guests together hold " + this.store.memory()));
			case CLOSED -> throw rejected("closed", new ActorFailedException(describe() + " " + this.unavailable));
		}
	}

	/** Counts an answer that its asker does not take for its length. */
	MessageTooLargeException answerTooLarge(long length, long most) {
		this.environment.counters().increment("theater.mailbox.rejected", "reason", "too-large");
		return new MessageTooLargeException(
				"the answer of " + describe() + " has " + length + " bytes; its asker takes at most " + most);
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

	/**
	 * Tells the interceptor, if there is one, that an operation begins.
	 * @return null if nobody is to be told of the end
	 */
	public TurnInterceptor.@Nullable Around intercept(TurnInterceptor.Kind kind, String interfaceName, String function,
			Map<String, String> headers) {
		TurnInterceptor interceptor = this.environment.interceptor();
		if (interceptor == null) {
			return null;
		}
		TurnInterceptor.Around around = interceptor.begin(
				new TurnInterceptor.Operation(kind, this.actor, this.id, this.path, interfaceName, function, headers));
		return (around != TurnInterceptor.Around.NONE) ? around : null;
	}

	/** The headers of what is sent as a part of an operation, over those handled. */
	public Map<String, String> outgoing(Map<String, String> handled, TurnInterceptor.@Nullable Around around) {
		return (around == null) ? handled : Headers.outgoing(handled, around.headers(),
				() -> this.environment.counters().increment("theater.headers.dropped"));
	}

	@Override
	public String toString() {
		return describe();
	}

}
