package dev.theater.runtime;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongFunction;

import dev.theater.manifest.LimitOverrides;
import dev.theater.supervisor.ActorDefinition;
import dev.theater.supervisor.ActorLimits;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.Lifecycle;
import dev.theater.supervisor.LifecycleOverrides;
import dev.theater.supervisor.LoadProblem;
import dev.theater.supervisor.RestartIntensity;
import dev.theater.supervisor.ShutdownPolicy;
import dev.theater.supervisor.SupervisionPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Lays what manifests say over the runtime's limits, which are defaults and ceilings. A
 * child that a guest starts has no more than its parent: each limit, duration and restart
 * intensity is the least of its manifest's, its parent's and the runtime's.
 */
final class Ceilings {

	private final RuntimeSettings.Limits limits;

	private final SupervisionPolicy supervision;

	/**
	 * @param supervision of those whose manifest does not say, and a ceiling for what
	 * guests start
	 */
	Ceilings(RuntimeSettings.Limits limits, SupervisionPolicy supervision) {
		this.limits = limits;
		this.supervision = supervision;
	}

	ActorLimits limits(String source, LimitOverrides manifest, @Nullable ActorDefinition parent) {
		ActorLimits ceiling = this.limits.actor();
		ActorLimits wanted = manifest.over(ceiling);
		check(source, "memory", wanted.memory(), ceiling.memory(), Ceilings::size);
		check(source, "max_state", wanted.maxState(), ceiling.maxState(), Ceilings::size);
		check(source, "max_message", wanted.maxMessage(), ceiling.maxMessage(), Ceilings::size);
		check(source, "max_children", wanted.maxChildren(), ceiling.maxChildren(), Long::toString);
		check(source, "mailbox", wanted.mailbox(), ceiling.mailbox(), Long::toString);
		check(source, "max_channels", wanted.maxChannels(), ceiling.maxChannels(), Long::toString);
		check(source, "max_events", wanted.events().count(), ceiling.events().count(), Long::toString);
		check(source, "max_events_size", wanted.events().size(), ceiling.events().size(), Ceilings::size);
		check(source, "max_log_line", wanted.log().maxLine(), ceiling.log().maxLine(), Ceilings::size);
		check(source, "log_rate", wanted.log().rate(), ceiling.log().rate(), Long::toString);
		check(source, "log_burst", wanted.log().burst(), ceiling.log().burst(), Long::toString);
		return (parent != null) ? wanted.atMost(parent.limits()) : wanted;
	}

	private static void check(String source, String key, long wanted, long ceiling, LongFunction<String> shown) {
		if (wanted > ceiling) {
			throw above(source, "[limits] " + key, shown.apply(wanted), "theater.limits." + key.replace('_', '-'),
					shown.apply(ceiling));
		}
	}

	private static HandlerErrorException above(String source, String key, String wanted, String property,
			String ceiling) {
		return DefinitionLoader.refused(new LoadProblem.AboveCeiling(source, key, wanted, property, ceiling),
				key + " = " + wanted + " is above the ceiling " + property + " = " + ceiling
						+ "; lower the one or raise the other");
	}

	/** A size as manifests write it, in the largest unit that gives a whole number. */
	private static String size(long bytes) {
		String[] units = { "B", "KB", "MB", "GB", "TB" };
		int unit = 0;
		long number = bytes;
		while (unit < units.length - 1 && number != 0 && number % 1024 == 0) {
			number /= 1024;
			unit++;
		}
		return "\"" + number + units[unit] + "\"";
	}

	/** A duration as manifests write it. */
	private static String time(Duration duration) {
		return duration.toMillisPart() == 0 ? "\"" + duration.toSeconds() + "s\"" : "\"" + duration.toMillis() + "ms\"";
	}

	Lifecycle lifecycle(String source, LifecycleOverrides manifest, LifecycleOverrides spec,
			@Nullable ActorDefinition parent) {
		Lifecycle defaults = new Lifecycle(Lifecycle.DEFAULT.restart(), Lifecycle.DEFAULT.restartState(),
				Lifecycle.DEFAULT.onError(), Lifecycle.DEFAULT.shutdown(),
				shorter(Lifecycle.DEFAULT.initTimeout(), this.limits.initTimeout()),
				shorter(Lifecycle.DEFAULT.callTimeout(), this.limits.callTimeout()));
		Lifecycle wanted = spec.over(manifest.over(defaults));
		check(source, "init_timeout", wanted.initTimeout(), this.limits.initTimeout());
		check(source, "call_timeout", wanted.callTimeout(), this.limits.callTimeout());
		if (parent == null) {
			return wanted;
		}
		return new Lifecycle(wanted.restart(), wanted.restartState(), wanted.onError(),
				shorter(wanted.shutdown(), parent.lifecycle().shutdown()),
				shorter(wanted.initTimeout(), parent.lifecycle().initTimeout()),
				shorter(wanted.callTimeout(), parent.lifecycle().callTimeout()));
	}

	private static void check(String source, String key, Duration wanted, Duration ceiling) {
		if (wanted.compareTo(ceiling) > 0) {
			throw above(source, "[lifecycle] " + key, time(wanted), "theater.limits." + key.replace('_', '-'),
					time(ceiling));
		}
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) <= 0) ? one : other;
	}

	private static ShutdownPolicy shorter(ShutdownPolicy one, ShutdownPolicy other) {
		return switch (one) {
			case ShutdownPolicy.BrutalKill kill -> one;
			case ShutdownPolicy.Infinity infinity -> other;
			case ShutdownPolicy.Within within -> switch (other) {
				case ShutdownPolicy.BrutalKill kill -> other;
				case ShutdownPolicy.Infinity infinity -> one;
				case ShutdownPolicy.Within most -> new ShutdownPolicy.Within(shorter(within.time(), most.time()));
			};
		};
	}

	/**
	 * How an actor treats its children. One that a guest started restarts them no more
	 * often than its parent does its own, and than {@code theater.supervision.*} has it:
	 * see {@link #rarer}. What is not a matter of how often is its manifest's.
	 */
	SupervisionPolicy supervision(Optional<SupervisionPolicy> manifest, @Nullable ActorDefinition parent) {
		SupervisionPolicy wanted = manifest.orElse(this.supervision);
		return (parent != null) ? rarer(rarer(wanted, this.supervision), parent.supervision()) : wanted;
	}

	/**
	 * A policy within another. An intensity is a pair: at once there are no more restarts
	 * than the smaller {@code max_restarts} allows, and in the long run no more than
	 * {@code max_restarts} per {@code within} of the ceiling; a window that is too short
	 * for that is replaced by the ceiling's. {@code max_consecutive} is the smaller.
	 */
	private static SupervisionPolicy rarer(SupervisionPolicy wanted, SupervisionPolicy ceiling) {
		RestartIntensity most = ceiling.intensity();
		int restarts = Math.min(wanted.intensity().maxRestarts(), most.maxRestarts());
		Duration within = wanted.intensity().within();
		boolean tooOften = times(most.within(), restarts).compareTo(times(within, most.maxRestarts())) > 0;
		return new SupervisionPolicy(wanted.strategy(),
				new RestartIntensity(restarts, tooOften ? most.within() : within), wanted.backoff(),
				Math.min(wanted.maxConsecutive(), ceiling.maxConsecutive()));
	}

	private static BigInteger times(Duration duration, int times) {
		return BigInteger.valueOf(duration.toNanos()).multiply(BigInteger.valueOf(times));
	}

}
