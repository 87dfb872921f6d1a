package dev.theater.manifest;

import java.time.Duration;
import java.util.Map;

import dev.theater.supervisor.Backoff;
import dev.theater.supervisor.RestartIntensity;
import dev.theater.supervisor.RestartStrategy;
import dev.theater.supervisor.SupervisionPolicy;
import org.jspecify.annotations.Nullable;

/** The keys of {@code [supervision]}. */
final class SupervisionKeys {

	private static final Map<String, RestartStrategy> STRATEGIES = LifecycleKeys.words(RestartStrategy.values());

	private SupervisionKeys() {
	}

	static SupervisionPolicy read(Section section, SupervisionPolicy defaults) {
		RestartStrategy strategy = section.word("strategy", STRATEGIES);
		Integer maxRestarts = section.count("max_restarts", 0);
		Duration within = section.durationAboveZero("within");
		Section backoff = section.section("backoff", "backoff = { … }");
		Integer maxConsecutive = section.count("max_consecutive", 1);
		RestartIntensity intensity = new RestartIntensity(or(maxRestarts, defaults.intensity().maxRestarts()),
				or(within, defaults.intensity().within()));
		section.finish();
		return new SupervisionPolicy(or(strategy, defaults.strategy()), intensity,
				(backoff != null) ? backoff(backoff, section, defaults.backoff()) : defaults.backoff(),
				or(maxConsecutive, defaults.maxConsecutive()));
	}

	private static Backoff backoff(Section section, Section supervision, Backoff defaults) {
		Duration initial = or(section.duration("initial"), defaults.initial());
		Duration max = or(section.duration("max"), defaults.max());
		double factor = or(section.number("factor", 1.0, Double.MAX_VALUE), defaults.factor());
		double jitter = or(section.number("jitter", 0.0, 1.0), defaults.jitter());
		Duration resetAfter = or(section.duration("reset_after"), defaults.resetAfter());
		section.finish();
		if (max.compareTo(initial) < 0) {
			supervision.problem("backoff", "backoff goes from " + shown(initial) + " (initial) to " + shown(max)
					+ " (max" + (section.has("max") ? "" : ", by default") + "); max must be at least initial");
			return defaults;
		}
		return new Backoff(initial, max, factor, jitter, resetAfter);
	}

	private static String shown(Duration duration) {
		return duration.toMillis() + "ms";
	}

	private static <T> T or(@Nullable T value, T fallback) {
		return (value != null) ? value : fallback;
	}

}
