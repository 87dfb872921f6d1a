package dev.theater.host;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.RuntimeClock;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ResultValue;

/**
 * {@code theater:simple/timing}: the time, and waiting for it. Who waits keeps no other
 * actor from running; the wait counts against the call's time for waiting.
 */
public final class TimingHost implements BuiltInHandler {

	private static final String INTERFACE = "theater:simple/timing";

	/** The longest that one call may wait. */
	private static final GrantKey<Duration> MAX_SLEEP = GrantKey.duration("max_sleep", Duration.ofSeconds(10),
			Duration.ofDays(1));

	private final RuntimeClock clock;

	/**
	 * @param clock tells the time and ends waits
	 */
	public TimingHost(RuntimeClock clock) {
		this.clock = clock;
	}

	@Override
	public String name() {
		return "timing";
	}

	@Override
	public GrantKeys grantKeys() {
		return GrantKeys.of(MAX_SLEEP);
	}

	@Override
	public void setUpHostFunctions(HostFunctions functions) {
		functions.function(INTERFACE, "now", FunctionType.of(TheaterWit.U64), this::now)
			.function(INTERFACE, "sleep",
					FunctionType.of(TheaterWit.DONE, FunctionType.param("duration", TheaterWit.U64)), this::sleep)
			.function(INTERFACE, "deadline",
					FunctionType.of(TheaterWit.DONE, FunctionType.param("timestamp", TheaterWit.U64)), this::deadline);
	}

	private Object now(HostCall call, Object[] arguments) {
		return BigInteger.valueOf(this.clock.now().toEpochMilli());
	}

	private Object sleep(HostCall call, Object[] arguments) {
		return pause(call, millis(arguments[0]));
	}

	private Object deadline(HostCall call, Object[] arguments) {
		Instant until = Instant.EPOCH.plus(millis(arguments[0]));
		Instant now = this.clock.now();
		return until.isAfter(now) ? pause(call, Duration.between(now, until)) : ResultValue.ok();
	}

	/** Longer ones are too long by far already, and would not fit an instant. */
	private static Duration millis(Object argument) {
		return Duration.ofMillis(((BigInteger) argument).min(BigInteger.valueOf(Long.MAX_VALUE / 1_000)).longValue());
	}

	private Object pause(HostCall call, Duration time) {
		Duration most = call.grant(MAX_SLEEP);
		if (time.compareTo(most) > 0) {
			return ResultValue.err("a sleep of " + time.toMillis() + " ms is longer than max_sleep = "
					+ MAX_SLEEP.shown(most) + " in [[handler]] type = \"timing\"");
		}
		if (time.isZero()) {
			return ResultValue.ok();
		}
		Duration left = call.remaining();
		if (time.compareTo(left) >= 0) {
			return ResultValue.err("a sleep of " + time.toMillis() + " ms is longer than the " + left.toMillis()
					+ " ms that are left of this call's time for waiting; sleep less, or in several calls");
		}
		CompletableFuture<Void> over = new CompletableFuture<>();
		RuntimeClock.Timer timer = this.clock.schedule(time, () -> over.complete(null));
		try {
			call.await(over);
		}
		finally {
			timer.cancel();
		}
		return ResultValue.ok();
	}

}
