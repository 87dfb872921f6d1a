package dev.theater.supervisor;

import java.util.Locale;

import dev.theater.actor.ActorStore;
import dev.theater.actor.ExitReason;
import dev.theater.chain.EventPayload;
import org.jspecify.annotations.Nullable;

/** Notes the steps in children's lives on their supervisor's chain. */
final class StepNotes {

	private StepNotes() {
	}

	/**
	 * Notes a step as {@code theater:runtime/child-spawned}, {@code child-failed} and so
	 * on.
	 */
	static void note(ActorStore journal, SupervisorEvent event) {
		String step = event.getClass().getSimpleName();
		SupervisorEvent.Subject child = event.subject();
		EventPayload payload = EventPayload.named("Child" + step)
			.with("child", child.id().toString())
			.with("name", child.name())
			.with("incarnation", child.incarnation());
		ExitReason reason = reason(event);
		if (reason != null) {
			payload.with("reason", reason.describe());
		}
		journal.record("theater:runtime/child-" + step.toLowerCase(Locale.ROOT), payload);
		journal.commit();
	}

	private static @Nullable ExitReason reason(SupervisorEvent event) {
		return switch (event) {
			case SupervisorEvent.Spawned spawned -> null;
			case SupervisorEvent.Restarted restarted -> null;
			case SupervisorEvent.Reloaded reloaded -> null;
			// not what is wrong: guests may read it, and it may tell of the host
			case SupervisorEvent.ReloadFailed failed -> null;
			case SupervisorEvent.Failed failed -> failed.reason();
			case SupervisorEvent.Stopped stopped -> stopped.reason();
			case SupervisorEvent.GaveUp gaveUp -> gaveUp.reason();
			case SupervisorEvent.Parked parked -> parked.reason();
		};
	}

}
