package dev.theater.spring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import dev.theater.actor.ActorId;
import dev.theater.chain.ChainEvent;
import dev.theater.chain.ChainVerification;
import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.ActorNode;
import dev.theater.runtime.SupervisionTree;

/** A directory of a tree made by hand. */
public final class FakeDirectory implements ActorDirectory {

	private volatile SupervisionTree tree = Theaters.tree();

	private final Map<ActorId, byte[]> states = new HashMap<>();

	private final Map<ActorId, String> wits = new HashMap<>();

	private final Map<ActorId, List<ChainEvent>> events = new HashMap<>();

	private Consumer<ActorId> onRestart = (id) -> {
	};

	/** Ids of actors that were restarted and stopped, in order, with what was done. */
	public final List<String> done = new ArrayList<>();

	/** The tree from now on. */
	public FakeDirectory roots(ActorNode... roots) {
		return tree(Theaters.tree(roots));
	}

	/** The tree from now on. */
	public FakeDirectory tree(SupervisionTree tree) {
		this.tree = tree;
		return this;
	}

	public FakeDirectory state(ActorId id, byte[] state) {
		this.states.put(id, state);
		return this;
	}

	public FakeDirectory wit(ActorId id, String wit) {
		this.wits.put(id, wit);
		return this;
	}

	/** An actor's events, newest first. */
	public FakeDirectory events(ActorId id, ChainEvent... newestFirst) {
		this.events.put(id, List.of(newestFirst));
		return this;
	}

	/** Is called instead of restarting. */
	public FakeDirectory onRestart(Consumer<ActorId> onRestart) {
		this.onRestart = onRestart;
		return this;
	}

	@Override
	public SupervisionTree tree() {
		return this.tree;
	}

	@Override
	public Optional<ActorNode> node(ActorId id) {
		return this.tree.all().filter((node) -> node.id().equals(id)).findFirst();
	}

	@Override
	public Optional<ActorNode> find(String path) {
		return this.tree.all().filter((node) -> node.path().equals(path)).findFirst();
	}

	@Override
	public Optional<byte[]> state(ActorId id) {
		return Optional.ofNullable(this.states.get(id));
	}

	@Override
	public Optional<String> wit(ActorId id) {
		return Optional.ofNullable(this.wits.get(id));
	}

	@Override
	public List<ChainEvent> events(ActorId id, int limit) {
		return this.events.getOrDefault(id, List.of()).stream().limit(limit).toList();
	}

	@Override
	public Optional<ChainVerification> verify(ActorId id) {
		return node(id).map((node) -> new ChainVerification(true, node.chainLength(), null, null));
	}

	@Override
	public void restart(ActorId id) {
		this.onRestart.accept(id);
		this.done.add("restart " + id);
	}

	@Override
	public void reload(ActorId id) {
		this.done.add("reload " + id);
	}

	@Override
	public void reload(Set<String> files) {
		this.done.add("reload " + new TreeSet<>(files));
	}

	@Override
	public void stop(ActorId id) {
		this.done.add("stop " + id);
	}

}
