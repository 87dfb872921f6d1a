package dev.theater.test;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

import dev.theater.runtime.TheaterRuntime;
import dev.theater.supervisor.SupervisorEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Scenario} needs of its runtime, for a runtime that somebody else builds,
 * starts and closes, such as an application context.
 *
 * <pre>{@code
 * ScenarioSetup setup = ScenarioSetup.onThreads();
 * TheaterRuntime runtime = setup.applyTo(TheaterRuntime.builder()).start();
 * Scenario scenario = setup.scenarioOf(runtime);
 * }</pre>
 */
public final class ScenarioSetup {

	final WrittenManifests manifests = new WrittenManifests();

	final Deque<SupervisorEvent> heard = new ConcurrentLinkedDeque<>();

	final @Nullable ManualClock clock;

	final @Nullable ManualDispatch dispatch;

	private boolean applied;

	ScenarioSetup(@Nullable ManualClock clock, @Nullable ManualDispatch dispatch) {
		this.clock = clock;
		this.dispatch = dispatch;
	}

	/**
	 * For a runtime whose time and order are the test's.
	 * @param clock its clock
	 * @param dispatch runs its steps; one that no other runtime has
	 */
	public static ScenarioSetup stepByStep(ManualClock clock, ManualDispatch dispatch) {
		return new ScenarioSetup(clock, dispatch);
	}

	/** For a runtime with threads and the machine's time, as in an application. */
	public static ScenarioSetup onThreads() {
		return new ScenarioSetup(null, null);
	}

	/**
	 * Gives a runtime that is being built its clock and dispatch, the scenario as a
	 * listener, and the puppet with the manifests that the scenario writes, which come
	 * after the locations that it has already.
	 */
	public TheaterRuntime.Builder applyTo(TheaterRuntime.Builder builder) {
		this.applied = true;
		if (this.clock != null) {
			builder.clock(this.clock);
		}
		if (this.dispatch != null) {
			builder.steps(this.dispatch);
		}
		return builder.manifests(this.manifests).listener(this.heard::add);
	}

	/**
	 * The scenario of the runtime that was built so. To close it closes the runtime.
	 * @throws IllegalStateException if no runtime was
	 */
	public Scenario scenarioOf(TheaterRuntime runtime) {
		if (!this.applied) {
			throw new IllegalStateException("the runtime was built without this setup, so that a scenario would "
					+ "neither hear of its actors nor own its time; call applyTo() with its builder first");
		}
		return new Scenario(this, runtime);
	}

}
