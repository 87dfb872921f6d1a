package dev.theater.model;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Map;

import dev.theater.actor.ActorEnvironment;
import dev.theater.actor.ActorId;
import dev.theater.actor.GuestDispatcher;
import dev.theater.actor.ActorRegistry;
import dev.theater.actor.WaitGraph;
import dev.theater.runtime.TheaterRuntime;
import org.jspecify.annotations.Nullable;

/** What a runtime holds on to inside, where nobody can see it from outside. */
final class Remains {

	private final ActorRegistry registry;

	private final Map<?, ?> index;

	private final WaitGraph graph;

	private final Map<?, ?> waits;

	private final GuestDispatcher dispatcher;

	Remains(TheaterRuntime runtime) {
		Object parts = field(runtime, "parts");
		ActorEnvironment environment = (ActorEnvironment) field(field(parts, "messenger"), "environment");
		this.registry = environment.registry();
		this.dispatcher = environment.dispatcher();
		this.index = (Map<?, ?>) field(parts, "index");
		this.graph = environment.waits();
		this.waits = (Map<?, ?>) field(this.graph, "waits");
	}

	private static Object field(Object of, String name) {
		try {
			Field field = of.getClass().getDeclaredField(name);
			field.setAccessible(true);
			return field.get(of);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** How it stands with an actor, inside, where somebody waits for it in vain. */
	String inside(ActorId id) {
		StringBuilder text = new StringBuilder(state(this.dispatcher, "ready.calls", "ready.starts", "ready.heavy",
				"ready.late", "places.taken", "places.without", "threads.threads", "watching", "closed"));
		this.registry.find(id)
			.ifPresent((cell) -> text
				.append(state(field(cell, "current"), "phase", "initialised", "ready", "closing", "guard.phase",
						"guard.killed", "calls.outage.lasting", "calls.unstoredInit"))
				.append(state(cell, "stopMark.set", "store.queue", "store.drafts", "store.flushing")));
		Object row = this.index.get(id);
		text.append(state(row, "operation", "whenInitialised", "whenEnded", "stopped", "replies"));
		for (String supervisor : (row != null) ? new String[] { "parent", "supervisor" } : new String[0]) {
			text.append(state(field(row, supervisor), "lane.scheduled", "lane.steps", "closed", "incarnation",
					"givingUp", "groups.underWay"));
		}
		return text.toString();
	}

	private static String state(@Nullable Object of, String... paths) {
		StringBuilder text = new StringBuilder("\n    " + of);
		for (String path : paths) {
			Object value = of;
			for (String name : path.split("\\.")) {
				value = (value != null) ? field(value, name) : null;
			}
			text.append(' ').append(path).append('=').append(value);
		}
		return text.toString();
	}

	/** Actors that messages can reach. */
	int reachable() {
		return this.registry.size();
	}

	/** Messages in the mailboxes of all that can be reached. */
	long messages() {
		return this.registry.all().stream().mapToLong((cell) -> cell.mailboxSize()).sum();
	}

	/** Has everything stored that was noted. */
	void commit() {
		this.registry.all().forEach((cell) -> cell.store().commit());
	}

	/** Rows of all child tables. */
	Collection<?> rows() {
		return this.index.keySet();
	}

	/** Actors that wait for another. */
	int waits() {
		synchronized (this.graph) {
			return this.waits.size();
		}
	}

	/** Threads of the runtime that are alive. */
	static long threads(String prefix) {
		return Thread.getAllStackTraces().keySet().stream().filter((t) -> t.getName().startsWith(prefix)).count();
	}

	/** Where the threads of a name stand. */
	static String stacks(String prefix) {
		StringBuilder text = new StringBuilder();
		Thread.getAllStackTraces().forEach((thread, stack) -> {
			if (thread.getName().startsWith(prefix)) {
				text.append("\n").append(thread.getName()).append(' ').append(thread.getState());
				for (StackTraceElement frame : stack) {
					if (frame.getClassName().startsWith("dev.theater")) {
						text.append("\n\t").append(frame);
					}
				}
			}
		});
		return text.toString();
	}

}
