package dev.theater.supervisor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorComponent;
import org.jspecify.annotations.Nullable;

/**
 * All that a manifest says of an actor, checked and with its component loaded.
 *
 * @param name the actor's name if none is given
 * @param actor the manifest's name, the tag of its metrics
 * @param manifest the manifest's file name, or {@code inline}
 * @param component what to run
 * @param initialState what the first {@code init} gets unless the spawn says otherwise;
 * never written to
 * @param grants handlers by type, each with its keys
 * @param supervision how it treats its children
 * @param supervises whether the manifest says so; if not, a guest that can decides itself
 * what becomes of those that fail
 * @param lifecycle how its parent treats it
 * @param limits what it may use
 * @param children static children, in order
 * @param files what it was made of: paths below a location of manifests; none where the
 * manifest was given as text
 */
@SuppressWarnings("ArrayRecordComponent")
public record ActorDefinition(String name, String actor, String manifest, ActorComponent component,
		byte @Nullable [] initialState, Map<String, Map<String, Object>> grants, SupervisionPolicy supervision,
		boolean supervises, Lifecycle lifecycle, ActorLimits limits, List<ActorSpec> children, Set<String> files) {

	public ActorDefinition {
		grants = Map.copyOf(grants);
		children = List.copyOf(children);
		files = Set.copyOf(files);
	}

	/** What another definition has differently, in words; empty if that is nothing. */
	List<String> changesTo(ActorDefinition other) {
		List<String> changes = new ArrayList<>();
		note(changes, "component", this.component.hash().equals(other.component.hash()));
		note(changes, "initial state", Arrays.equals(this.initialState, other.initialState));
		note(changes, "grants", this.grants.equals(other.grants));
		note(changes, "supervision", this.supervision.equals(other.supervision) && this.supervises == other.supervises);
		note(changes, "lifecycle", this.lifecycle.equals(other.lifecycle));
		note(changes, "limits", this.limits.equals(other.limits));
		note(changes, "children", ActorSpec.same(this.children, other.children));
		// the names are given once, when an actor is spawned
		return List.copyOf(changes);
	}

	/** The same, made of other files. */
	ActorDefinition madeOf(Set<String> others) {
		return this.files.equals(others) ? this
				: new ActorDefinition(this.name, this.actor, this.manifest, this.component, this.initialState,
						this.grants, this.supervision, this.supervises, this.lifecycle, this.limits, this.children,
						others);
	}

	private static void note(List<String> changes, String what, boolean same) {
		if (!same) {
			changes.add(what);
		}
	}

	/** Where definitions come from. */
	@FunctionalInterface
	public interface Source {

		/**
		 * What {@link #load} would give, where that is known after a look at the files;
		 * null if there is more to do, or anything is wrong.
		 */
		default @Nullable ActorDefinition ready(ActorSpec spec, @Nullable ActorDefinition parent) {
			return null;
		}

		/**
		 * Reads, checks and loads, on the calling thread, which may take long. What
		 * another thread is loading already is not waited for: that thread will complete
		 * the answer.
		 * @param parent whose child it will be, where a guest asked for it: the child
		 * gets no more than the parent has; null where the application asked
		 * @return fails with a {@link SupervisorException}, bare or as the cause of a
		 * {@link java.util.concurrent.CompletionException}, if anything about it is wrong
		 * @throws SupervisorException likewise
		 */
		CompletableFuture<ActorDefinition> load(ActorSpec spec, @Nullable ActorDefinition parent);

	}
}
