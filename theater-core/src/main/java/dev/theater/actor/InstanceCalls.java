package dev.theater.actor;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

import dev.theater.chain.EventPayload;
import dev.theater.chain.StateChange;
import dev.theater.component.InstanceOptions;
import dev.theater.component.type.TupleValue;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one incarnation, one after the other in its turns: the guest's function,
 * the commit, and only then the answer. What its instance does after its time is over
 * commits nothing and answers nobody.
 */
final class InstanceCalls {

	private final ActorInstance instance;

	private final ActorCell cell;

	private final StartPlan plan;

	private final CallGuard guard;

	private final NoticeBoard notices;

	private final IncarnationListener listener;

	private final GuestCalls guest;

	private final OutstandingRequests outstanding;

	private final Channels channels;

	private final StoreOutage outage;

	private ExitReason.@Nullable Normal shutdown;

	/** What init of a restart returned, while the store does not take it. */
	private GuestCalls.Outcome.@Nullable Done unstoredInit;

	private volatile Map<String, String> headers = Map.of();

	private volatile @Nullable PendingRequest handling;

	/** The end of a channel that its handler decides about. */
	private Channel.@Nullable End opening;

	InstanceCalls(ActorInstance instance, StartPlan plan, CallGuard guard, NoticeBoard notices,
			IncarnationListener listener) {
		this.instance = instance;
		this.cell = instance.cell();
		this.plan = plan;
		this.guard = guard;
		this.notices = notices;
		this.listener = listener;
		this.guest = new GuestCalls(this.cell, plan, guard, instance.journal());
		this.outstanding = new OutstandingRequests(this.cell);
		this.channels = new Channels(this.cell, this.cell.bounds().maxChannels());
		this.outage = new StoreOutage(this.cell.environment().clock(), instance::schedule);
	}

	OutstandingRequests outstanding() {
		return this.outstanding;
	}

	Channels channels() {
		return this.channels;
	}

	/** The headers of the message being handled. */
	Map<String, String> headers() {
		return this.headers;
	}

	long memoryBytes() {
		return this.guest.memoryBytes();
	}

	/** Gives its memory back; no call runs any more. */
	void release() {
		this.guest.release();
	}

	/** Whether the store has failed and no call should be made for a while. */
	boolean waitForStore() {
		return this.outage.lasts();
	}

	/**
	 * Asks for a normal end when the running call returns ok; not where there is no
	 * memory for the result.
	 */
	boolean requestShutdown(byte @Nullable [] result) {
		if (!this.cell.holdResult((result != null) ? result.length : 0)) {
			return false;
		}
		this.shutdown = new ExitReason.Normal(result, !this.instance.isReady());
		return true;
	}

	// ---- init

	void initialise() {
		GuestCalls.Outcome broken = this.guest.instantiate(() -> this.plan.component()
			.instantiate(new InstanceOptions(this.plan.memory(), this.cell.store().memory(), this.plan.maxTransfer(),
					this.guard, this.instance)));
		if (broken instanceof GuestCalls.Outcome.Failed failed) {
			commitFailure(failed.reason());
			return;
		}
		EventPayload event = EventPayload.named("InitCall").with("incarnation", this.instance.incarnation());
		byte[] state = this.plan.state();
		if (state != null) {
			event.with("state", state);
		}
		this.headers = this.plan.headers();
		GuestCalls.Outcome outcome = this.guest.call(GuestExport.INIT, state, TupleValue.of(this.cell.id().toString()),
				event, this.headers);
		this.headers = Map.of();
		switch (outcome) {
			case GuestCalls.Outcome.Done done -> {
				this.unstoredInit = done;
				storeInit();
			}
			case GuestCalls.Outcome.Failed failed -> commitFailure(failed.reason());
		}
	}

	/** Whether init has returned and the store did not take its state. */
	boolean initIsToBeStored() {
		return this.unstoredInit != null;
	}

	/**
	 * Stores what init returned. That a restart has to wait for its store is no failure.
	 */
	void storeInit() {
		GuestCalls.Outcome.Done done = this.unstoredInit;
		this.unstoredInit = null;
		if (done != null && commitSuccess(done, (problem) -> initNotStored(done, problem))) {
			this.listener.initialised(this.cell.id(), this.instance.incarnation());
			endIfShutDown();
		}
	}

	private void initNotStored(GuestCalls.Outcome.Done done, String problem) {
		if (this.instance.incarnation() == 1) {
			this.instance.end(new ExitReason.Failed(FailureCause.HOST, GuestExport.INIT.function(), problem));
		}
		else {
			this.unstoredInit = done;
			this.outage.begin();
		}
	}

	// ---- messages and notices

	void deliver(Notice notice) {
		boolean handled = call(notice.export(), notice.params(),
				EventPayload.named(notice.export().eventName() + "Call").with("child", notice.child().toString()));
		if (!this.instance.alive()) {
			return;
		}
		if (handled) {
			this.notices.handled(notice);
		}
		else {
			this.notices.unhandled(notice);
		}
	}

	void deliver(Envelope envelope) {
		PendingRequest request = envelope.request();
		if (request != null && request.ended()) {
			countDead("expired");
			return;
		}
		Channel.End end = envelope.channel();
		if (end != null && !begins(envelope.kind(), end, request)) {
			return;
		}
		this.headers = envelope.headers();
		this.handling = request;
		try {
			handle(envelope, request);
		}
		catch (RuntimeException | Error ex) {
			// broken outside of the guest, such as by an interceptor: its sender must not
			// wait
			failHandling("its turn broke: " + ex);
			throw ex;
		}
		finally {
			this.headers = Map.of();
			this.handling = null;
			endOpening();
		}
	}

	/** Whether what comes on a channel, or asks for one, is to be handed to the guest. */
	private boolean begins(Envelope.Kind kind, Channel.End end, @Nullable PendingRequest request) {
		return switch (kind) {
			case CHANNEL_OPEN -> request != null && beginsOpening(end, request);
			case CHANNEL_CLOSE -> end.takesClose(this.instance);
			default -> takesMessage(end);
		};
	}

	private boolean takesMessage(Channel.End end) {
		boolean takes = end.takesMessage(this.instance);
		if (!takes) {
			countDead("channel-closed");
		}
		return takes;
	}

	private boolean beginsOpening(Channel.End end, PendingRequest request) {
		try {
			end.begin(this.instance);
			this.opening = end;
			return true;
		}
		catch (ChannelException ex) {
			request.fail(new ActorFailedException(String.valueOf(ex.getMessage())));
			return false;
		}
	}

	private void endOpening() {
		Channel.End end = this.opening;
		this.opening = null;
		if (end != null) {
			end.giveUpPending();
		}
	}

	private void countDead(String reason) {
		this.cell.environment().counters().increment("theater.messages.dead", "reason", reason);
	}

	private void handle(Envelope envelope, @Nullable PendingRequest request) {
		GuestExport export = envelope.export();
		EventPayload event = EventPayload.named(export.eventName() + "Call");
		if (envelope.isMessage()) {
			event.with("message", envelope.payload());
		}
		Channel.End end = envelope.channel();
		if (end != null) {
			event.with("channel", end.id());
			call(export, envelope.isMessage() ? TupleValue.of(end.id(), envelope.payload()) : TupleValue.of(end.id()),
					event);
		}
		else if (request == null) {
			call(export, TupleValue.of(envelope.payload()), event);
		}
		else {
			call(export, TupleValue.of(request.id(), envelope.payload()), event.with("request", request.id()));
		}
	}

	/**
	 * Calls a handler, commits, answers, and ends the instance where the outcome says so.
	 * @return whether it counts, be it as a failure; false if the store did not take it
	 */
	private boolean call(GuestExport export, TupleValue params, EventPayload event) {
		switch (this.guest.call(export, this.cell.store().state().orElse(null), params, event, this.headers)) {
			case GuestCalls.Outcome.Done done -> {
				if (!commitSuccess(done, this::callNotStored)) {
					return false;
				}
				answer(done);
				endIfShutDown();
			}
			case GuestCalls.Outcome.Failed failed -> commitFailure(failed.reason());
		}
		return true;
	}

	private void callNotStored(String problem) {
		failHandling("its state could not be stored: " + problem);
		this.shutdown = null;
		this.outage.begin();
	}

	private void answer(GuestCalls.Outcome.Done done) {
		PendingRequest request = this.handling;
		Channel.End end = this.opening;
		if (request != null && end != null) {
			answerOpening(end, request, done.channelAnswer());
		}
		else if (request != null && done.response() != null && done.response().get(0) instanceof Optional<?> response) {
			response.ifPresentOrElse((answer) -> this.outstanding.answer(request, (byte[]) answer),
					() -> this.outstanding.add(request));
		}
	}

	private void answerOpening(Channel.End end, PendingRequest request, Channels.@Nullable Answer answer) {
		if (answer != null && answer.accepted()) {
			if (!end.accept(request, answer.message(), this.headers)) {
				countDead("late");
			}
			return;
		}
		byte[] why = (answer != null) ? answer.message() : null;
		request.fail(new ActorFailedException(this.cell.describe() + " refused the channel"
				+ ((why != null) ? ": " + ErrorText.bounded(new String(why, StandardCharsets.UTF_8)) : "")));
	}

	private void endIfShutDown() {
		ExitReason.Normal reason = this.shutdown;
		if (reason != null) {
			this.instance.end(reason);
		}
	}

	/** Answers the request being handled with an error. */
	void failHandling(String why) {
		PendingRequest request = this.handling;
		if (request != null) {
			request.fail(new ActorFailedException(this.cell.describe() + ": " + why));
		}
	}

	/** The instance has ended: nobody waits for its answers any longer. */
	void end(ExitReason reason) {
		failHandling(reason.describe());
		this.outstanding.failAll(reason);
		this.channels.end();
	}

	// ---- commits

	/** Commits a call that went well. Returns whether it counts. */
	private boolean commitSuccess(GuestCalls.Outcome.Done done, Consumer<String> onProblem) {
		StateChange change = (done.state() != null) ? new StateChange.Set(done.state()) : new StateChange.Clear();
		CompletableFuture<Void> commit = commit(change);
		if (commit == null) {
			return false;
		}
		try {
			InstanceWaits.forStore(this.guard, commit);
			this.outage.over();
			return true;
		}
		catch (CompletionException ex) {
			onProblem.accept(String.valueOf((ex.getCause() != null) ? ex.getCause().getMessage() : ex.getMessage()));
			return false;
		}
	}

	private void commitFailure(ExitReason.Failed reason) {
		this.shutdown = null;
		CompletableFuture<Void> commit = commit(new StateChange.Keep());
		if (commit == null) {
			return;
		}
		try {
			InstanceWaits.forStore(this.guard, commit);
		}
		catch (CompletionException ex) {
			// the actor has failed anyway; what could not be stored is kept for the next
			// commit
		}
		ExitReason asked = this.instance.killedFor();
		failHandling((asked != null) ? asked.describe() : reason.describe());
		boolean goesOn = this.plan.resumeOnError() && reason.cause() == FailureCause.ERROR && this.instance.isReady();
		if (!goesOn) {
			this.instance.end(reason);
		}
	}

	/**
	 * Hands a call to the store, unless the instance's time was over before it came back.
	 */
	private @Nullable CompletableFuture<Void> commit(StateChange change) {
		synchronized (this.instance) {
			if (this.instance.alive()) {
				return this.cell.store().commit(change);
			}
		}
		this.cell.store()
			.record("theater:runtime/stale-incarnation",
					EventPayload.named("StaleIncarnation").with("incarnation", this.instance.incarnation()));
		this.cell.store().commit();
		return null;
	}

}
