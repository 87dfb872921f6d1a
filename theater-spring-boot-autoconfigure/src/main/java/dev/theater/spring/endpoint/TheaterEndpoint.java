package dev.theater.spring.endpoint;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

import dev.theater.actor.ActorId;
import dev.theater.actor.InvalidActorIdException;
import dev.theater.chain.ChainEvent;
import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.ActorNode;
import dev.theater.runtime.SupervisionTree;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.supervisor.SupervisorException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@link Endpoint @Endpoint} that shows the tree of actors, and restarts and stops them
 * where the application permits it. As it stands, which is how JMX sees it, it never
 * shows states, payloads and failures' messages: these may contain what users entrusted
 * to the actors.
 */
@Endpoint(id = "theater", defaultAccess = Access.READ_ONLY)
public final class TheaterEndpoint {

	static final String EVENTS = "events";

	static final String RESTART = "restart";

	private static final int DEFAULT_DEPTH = 3;

	private static final int DEFAULT_LIMIT = 500;

	private static final int DEFAULT_EVENTS = 100;

	private final TheaterRuntime runtime;

	private final ActorDirectory directory;

	public TheaterEndpoint(TheaterRuntime runtime, ActorDirectory directory) {
		this.runtime = runtime;
		this.directory = directory;
	}

	/**
	 * The tree of actors.
	 * @param depth levels shown; 3 if left out
	 * @param limit actors shown; 500 if left out
	 */
	@ReadOperation
	public TheaterDescriptor theater(@Nullable Integer depth, @Nullable Integer limit) {
		return theater(depth, limit, false);
	}

	/**
	 * An actor with its subtree.
	 * @param id its id
	 * @param depth levels shown; 3 if left out
	 * @param limit actors shown; 500 if left out
	 * @return the actor, or null if there is none with this id
	 */
	@ReadOperation
	public @Nullable ActorDescriptor actor(@Selector String id, @Nullable Integer depth, @Nullable Integer limit) {
		return actor(parse(id), depth, limit, false).orElse(null);
	}

	/**
	 * An actor's newest events.
	 * @param id its id
	 * @param part {@code events}
	 * @param limit events shown; 100 if left out
	 * @return the events, or null if there is no actor with this id or no such part
	 */
	@ReadOperation
	public @Nullable EventsDescriptor events(@Selector String id, @Selector String part, @Nullable Integer limit) {
		return EVENTS.equals(part) ? events(parse(id), limit, false).orElse(null) : null;
	}

	/**
	 * Restarts an actor.
	 * @param id its id
	 * @param action {@code restart}
	 * @return the actor afterwards, or null if there is none with this id
	 */
	@WriteOperation
	public @Nullable ActorDescriptor act(@Selector String id, String action) {
		ActorId actor = parse(id);
		requireRestart(action);
		if (this.directory.node(actor).isEmpty()) {
			return null;
		}
		return withoutWords(() -> restart(actor, false).orElse(null));
	}

	/**
	 * Stops an actor and its subtree.
	 * @param id its id
	 * @return which one it was, or null if there is none with this id
	 */
	// not void: Boot would take the web's operation, which answers, for another one; and
	// no boolean, of which Boot makes no answer for JMX
	@DeleteOperation
	public @Nullable StoppedDescriptor stop(@Selector String id) {
		ActorId actor = parse(id);
		if (this.directory.node(actor).isEmpty()) {
			return null;
		}
		return withoutWords(() -> {
			stop(actor);
			return new StoppedDescriptor(actor.toString());
		});
	}

	/**
	 * JMX shows the messages of exceptions and of their causes; these may quote a guest.
	 */
	private static <T> @Nullable T withoutWords(Supplier<? extends @Nullable T> operation) {
		try {
			return operation.get();
		}
		catch (SupervisorException ex) {
			throw new IllegalStateException("Refused or failed: " + ex.reason());
		}
	}

	TheaterDescriptor theater(@Nullable Integer depth, @Nullable Integer limit, boolean showValues) {
		SupervisionTree tree = this.directory.tree();
		TreeView view = view(tree.roots(), depth, limit, showValues);
		String engine = this.runtime.settings().engine().mode().name().toLowerCase(Locale.ROOT);
		return new TheaterDescriptor(this.runtime.status().name(), engine, this.runtime.storeName(),
				TheaterDescriptor.ActorCounts.of(tree.counts()), TheaterDescriptor.Totals.of(tree.totals()),
				view.omitted(), view.describe(tree.roots()));
	}

	Optional<ActorDescriptor> actor(ActorId id, @Nullable Integer depth, @Nullable Integer limit, boolean showValues) {
		return this.directory.node(id).map((node) -> {
			TreeView view = view(List.of(node), depth, limit, showValues);
			ValueDescriptor state = showValues ? this.directory.state(id).map(ValueDescriptor::of).orElse(null) : null;
			String wit = this.directory.wit(id).orElse(null);
			return view.describe(node, new ActorDescriptor.Details(wit, state, view.omitted()));
		});
	}

	Optional<EventsDescriptor> events(ActorId id, @Nullable Integer limit, boolean showValues) {
		int shown = atLeastOne("limit", limit, DEFAULT_EVENTS);
		return this.directory.node(id).map((node) -> {
			List<ChainEvent> events = this.directory.events(id, shown);
			return new EventsDescriptor(id.toString(), chain(node, events),
					this.directory.verify(id).map(EventsDescriptor.Verification::of).orElse(null),
					events.stream().map((event) -> EventsDescriptor.Event.of(event, showValues)).toList());
		});
	}

	/**
	 * The chain as these events end it: it may have grown since the node was looked up.
	 */
	private static ActorDescriptor.Chain chain(ActorNode node, List<ChainEvent> newestFirst) {
		if (newestFirst.isEmpty()) {
			return ActorDescriptor.Chain.of(node.chainLength(), node.chainHead());
		}
		ChainEvent newest = newestFirst.getFirst();
		return ActorDescriptor.Chain.of(newest.sequence() + 1, newest.hash());
	}

	Optional<ActorDescriptor> restart(ActorId id, boolean showValues) {
		this.directory.restart(id);
		return actor(id, null, null, showValues);
	}

	void stop(ActorId id) {
		this.directory.stop(id);
	}

	Optional<ActorNode> node(ActorId id) {
		return this.directory.node(id);
	}

	static ActorId parse(String id) {
		try {
			return ActorId.of(id);
		}
		catch (InvalidActorIdException ex) {
			throw new InvalidEndpointRequestException(String.valueOf(ex.getMessage()), ex.getMessage(), ex);
		}
	}

	static void requireRestart(String action) {
		if (!RESTART.equals(action)) {
			throw refusal("action is '" + action + "'; it must be '" + RESTART + "'");
		}
	}

	private static TreeView view(List<ActorNode> tops, @Nullable Integer depth, @Nullable Integer limit,
			boolean showValues) {
		return new TreeView(tops, atLeastOne("depth", depth, DEFAULT_DEPTH), atLeastOne("limit", limit, DEFAULT_LIMIT),
				showValues);
	}

	private static int atLeastOne(String name, @Nullable Integer value, int byDefault) {
		if (value != null && value < 1) {
			throw refusal(name + " is " + value + "; it must be 1 or more");
		}
		return (value != null) ? value : byDefault;
	}

	private static InvalidEndpointRequestException refusal(String message) {
		return new InvalidEndpointRequestException(message, message);
	}

}
