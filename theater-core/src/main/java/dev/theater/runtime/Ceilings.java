package dev.theater.runtime;

import java.time.Duration;
import java.util.function.LongFunction;

import dev.theater.manifest.LimitOverrides;
import dev.theater.supervisor.ActorDefinition;
import dev.theater.supervisor.ActorLimits;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.Lifecycle;
import dev.theater.supervisor.LifecycleOverrides;
import org.jspecify.annotations.Nullable;

/**
 * Lays what manifests say over the runtime's limits, which are defaults and ceilings. A
 * child that a guest starts has no more than its parent.
 */
final class Ceilings {

	private final RuntimeSettings.Limits limits;

	Ceilings(RuntimeSettings.Limits limits) {
		this.limits = limits;
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
		if (parent == null) {
			return wanted;
		}
		ActorLimits most = parent.limits();
		return new ActorLimits(Math.min(wanted.memory(), most.memory()), Math.min(wanted.maxState(), most.maxState()),
				Math.min(wanted.maxMessage(), most.maxMessage()), Math.min(wanted.maxChildren(), most.maxChildren()),
				Math.min(wanted.mailbox(), most.mailbox()), Math.min(wanted.maxChannels(), most.maxChannels()));
	}

	private static void check(String source, String key, long wanted, long ceiling, LongFunction<String> shown) {
		if (wanted > ceiling) {
			throw above(source, "[limits] " + key, shown.apply(wanted), "theater.limits." + key.replace('_', '-'),
					shown.apply(ceiling));
		}
	}

	private static HandlerErrorException above(String source, String key, String wanted, String property,
			String ceiling) {
		return DefinitionLoader.refused(source, key + " = " + wanted + " is above the ceiling " + property + " = "
				+ ceiling + "; lower the one or raise the other");
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
		return new Lifecycle(wanted.restart(), wanted.restartState(), wanted.onError(), wanted.shutdown(),
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

}
