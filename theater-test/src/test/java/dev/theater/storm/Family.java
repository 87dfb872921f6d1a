package dev.theater.storm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.theater.runtime.ActorNode;

/**
 * A tree of actors as it was before its stop, and what their chains say of their ends.
 * Dynamic children end at once, then static ones one after the other, newest first, and
 * everybody after all below.
 */
final class Family {

	private static final Pattern FIRST = Pattern.compile("\\{\"([A-Za-z]+)\"");

	private final Map<UUID, List<Chronicle.Entry>> chains;

	private final List<String> violations = new ArrayList<>();

	private int checked;

	/**
	 * When somebody and all below ended, as places among commits.
	 *
	 * @param first the first end of them
	 * @param own the own end
	 */
	private record Ends(long first, long own) {
	}

	Family(Chronicle chronicle) {
		this.chains = chronicle.chains();
	}

	/** What was not as promised, below this actor and itself. */
	List<String> violations(ActorNode top) {
		ends(top);
		return this.violations;
	}

	/** Comparisons that were made. */
	int checked() {
		return this.checked;
	}

	private Ends ends(ActorNode node) {
		long own = end(node);
		long first = own;
		long before = Long.MIN_VALUE;
		List<ActorNode> children = node.children().reversed();
		for (ActorNode child : children.stream().filter((child) -> !isStatic(child)).toList()) {
			Ends ends = ends(child);
			first = Math.min(first, ends.first());
			before = Math.max(before, ends.own());
			requireBefore(ends.own(), own, child, node);
		}
		ActorNode last = node;
		for (ActorNode child : children.stream().filter(Family::isStatic).toList()) {
			Ends ends = ends(child);
			first = Math.min(first, ends.first());
			requireBefore(before, ends.first(), last, child);
			requireBefore(ends.own(), own, child, node);
			before = ends.own();
			last = child;
		}
		return new Ends(first, own);
	}

	/** Static children are named so by their manifests here. */
	static boolean isStatic(ActorNode node) {
		return node.name().startsWith("static");
	}

	private void requireBefore(long one, long other, ActorNode first, ActorNode then) {
		this.checked++;
		if (one >= other) {
			this.violations.add(first.path() + " should end before " + then.path() + " or those below it");
		}
	}

	private long end(ActorNode node) {
		List<Chronicle.Entry> chain = this.chains.getOrDefault(node.id().uuid(), List.of());
		List<Chronicle.Entry> ends = chain.stream().filter((entry) -> nameOf(entry).equals("Stopped")).toList();
		if (ends.size() != 1) {
			this.violations.add(node.path() + " has " + ends.size() + " ends");
			return 0;
		}
		if (ends.getFirst() != chain.getLast()) {
			this.violations.add(node.path() + " goes on after its end: " + nameOf(chain.getLast()));
		}
		return ends.getFirst().place();
	}

	/** The one key of an event's payload. */
	static String nameOf(Chronicle.Entry entry) {
		Matcher matcher = FIRST.matcher(new String(entry.event().data(), StandardCharsets.UTF_8));
		return matcher.lookingAt() ? matcher.group(1) : "";
	}

}
