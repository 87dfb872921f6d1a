package dev.theater.actor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One incarnation of an actor: an instance of its component, and the turns that run it.
 *
 * <p>
 * How it works: the phase goes IDLE → SCHEDULED → RUNNING → IDLE and once, from any of
 * them, to CLOSED. Whoever moves it to CLOSED reports the end: the turn after a failure
 * or a normal end, the lane that closes an instance which is not running, or the
 * dispatcher's timer that gives a thread up. After that nothing this instance does has
 * any effect.
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

	private final CallJournal journal;

	private final InstanceCalls calls;

	private final InstanceWaits waits;

	private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.IDLE);

	private final List<Runnable> shutdownActions = new ArrayList<>();

	private boolean initialised;

	private volatile boolean ready;

	private volatile @Nullable ExitReason closing;

	ActorInstance(ActorCell cell, int incarnation, StartPlan plan, NoticeBoard notices, IncarnationListener listener) {
		this.cell = cell;
		this.incarnation = incarnation;
		this.plan = plan;
		this.notices = notices;
		this.listener = listener;
		this.guard = new CallGuard(cell.environment().clock(), this::abandoned, cell.standing()::overran);
		this.journal = new CallJournal(this);
		this.calls = new InstanceCalls(this, plan, this.guard, notices, listener);
		this.waits = new InstanceWaits(cell, this.guard);
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
		return this.calls.outstanding();
	}

	/** Its channels. */
	public Channels channels() {
		return this.calls.channels();
	}

	/** Whether it has been let go after its start, so that messages reach it. */
	boolean isReady() {
		return this.ready;
	}

	/** Whether its end has been asked for and what still runs was killed; null if not. */
	@Nullable ExitReason killedFor() {
		return this.guard.killed() ? this.closing : null;
	}

	long memoryBytes() {
		return this.calls.memoryBytes();
	}

	// ---- scheduling

	/** Has a turn run if there is something to do. */
	void schedule() {
		if (this.phase.compareAndSet(Phase.IDLE, Phase.SCHEDULED)) {
			this.cell.environment().dispatcher().execute(this::turn, line());
		}
	}

	private ReadyTurns.Line line() {
		ReadyTurns.Line line = this.cell.standing().line();
		return (line == ReadyTurns.Line.CALLS && !this.initialised) ? ReadyTurns.Line.STARTS : line;
	}

	/** Lets notices and messages in. */
	void open() {
		this.ready = true;
		// what comes from now on schedules a turn by itself
		if (hasWork()) {
			schedule();
		}
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
		if (thread != null && thread.timeAfterSlice() > dispatcher.sliceNanos()) {
			this.cell.standing().usedMuch(thread.timeAfterSlice());
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
		else {
			// given up meanwhile: nobody is inside before now
			this.calls.release();
		}
	}

	private boolean hasWork() {
		if (!this.initialised) {
			return mayStart();
		}
		if (this.calls.waitForStore()) {
			return false;
		}
		return this.calls.initIsToBeStored()
				|| (receptive() && (this.notices.isWaiting() || this.cell.mailboxSize() > 0));
	}

	/**
	 * Whether {@code init} may begin: not under a stop that was accepted above, which is
	 * going to close this instance.
	 */
	private boolean mayStart() {
		return !this.cell.stopMark().isSet();
	}

	private boolean receptive() {
		return this.ready && !this.calls.waitForStore() && !this.cell.stopMark().isSet();
	}

	/** Does one call. Returns whether another may follow. */
	private boolean step() {
		if (this.closing != null || this.phase.get() != Phase.RUNNING || this.guard.abandoned()) {
			return false;
		}
		if (!this.initialised) {
			if (!mayStart()) {
				return false;
			}
			this.initialised = true;
			this.calls.initialise();
			return true;
		}
		if (this.calls.initIsToBeStored() && !this.calls.waitForStore()) {
			this.calls.storeInit();
			return true;
		}
		if (!receptive()) {
			return false;
		}
		Notice notice = this.notices.poll();
		if (notice != null) {
			this.calls.deliver(notice);
			return true;
		}
		Envelope envelope = this.cell.nextMessage();
		if (envelope == null) {
			return false;
		}
		this.calls.deliver(envelope);
		return true;
	}

	// ---- the end

	/**
	 * Asks for a normal end when the running call returns ok. Only from its own host
	 * call.
	 * @return false if no memory is left for the result
	 */
	public boolean requestShutdown(byte @Nullable [] result) {
		return this.calls.requestShutdown(result);
	}

	/** Ends it from its own turn. */
	void end(ExitReason reason) {
		ExitReason asked = killedFor();
		if (this.phase.compareAndSet(Phase.RUNNING, Phase.CLOSED)) {
			this.calls.release();
			ended((asked != null) ? asked : reason);
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
			this.calls.release();
			ended(reason);
		}
	}

	/** Interrupts the running call, if there is one, and abandons it a second later. */
	void kill() {
		this.guard.kill();
	}

	private void abandoned() {
		Phase before;
		synchronized (this) {
			before = this.phase.getAndSet(Phase.CLOSED);
		}
		if (before == Phase.IDLE || before == Phase.SCHEDULED) {
			// its thread came back just now
			this.calls.release();
		}
		if (before != Phase.CLOSED) {
			ExitReason reason = this.closing;
			if (reason == null) {
				this.cell.standing().overran(this.plan.callTimeout());
			}
			this.calls.failHandling("its call did not end and was given up");
			ended((reason != null) ? reason : new ExitReason.Failed(FailureCause.TIMEOUT, "call",
					"it did not end when its time was over and was given up"));
		}
	}

	private void ended(ExitReason reason) {
		this.calls.end(reason);
		List<Runnable> actions;
		synchronized (this.shutdownActions) {
			actions = List.copyOf(this.shutdownActions);
			this.shutdownActions.clear();
		}
		actions.forEach(this.cell.environment()::callBack);
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
		this.cell.environment().callBack(action);
	}

	// ---- for host calls, on its own thread

	/** The keys of each host handler that the manifest grants, by handler. */
	public Map<String, Map<String, Object>> grants() {
		return this.plan.grants();
	}

	/** The headers of the message being handled. */
	public Map<String, String> headers() {
		return this.calls.headers();
	}

	/** What it notes on the actor's chain. */
	public CallJournal journal() {
		return this.journal;
	}

	/** Its waits for others. */
	public InstanceWaits waits() {
		return this.waits;
	}

	/** What is left for waiting in this call. */
	public Duration remaining() {
		return this.guard.remaining();
	}

}
