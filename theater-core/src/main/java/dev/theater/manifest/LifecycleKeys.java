package dev.theater.manifest;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import dev.theater.supervisor.LifecycleOverrides;
import dev.theater.supervisor.OnError;
import dev.theater.supervisor.RestartState;
import dev.theater.supervisor.RestartType;
import dev.theater.supervisor.ShutdownPolicy;
import org.jspecify.annotations.Nullable;

/** The keys of {@code [lifecycle]}, which {@code [[child]]} has too. */
final class LifecycleKeys {

	private static final Map<String, RestartType> RESTART = words(RestartType.values());

	private static final Map<String, RestartState> RESTART_STATE = words(RestartState.values());

	private static final Map<String, OnError> ON_ERROR = words(OnError.values());

	private LifecycleKeys() {
	}

	static LifecycleOverrides read(Section section) {
		return new LifecycleOverrides(section.word("restart", RESTART), section.word("restart_state", RESTART_STATE),
				section.word("on_error", ON_ERROR), shutdown(section), section.durationAboveZero("init_timeout"),
				section.durationAboveZero("call_timeout"));
	}

	private static @Nullable ShutdownPolicy shutdown(Section section) {
		Object policy = section.wordOrDuration("shutdown",
				Map.of("brutal-kill", new ShutdownPolicy.BrutalKill(), "infinity", new ShutdownPolicy.Infinity()));
		return switch (policy) {
			case Duration time -> new ShutdownPolicy.Within(time);
			case ShutdownPolicy word -> word;
			case null, default -> null;
		};
	}

	/** The names of an enumeration as manifests spell them. */
	static <E extends Enum<E>> Map<String, E> words(E[] values) {
		Map<String, E> words = new LinkedHashMap<>();
		for (E value : values) {
			words.put(value.name().toLowerCase(Locale.ROOT).replace('_', '-'), value);
		}
		return words;
	}

}
