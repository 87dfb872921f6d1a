package dev.theater.supervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

import dev.theater.supervisor.SupervisorException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What an actor and all its static children are to be, loaded and checked before anything
 * is stopped for it.
 *
 * @param spec what it is started from
 * @param definition what it is
 * @param children its static children, in order
 */
record Blueprint(ActorSpec spec, ActorDefinition definition, List<Blueprint> children) {

	/** Static children in all; a manifest may name itself. */
	private static final int MOST = 1_000;

	/** Draws one blueprint; on a thread that may take long. */
	static final class Drawing {

		private final BiFunction<ActorSpec, @Nullable ActorDefinition, CompletableFuture<ActorDefinition>> definitions;

		private final boolean fromGuest;

		private int left = MOST;

		/**
		 * @param definitions loads what is given, within what its parent is
		 * @param fromGuest whether children have no more than their parent
		 */
		Drawing(BiFunction<ActorSpec, @Nullable ActorDefinition, CompletableFuture<ActorDefinition>> definitions,
				boolean fromGuest) {
			this.definitions = definitions;
			this.fromGuest = fromGuest;
		}

		/**
		 * Loads an actor and its static children.
		 * @param limit what it may be at most; null if it may be whatever it says
		 * @param levels how deep the tree may be, the actor itself included
		 */
		CompletableFuture<Blueprint> of(ActorSpec spec, @Nullable ActorDefinition limit, int levels) {
			if (this.left-- == 0 || levels == 0) {
				return CompletableFuture
					.failedFuture(new HandlerErrorException(Reason.LIMIT, "static children of static children: there "
							+ "are more than " + MOST + ", or they are deeper than theater.limits.max-depth allows"));
			}
			return this.definitions.apply(spec, limit).thenCompose((definition) -> {
				// such as that its initial state is within its limits
				InitialState.OF_SPEC.of(spec, definition);
				return children(definition, levels)
					.thenApply((children) -> new Blueprint(spec, definition, List.copyOf(children)));
			});
		}

		private CompletableFuture<List<Blueprint>> children(ActorDefinition parent, int levels) {
			CompletableFuture<List<Blueprint>> all = CompletableFuture.completedFuture(new ArrayList<>());
			for (ActorSpec child : parent.children()) {
				all = all.thenCompose(
						(before) -> of(child, this.fromGuest ? parent : null, levels - 1).thenApply((blueprint) -> {
							before.add(blueprint);
							return before;
						}));
			}
			return all;
		}

	}

}
