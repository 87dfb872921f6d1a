package dev.theater.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import dev.theater.actor.ActorCell;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.BlockingCalls;
import dev.theater.actor.Counters;
import dev.theater.actor.ExitReason;
import dev.theater.actor.GuestDispatcher;
import dev.theater.chain.ChainEvent;
import dev.theater.chain.ChainVerification;
import dev.theater.chain.StoredActor;
import dev.theater.supervisor.ActorDefinition;
import dev.theater.supervisor.ActorLimits;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.ChildRow;
import dev.theater.supervisor.ChildView;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.RootSupervisor;
import dev.theater.supervisor.Supervisor;
import dev.theater.supervisor.SupervisorException;
import dev.theater.supervisor.TheaterCommand;
import org.jspecify.annotations.Nullable;

/** Reads the tree from what supervisors have published, and acts for operators. */
final class TreeDirectory implements ActorDirectory {

	private final Supervisor root;

	private final Map<ActorId, ChildRow> index;

	private final GuestDispatcher dispatcher;

	private final Counters counters;

	private final Predicate<ActorSpec> required;

	TreeDirectory(Supervisor root, Map<ActorId, ChildRow> index, GuestDispatcher dispatcher, Counters counters,
			Predicate<ActorSpec> required) {
		this.root = root;
		this.dispatcher = dispatcher;
		this.index = index;
		this.counters = counters;
		this.required = required;
	}

	@Override
	public SupervisionTree tree() {
		List<ActorNode> roots = nodes(this.root);
		Map<ActorStatus, Integer> counts = new EnumMap<>(ActorStatus.class);
		for (ActorStatus status : ActorStatus.values()) {
			counts.put(status, 0);
		}
		roots.stream().flatMap(ActorNode::all).forEach((node) -> counts.merge(node.status(), 1, Integer::sum));
		return new SupervisionTree(roots, counts,
				new SupervisionTree.Totals(this.counters.total("theater.actors.spawned"),
						this.counters.total("theater.actors.restarts"), this.counters.total("theater.actors.failures"),
						this.counters.total("theater.actors.stopped"),
						this.counters.total("theater.supervision.gave.up")));
	}

	private List<ActorNode> nodes(@Nullable Supervisor supervisor) {
		return (supervisor != null) ? supervisor.rows().stream().map(this::node).toList() : List.of();
	}

	private ActorNode node(ChildRow row) {
		ChildView view = row.view();
		ActorCell cell = view.cell();
		Optional<ActorDefinition> definition = view.definition();
		return new ActorNode(view.id(), view.name(), view.path(),
				definition.map(ActorDefinition::manifest).or(view.spec()::manifestName).orElse("inline"),
				definition.map((loaded) -> loaded.component().hash()).orElse(""), view.status(), view.parked(),
				this.required.test(view.spec()), view.incarnation(), view.restarts(), view.startedAt(),
				view.backingOffUntil(), (cell != null) ? cell.mailboxSize() : 0,
				definition.filter(ActorDefinition::supervises).map(ActorDefinition::supervision),
				view.lastFailure().map((failure) -> new ActorNode.LastFailure(failure.reason(), failure.at())),
				(cell != null) ? cell.store().length() : 0, (cell != null) ? cell.store().head() : null,
				definition.map(ActorDefinition::limits).orElse(ActorLimits.DEFAULT),
				definition.map((loaded) -> loaded.grants().keySet().stream().sorted().toList()).orElse(List.of()),
				nodes(view.supervisor()));
	}

	private Optional<ChildView> view(ActorId id) {
		return Optional.ofNullable(this.index.get(id)).map(ChildRow::view);
	}

	private Optional<ActorCell> cell(ActorId id) {
		return view(id).map(ChildView::cell);
	}

	@Override
	public Optional<ActorNode> node(ActorId id) {
		return Optional.ofNullable(this.index.get(id)).map(this::node);
	}

	@Override
	public Optional<ActorNode> find(String path) {
		Supervisor at = this.root;
		ChildRow found = null;
		for (String name : path.split("/", -1)) {
			if (at == null) {
				return Optional.empty();
			}
			found = at.rows().stream().filter((row) -> row.view().name().equals(name)).findFirst().orElse(null);
			if (found == null) {
				return Optional.empty();
			}
			at = found.view().supervisor();
		}
		return Optional.ofNullable(found).map(this::node);
	}

	@Override
	public Optional<byte[]> state(ActorId id) {
		return cell(id).flatMap((cell) -> cell.store().state());
	}

	@Override
	public Optional<String> wit(ActorId id) {
		return view(id).flatMap(ChildView::definition).map((definition) -> definition.component().wit());
	}

	@Override
	public List<ChainEvent> events(ActorId id, int limit) {
		if (limit < 1) {
			throw new IllegalArgumentException("limit is " + limit + "; it must be 1 or more");
		}
		List<ChainEvent> events = new ArrayList<>(
				cell(id).flatMap((cell) -> cell.store().stored()).map(StoredActor::events).orElse(List.of()));
		Collections.reverse(events);
		return List.copyOf(events.subList(0, Math.min(limit, events.size())));
	}

	@Override
	public Optional<ChainVerification> verify(ActorId id) {
		return cell(id).flatMap((cell) -> cell.store().stored()).map(StoredActor::verify);
	}

	@Override
	public void restart(ActorId id) {
		act(id, new TheaterCommand.RestartChild(id, true));
	}

	@Override
	public void reload(ActorId id) {
		act(id, new TheaterCommand.ReloadChild(id));
	}

	@Override
	public void reload(Set<String> files) {
		RootSupervisor.refuseOnLane();
		BlockingCalls.requireStack();
		// where upper and lower case are the same, a file has more names than one
		Set<String> changed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		changed.addAll(files);
		for (List<ChildRow> level = this.root.rows(); !level.isEmpty(); level = below(level)) {
			List<CompletableFuture<ActorId>> reloads = level.stream()
				.filter((row) -> isConcerned(row, changed))
				.map((row) -> row.parent().submit(new TheaterCommand.ReloadChild(row.view().id())))
				.toList();
			if (!reloads.isEmpty()) {
				// a parent takes its static children along: they come after it
				BlockingCalls.await(this.dispatcher, CompletableFuture.allOf(reloads.toArray(CompletableFuture[]::new))
					.exceptionally((told) -> null));
			}
		}
	}

	private static List<ChildRow> below(List<ChildRow> level) {
		return level.stream()
			.map((row) -> row.view().supervisor())
			.filter(Objects::nonNull)
			.flatMap((supervisor) -> supervisor.rows().stream())
			.toList();
	}

	private static boolean isConcerned(ChildRow row, Set<String> changed) {
		ChildView view = row.view();
		return view.spec().inlineManifest().isEmpty() && (row.awaitsChange()
				|| view.definition().map(ActorDefinition::files).orElse(Set.of()).stream().anyMatch(changed::contains));
	}

	@Override
	public void stop(ActorId id) {
		act(id, new TheaterCommand.StopChild(id, ExitReason.StoppedBy.OPERATOR));
	}

	private void act(ActorId id, TheaterCommand<ActorId> command) {
		RootSupervisor.refuseOnLane();
		BlockingCalls.requireStack();
		ChildRow row = this.index.get(id);
		if (row == null) {
			throw new HandlerErrorException(SupervisorException.Reason.NOT_A_CHILD,
					"there is no actor " + id + ", or there is none any more");
		}
		BlockingCalls.await(this.dispatcher, row.parent().submit(command));
	}

}
