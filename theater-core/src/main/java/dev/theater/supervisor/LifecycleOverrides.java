package dev.theater.supervisor;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Keys of {@code [lifecycle]} that one child or one spawn sets differently from its
 * manifest; what is null stays as the manifest or the defaults have it.
 */
public record LifecycleOverrides(@Nullable RestartType restart, @Nullable RestartState restartState,
		@Nullable OnError onError, @Nullable ShutdownPolicy shutdown, @Nullable Duration initTimeout,
		@Nullable Duration callTimeout) {

	/** Overrides nothing. */
	public static final LifecycleOverrides NONE = new LifecycleOverrides(null, null, null, null, null, null);

	/** The life cycle that results when these overrides are laid over another. */
	public Lifecycle over(Lifecycle lifecycle) {
		return new Lifecycle(or(this.restart, lifecycle.restart()), or(this.restartState, lifecycle.restartState()),
				or(this.onError, lifecycle.onError()), or(this.shutdown, lifecycle.shutdown()),
				or(this.initTimeout, lifecycle.initTimeout()), or(this.callTimeout, lifecycle.callTimeout()));
	}

	private static <T> T or(@Nullable T value, T fallback) {
		return (value != null) ? value : fallback;
	}
}
