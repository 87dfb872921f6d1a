package dev.theater.actor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import dev.theater.chain.EventPayload;
import dev.theater.chain.StateChange;
import dev.theater.component.InstanceOptions;
import dev.theater.component.type.TupleValue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One incarnation of an actor: an instance of its component, and the turns that run it.
 *
 * <p>
 * How it works: the phase goes IDLE → SCHEDULED → RUNNING → IDLE and once, from any of
 * them, to CLOSED. Whoever moves it to CLOSED reports the end: the turn after a failure or
 * a normal end, the lane that closes an instance which is not running, or the dispatcher's
 * timer that gives a thread up. After that nothing this instance does has any effect.
 */
public final class ActorInstance {

	private static final Logger logger = LoggerFactory.getLogger(ActorInstance.class);

	private static final int MAX_CALLS_PER_TURN = 64;

	private enum Phase {

		IDLE, SCHEDULED, RUNNING, CLOSED

	}

	private final ActorCell cell;

	private final int incarnation;

	private final StartPlan plan;

	private final IncarnationListener listener;

	private final NoticeBoard notices;

	private final CallGuard guard;

	private final GuestCalls calls;

	private final OutstandingRequests outstanding;

	private final StoreOutage outage;

	private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.IDLE);

	private final List<Runnable> shutdownActions = new ArrayList<>();

	private boolean initialised;

	private volatile boolean ready;

	private volatile @Nullable ExitReason closing;

	private ExitReason.@Nullable Normal shutdown;

	private Map<String, String> headers = Map.of();

	private volatile @Nullable PendingRequest handling;

	ActorInstance(ActorCell cell, int incarnation, StartPlan plan, NoticeBoard notices, IncarnationListener listener) {
		this.cell = cell;
		this.incarnation = incarnation;
		this.plan = plan;
		this.notices = notices;
		this.listener = listener;
		this.guard = new CallGuard(cell.environment().clock(), this::abandoned);
		this.calls = new GuestCalls(cell, plan, this.guard, this::record);
		this.outstanding = new OutstandingRequests(cell.environment().counters());
		this.outage = new StoreOutage(cell.environment().clock(), this::schedule);
	}

	/** Its actor. */
	public ActorCell cell() {
		return this.cell;
	}

	/** Its number among the actor's instances, from 1. */
	public int incarnation() {
		return this.incarnation;
	}

	/** Whether what it does still counts. */
	public boolean alive() {
		return this.phase.get() != Phase.CLOSED && !this.guard.abandoned();
	}

	/** Requests that were begun and wait for an answer. */
	public OutstandingRequests outstanding() {
		return this.outstanding;
	}

	long memoryBytes() {
		return this.calls.memoryBytes();
	}

	// ---- scheduling

	/** Has a turn run if there is something to do. */
	void schedule() {
		if (this.phase.compareAndSet(Phase.IDLE, Phase.SCHEDULED)) {
			this.cell.environment().dispatcher().execute(this::turn);
		}
	}

	/** Lets notices and messages in. */
	void open() {
		this.ready = true;
		schedule();
	}

	private void turn() {
		if (!this.phase.compareAndSet(Phase.SCHEDULED, Phase.RUNNING)) {
			return;
		}
		GuestDispatcher dispatcher = this.cell.environment().dispatcher();
		RuntimeClock clock = this.cell.environment().clock();
		GuestThread thread = GuestThread.current();
		long started = clock.nanoTime();
		try {
			runCalls(dispatcher, clock, thread, started);
		}
		catch (RuntimeException | Error ex) {
			logger.error("A turn of {} failed outside of its calls", this.cell, ex);
			end(new ExitReason.Failed(FailureCause.HOST, "turn", ex.toString()));
		}
		finish();
	}

	private void runCalls(GuestDispatcher dispatcher, RuntimeClock clock, @Nullable GuestThread thread, long started) {
		for (int i = 0; i < MAX_CALLS_PER_TURN && step(); i++) {
			if ((thread != null && thread.yield) || clock.nanoTime() - started > dispatcher.sliceNanos()) {
				return;
			}
		}
	}

	private void finish() {
		if (this.phase.compareAndSet(Phase.RUNNING, Phase.IDLE)) {
			ExitReason reason = this.closing;
			if (reason != null) {
				tryClose(reason);
			}
			else if (hasWork()) {
				schedule();
			}
		}
	}

	private boolean hasWork() {
		return !this.initialised || (receptive() && (this.notices.isWaiting() || this.cell.mailboxSize() > 0));
	}

	private boolean receptive() {
		return this.ready && !this.outage.lasts() && !this.cell.stopMark().isSet();
	}

	/** Does one call. Returns whether another may follow. */
	private boolean step() {
		if (this.closing != null || this.phase.get() != Phase.RUNNING || this.guard.abandoned()) {
			return false;
		}
		if (!this.initialised) {
			this.initialised = true;
			initialise();
			return true;
		}
		if (!receptive()) {
			return false;
		}
		Notice notice = this.notices.poll();
		if (notice != null) {
			deliver(notice);
			return true;
		}
		Envelope envelope = this.cell.nextMessage();
		if (envelope == null) {
			return false;
		}
		deliver(envelope);
		return true;
	}

	// ---- calls

	private void initialise() {
		GuestCalls.Outcome broken = this.calls.instantiate(() -> this.plan.component()
			.instantiate(new InstanceOptions(this.plan.memory(), this.plan.maxTransfer(), this.guard, this)));
		EventPayload event = EventPayload.named("InitCall").with("incarnation", this.incarnation);
		byte[] state = this.plan.state();
		if (state != null) {
			event.with("state", state);
		}
		GuestCalls.Outcome outcome = (broken != null) ? broken
				: this.calls.call(GuestExport.INIT, state, TupleValue.of(this.cell.id().toString()), event);
		if (!settle(outcome)) {
			return;
		}
		this.listener.initialised(this.cell.id(), this.incarnation);
		endIfShutDown();
	}

	private void deliver(Notice notice) {
		call(notice.export(), notice.params(),
				EventPayload.named(GuestExport.eventName(notice.export().function()) + "Call")
					.with("child", notice.child().toString()));
		if (alive()) {
			this.notices.handled(notice);
		}
	}

	private void deliver(Envelope envelope) {
		PendingRequest request = envelope.request();
		if (request != null && request.ended()) {
			this.cell.environment().counters().increment("theater.messages.dead", "reason", "expired");
			return;
		}
		this.headers = envelope.headers();
		this.handling = request;
		try {
			handle(envelope, request);
		}
		finally {
			this.headers = Map.of();
			this.handling = null;
		}
	}

	private void handle(Envelope envelope, @Nullable PendingRequest request) {
		GuestExport export = envelope.export();
		String name = GuestExport.eventName(export.function()) + "Call";
		EventPayload event = EventPayload.named(name).with("message", envelope.payload());
		if (request == null) {
			call(export, TupleValue.of(envelope.payload()), event);
		}
		else {
			call(export, TupleValue.of(request.id(), envelope.payload()), event.with("request", request.id()));
		}
	}

	/** Calls a handler, commits, answers, and ends the instance where the outcome says so. */
	private void call(GuestExport export, TupleValue params, EventPayload event) {
		GuestCalls.Outcome outcome = this.calls.call(export, this.cell.store().state(), params, event);
		if (settle(outcome)) {
			answer(outcome);
			endIfShutDown();
		}
	}

	private void answer(GuestCalls.Outcome outcome) {
		PendingRequest request = this.handling;
		if (request != null && outcome instanceof GuestCalls.Outcome.Done done && done.response() != null
				&& done.response().get(0) instanceof Optional<?> response) {
			response.ifPresentOrElse((answer) -> this.outstanding.answer(request, (byte[]) answer),
					() -> this.outstanding.add(request));
		}
	}

	/** Commits a call. Returns whether it was a success that stands. */
	private boolean settle(GuestCalls.Outcome outcome) {
		return switch (outcome) {
			case GuestCalls.Outcome.Done done -> commitSuccess(done);
			case GuestCalls.Outcome.Failed failed -> {
				this.shutdown = null;
				commitFailure(failed.reason());
				yield false;
			}
		};
	}

	private boolean commitSuccess(GuestCalls.Outcome.Done done) {
		CompletableFuture<Void> commit;
		synchronized (this) {
			if (!alive()) {
				recordStale();
				return false;
			}
			commit = this.cell.store()
				.commit((done.state() != null) ? new StateChange.Set(done.state()) : new StateChange.Clear());
		}
		try {
			awaitCommit(commit);
			this.outage.over();
			return true;
		}
		catch (CompletionException ex) {
			String message = String.valueOf((ex.getCause() != null) ? ex.getCause().getMessage() : ex.getMessage());
			failHandling("its state could not be stored: " + message);
			this.shutdown = null;
			if (!this.ready) {
				end(new ExitReason.Failed(FailureCause.HOST, "init", message));
			}
			else {
				this.outage.begin();
			}
			return false;
		}
	}

	private void commitFailure(ExitReason.Failed reason) {
		CompletableFuture<Void> commit;
		synchronized (this) {
			if (!alive()) {
				recordStale();
				return;
			}
			commit = this.cell.store().commit();
		}
		try {
			awaitCommit(commit);
		}
		catch (CompletionException ex) {
			// the actor has failed anyway; what could not be stored is kept for the next commit
		}
		ExitReason asked = this.closing;
		failHandling((asked != null && this.guard.killed()) ? asked.describe() : reason.describe());
		boolean goesOn = this.plan.resumeOnError() && reason.cause() == FailureCause.ERROR && this.ready;
		if (!goesOn) {
			end(reason);
		}
	}

	/** Waits for the store, however long; only a kill ends it. */
	private void awaitCommit(CompletableFuture<Void> commit) {
		GuestThread thread = GuestThread.current();
		if (commit.isDone() || thread == null) {
			commit.join();
			return;
		}
		boolean left = thread.dispatcher().leavePlace(thread);
		this.guard.beginWait();
		try {
			commit.join();
		}
		finally {
			this.guard.end();
			if (left) {
				thread.dispatcher().retakePlace(thread);
			}
		}
	}

	/** This instance's time was over before a call of it came back. */
	private void recordStale() {
		this.cell.store()
			.record("theater:runtime/stale-incarnation",
					EventPayload.named("StaleIncarnation").with("incarnation", this.incarnation));
		this.cell.store().commit();
	}

	private void failHandling(String why) {
		PendingRequest request = this.handling;
		if (request != null) {
			request.fail(new ActorFailedException("actor " + this.cell.path() + " (" + this.cell.id() + "): " + why));
		}
	}

	// ---- the end

	/** Asks for a normal end when the running call returns ok. Only from its own host call. */
	public void requestShutdown(byte @Nullable [] result) {
		this.shutdown = new ExitReason.Normal(result, !this.ready);
	}

	private void endIfShutDown() {
		ExitReason.Normal reason = this.shutdown;
		if (reason != null) {
			end(reason);
		}
	}

	private void end(ExitReason reason) {
		ExitReason asked = this.closing;
		if (this.phase.compareAndSet(Phase.RUNNING, Phase.CLOSED)) {
			ended((asked != null && this.guard.killed()) ? asked : reason);
		}
	}

	/** Ends it after the running call; no further call begins. */
	void close(ExitReason reason) {
		this.closing = reason;
		tryClose(reason);
	}

	private void tryClose(ExitReason reason) {
		if (this.phase.compareAndSet(Phase.IDLE, Phase.CLOSED)
				|| this.phase.compareAndSet(Phase.SCHEDULED, Phase.CLOSED)
				|| this.phase.compareAndSet(Phase.IDLE, Phase.CLOSED)) {
			ended(reason);
		}
	}

	/** Interrupts the running call, if there is one, and abandons it a second later. */
	void kill() {
		this.guard.kill();
	}

	private void abandoned() {
		boolean closed;
		synchronized (this) {
			closed = this.phase.getAndSet(Phase.CLOSED) != Phase.CLOSED;
		}
		if (closed) {
			ExitReason reason = this.closing;
			failHandling("its call did not end and was given up");
			ended((reason != null) ? reason : new ExitReason.Failed(FailureCause.TIMEOUT, "call",
					"it did not end when its time was over and was given up"));
		}
	}

	private void ended(ExitReason reason) {
		failHandling(reason.describe());
		this.outstanding.failAll(this.cell, reason);
		List<Runnable> actions;
		synchronized (this.shutdownActions) {
			actions = List.copyOf(this.shutdownActions);
			this.shutdownActions.clear();
		}
		actions.forEach(this.cell.environment().callbacks()::execute);
		this.listener.ended(this.cell.id(), this.incarnation, reason);
	}

	/** Runs an action on the callback executor once this instance has ended. */
	public void onEnd(Runnable action) {
		synchronized (this.shutdownActions) {
			if (alive()) {
				this.shutdownActions.add(action);
				return;
			}
		}
		this.cell.environment().callbacks().execute(action);
	}

	// ---- for host calls, on its own thread

	/** The keys of each host handler that the manifest grants, by handler. */
	public Map<String, Map<String, Object>> grants() {
		return this.plan.grants();
	}

	/** The headers of the message being handled. */
	public Map<String, String> headers() {
		return this.headers;
	}

	/** Notes an event on the actor's chain, unless this instance's time is over. */
	public synchronized void record(String type, EventPayload data) {
		if (alive()) {
			this.cell.store().record(type, data);
		}
	}

	/** Waits without keeping others from running. */
	public <T> T await(CompletionStage<T> stage) {
		return this.guard.await(stage);
	}

	/** Begins something and waits for it; refused before it is begun. */
	public <T> T awaitBegun(Supplier<? extends CompletionStage<T>> begin) {
		return this.guard.await(begin);
	}

	/**
	 * Waits for another actor.
	 * @throws WaitCircleException if that would close a circle
	 */
	public <T> T awaitActor(ActorCell target, Supplier<CompletionStage<T>> begin) {
		this.cell.environment().waits().begin(this.cell, target, this.guard);
		return awaitAndEnd(target, begin);
	}

	/** Waits for the end of a child; a wait of the child that leads back here is refused. */
	public <T> T awaitEndOf(ActorCell child, Supplier<CompletionStage<T>> begin) {
		this.cell.environment().waits().beginForEnd(this.cell, child, this.guard);
		return awaitAndEnd(child, begin);
	}

	private <T> T awaitAndEnd(ActorCell target, Supplier<CompletionStage<T>> begin) {
		try {
			return this.guard.await(begin);
		}
		finally {
			this.cell.environment().waits().end(this.cell, target);
			this.guard.clearRefusal();
		}
	}

	/** What is left for waiting in this call. */
	public Duration remaining() {
		return this.guard.remaining();
	}

}
