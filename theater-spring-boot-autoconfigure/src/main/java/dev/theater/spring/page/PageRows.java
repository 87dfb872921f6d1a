package dev.theater.spring.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import dev.theater.actor.ActorId;
import dev.theater.runtime.ActorNode;
import dev.theater.runtime.SupervisionTree;
import org.jspecify.annotations.Nullable;

/**
 * A tree as rows, level by level, so that with too many actors it is the deepest that are
 * left out.
 *
 * @param actors the rows
 * @param omitted actors beyond the rows
 * @param parked actors that the root supervisor gave up on, those beyond included
 * @param backingOff actors whose restart is delayed, those beyond included
 */
record PageRows(List<PageActor> actors, int omitted, int parked, int backingOff) {

	PageRows {
		actors = List.copyOf(actors);
	}

	/**
	 * @param most rows at most
	 */
	static PageRows of(SupervisionTree tree, int most) {
		List<PageActor> rows = new ArrayList<>();
		int omitted = 0;
		int parked = 0;
		int backingOff = 0;
		Deque<Level> levels = new ArrayDeque<>();
		levels.add(new Level(null, tree.roots()));
		for (Level level = levels.poll(); level != null; level = levels.poll()) {
			for (ActorNode node : level.nodes()) {
				parked += node.parked() ? 1 : 0;
				backingOff += (node.backingOffUntil() != null) ? 1 : 0;
				if (rows.size() < most) {
					rows.add(PageActor.of(node, (level.parent() != null) ? level.parent().toString() : null));
				}
				else {
					omitted++;
				}
				if (!node.children().isEmpty()) {
					levels.add(new Level(node.id(), node.children()));
				}
			}
		}
		return new PageRows(rows, omitted, parked, backingOff);
	}

	/** An actor's children. */
	private record Level(@Nullable ActorId parent, List<ActorNode> nodes) {
	}

}
