package dev.theater.spring.endpoint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

import dev.theater.actor.ActorId;
import dev.theater.runtime.ActorNode;
import org.jspecify.annotations.Nullable;

/**
 * The part of a tree that an answer shows. The limit is spent level by level, so that one
 * actor with many children does not hide its siblings.
 */
final class TreeView {

	private final Set<ActorId> shown = new HashSet<>();

	private final boolean showValues;

	private final int omitted;

	/**
	 * @param tops the actors of the first level
	 * @param depth how many levels are shown
	 * @param limit how many actors are shown
	 * @param showValues whether failures' messages are shown
	 */
	TreeView(List<ActorNode> tops, int depth, int limit, boolean showValues) {
		this.showValues = showValues;
		Queue<Level> queue = new ArrayDeque<>();
		tops.forEach((top) -> queue.add(new Level(top, 1)));
		int all = 0;
		for (Level next = queue.poll(); next != null; next = queue.poll()) {
			all++;
			if (next.level() <= depth && this.shown.size() < limit) {
				this.shown.add(next.node().id());
			}
			int below = next.level() + 1;
			next.node().children().forEach((child) -> queue.add(new Level(child, below)));
		}
		this.omitted = all - this.shown.size();
	}

	/** How many actors are not shown. */
	int omitted() {
		return this.omitted;
	}

	/** Those of these actors that are shown, each with what is shown below it. */
	List<ActorDescriptor> describe(List<ActorNode> nodes) {
		List<ActorDescriptor> descriptors = new ArrayList<>();
		for (ActorNode node : nodes) {
			if (this.shown.contains(node.id())) {
				descriptors.add(describe(node, null));
			}
		}
		return descriptors;
	}

	/** An actor with what is shown below it. */
	ActorDescriptor describe(ActorNode node, ActorDescriptor.@Nullable Details details) {
		return ActorDescriptor.of(node, this.showValues, details, describe(node.children()));
	}

	private record Level(ActorNode node, int level) {
	}

}
