package dev.theater.actor;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import dev.theater.chain.EventPayload;
import dev.theater.component.ComponentInstance;
import dev.theater.component.ExportedFunction;
import dev.theater.component.TrapException;
import dev.theater.component.type.RecordValue;
import dev.theater.component.type.ResultValue;
import dev.theater.component.type.TupleValue;
import org.jspecify.annotations.Nullable;

/**
 * Calls the exports of one instance. This is the only place with a broad catch: every
 * outcome of guest code becomes a value.
 */
final class GuestCalls {

	private final ActorCell cell;

	private final StartPlan plan;

	private final CallGuard guard;

	private final Map<GuestExport, ExportedFunction> functions = new HashMap<>();

	private final CallJournal journal;

	private volatile @Nullable ComponentInstance instance;

	GuestCalls(ActorCell cell, StartPlan plan, CallGuard guard, CallJournal journal) {
		this.cell = cell;
		this.plan = plan;
		this.guard = guard;
		this.journal = journal;
	}

	/** What became of a call. */
	sealed interface Outcome {

		/**
		 * The handler returned ok.
		 *
		 * @param state the new state
		 * @param response what it gave beside the state
		 */
		@SuppressWarnings("ArrayRecordComponent")
		record Done(byte @Nullable [] state, @Nullable TupleValue response) implements Outcome {

			/** What a handler that was asked for a channel gave; null for others. */
			Channels.@Nullable Answer channelAnswer() {
				return (this.response != null && this.response.get(0) instanceof RecordValue accept
						&& accept.get("message") instanceof Optional<?> message)
								? new Channels.Answer(Boolean.TRUE.equals(accept.get("accepted")),
										(byte[]) message.orElse(null))
								: null;
			}
		}

		/** It did not. */
		record Failed(ExitReason.Failed reason) implements Outcome {
		}

	}

	long memoryBytes() {
		ComponentInstance present = this.instance;
		return (present != null) ? present.memoryBytes() : 0;
	}

	/** Gives the instance's memory back; no call runs any more. */
	void release() {
		ComponentInstance present = this.instance;
		if (present != null) {
			present.close();
		}
	}

	/** Instantiates; the start section runs under the deadline of init. */
	@Nullable Outcome instantiate(Supplier<ComponentInstance> how) {
		this.journal.begin();
		this.guard.begin(this.plan.initTimeout(), this.plan.waitTimeout());
		try {
			this.instance = how.get();
			return null;
		}
		catch (Throwable ex) {
			return failed("instantiate", ex);
		}
		finally {
			this.guard.end();
		}
	}

	/**
	 * Calls an export with a state and parameters, noting call and outcome on the chain.
	 * @param headers of the message that it is about
	 */
	Outcome call(GuestExport export, byte @Nullable [] state, TupleValue params, EventPayload event,
			Map<String, String> headers) {
		this.journal.begin();
		this.journal.call(export.eventType(), event);
		TurnInterceptor.Around around = this.cell.intercept(TurnInterceptor.Kind.CALL, export.interfaceName(),
				export.function(), headers);
		Outcome outcome = invoke(export, state, params);
		try {
			this.journal.call(export.eventType(), event(export.eventName(), outcome));
		}
		finally {
			// whatever breaks, the thread has other calls to make
			if (outcome instanceof Outcome.Failed failed) {
				TurnInterceptor.Around.tell(around, failed.reason().cause().tag(), failed.reason().message());
			}
			else {
				TurnInterceptor.Around.tell(around, "ok", null);
			}
		}
		return outcome;
	}

	private static EventPayload event(String name, Outcome outcome) {
		return switch (outcome) {
			case Outcome.Done done -> result(name, done);
			case Outcome.Failed failed -> EventPayload.named(name + "Error")
				.with("cause", failed.reason().cause().tag())
				.with("message", failed.reason().message());
		};
	}

	private static EventPayload result(String name, Outcome.Done done) {
		EventPayload payload = EventPayload.named(name + "Result");
		if (done.state() != null) {
			payload.with("state", done.state());
		}
		if (done.response() != null && done.response().get(0) instanceof Optional<?> response
				&& response.orElse(null) instanceof byte[] bytes) {
			payload.with("response", bytes);
		}
		Channels.Answer answer = done.channelAnswer();
		if (answer != null) {
			payload.with("accepted", answer.accepted());
			if (answer.message() != null) {
				payload.with("message", answer.message());
			}
		}
		return payload;
	}

	private Outcome invoke(GuestExport export, byte @Nullable [] state, TupleValue params) {
		this.guard.begin(GuestExport.INIT.equals(export) ? this.plan.initTimeout() : this.plan.callTimeout(),
				this.plan.waitTimeout());
		try {
			Object result = function(export).call(Optional.ofNullable(state), params);
			return outcome(export, result);
		}
		catch (Throwable ex) {
			return failed(export.function(), ex);
		}
		finally {
			this.guard.end();
		}
	}

	private ExportedFunction function(GuestExport export) {
		ExportedFunction known = this.functions.get(export);
		if (known == null) {
			ComponentInstance present = this.instance;
			if (present == null) {
				throw new IllegalStateException("not instantiated");
			}
			known = present.function(export.interfaceName(), export.function())
				.orElseThrow(() -> new IllegalStateException("the component does not export " + export));
			this.functions.put(export, known);
		}
		return known;
	}

	private Outcome outcome(GuestExport export, @Nullable Object result) {
		if (!(result instanceof ResultValue value)) {
			throw new IllegalStateException(export + " returned " + result + " and not a result");
		}
		if (!value.isOk()) {
			return new Outcome.Failed(new ExitReason.Failed(FailureCause.ERROR, export.function(),
					ErrorText.bounded(String.valueOf(value.value()))));
		}
		if (!(value.value() instanceof TupleValue tuple) || !(tuple.get(0) instanceof Optional<?> state)) {
			throw new IllegalStateException(export + " returned no state");
		}
		byte[] bytes = (byte[]) state.orElse(null);
		if (bytes != null && bytes.length > this.plan.maxState()) {
			return new Outcome.Failed(new ExitReason.Failed(FailureCause.LIMIT, export.function(),
					"the new state has " + bytes.length + " bytes; max_state allows " + this.plan.maxState()));
		}
		if (bytes != null && !this.cell.store().hasRoomFor(bytes.length)) {
			return new Outcome.Failed(
					new ExitReason.Failed(FailureCause.LIMIT, export.function(), "no memory is left for a new state of "
							+ bytes.length + " bytes: all guests together hold " + this.cell.store().memory()));
		}
		TupleValue response = (tuple.items().size() > 1) ? (TupleValue) tuple.get(1) : null;
		return new Outcome.Done(bytes, response);
	}

	private Outcome failed(String function, Throwable ex) {
		FailureCause cause = FailureCause.HOST;
		String message = String.valueOf(ex.getMessage());
		if (this.guard.overran()) {
			cause = FailureCause.TIMEOUT;
			Duration time = (function.equals(GuestExport.INIT.function()) || function.equals("instantiate"))
					? this.plan.initTimeout() : this.plan.callTimeout();
			this.cell.standing().overran(time);
			message = "it ran longer than " + time.toMillis() + " ms";
		}
		else if (this.guard.killed()) {
			cause = FailureCause.TRAP;
			message = "it was interrupted since the actor is being stopped";
		}
		else if (ex instanceof TrapException trap) {
			cause = switch (trap.reason()) {
				case LIMIT -> FailureCause.LIMIT;
				case HOST -> FailureCause.HOST;
				default -> FailureCause.TRAP;
			};
			if (cause == FailureCause.HOST && trap.getCause() != null) {
				message += ": " + trap.getCause();
			}
		}
		else {
			message = ex.toString();
		}
		return new Outcome.Failed(new ExitReason.Failed(cause, function, ErrorText.bounded(message)));
	}

}
