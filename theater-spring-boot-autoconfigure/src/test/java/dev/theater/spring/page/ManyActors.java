package dev.theater.spring.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.ExitReason;
import dev.theater.actor.FailureCause;
import dev.theater.runtime.ActorNode;
import dev.theater.spring.Theaters;
import dev.theater.supervisor.ActorLimits;
import dev.theater.supervisor.Backoff;
import dev.theater.supervisor.RestartIntensity;
import dev.theater.supervisor.RestartStrategy;
import dev.theater.supervisor.SupervisionPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A tree of as many actors as one likes, always the same for a number: towns with desks
 * with agents, some of whom are in trouble. What they do is played.
 */
final class ManyActors {

	/** Names as only somebody with bad intentions would give them. */
	static final List<String> HOSTILE = List.of("<img src=x onerror=\"document.title='owned'\">",
			"\"><script>document.title='owned'</script>", "\u202Egnp.exe\u2069", "javascript:alert(1)",
			"&lt;b&gt;&amp;", "\u0000\u0007\n", "name ".repeat(40).strip(),
			"\u0905\u0928\u0941 \uD83D\uDC18 \u05D0\u05D1");

	private static final List<String> TOWNS = List.of("amber", "birch", "cedar", "delta", "ember", "fjord", "grove",
			"heath", "isle", "juniper");

	private static final List<String> ROLES = List.of("clerk", "scout", "scribe", "courier", "auditor", "broker");

	private static final List<FailureCause> CAUSES = List.of(FailureCause.values());

	private final int wanted;

	private int made;

	private ManyActors(int wanted) {
		this.wanted = wanted;
	}

	/** So many actors, as roots with what is below them. */
	static ActorNode[] tree(int count) {
		ManyActors many = new ManyActors(count);
		return many.towns().toArray(ActorNode[]::new);
	}

	/** One root that has children with hostile names, and nothing else. */
	static ActorNode[] hostile() {
		ManyActors many = new ManyActors(HOSTILE.size() + 1);
		List<ActorNode> children = HOSTILE.stream().map((name) -> many.agent(name, "hostile/" + name)).toList();
		return new ActorNode[] { many.node("hostile", "hostile", RestartStrategy.ONE_FOR_ONE, children) };
	}

	/**
	 * Of ten, or more where there are that many actors; the first of them has the most.
	 */
	private List<ActorNode> towns() {
		List<ActorNode> towns = new ArrayList<>();
		for (int i = 0; this.made < this.wanted; i++) {
			String name = TOWNS.get(i % TOWNS.size()) + ((i < TOWNS.size()) ? "" : "-" + i / TOWNS.size());
			int share = Math.max(8, this.wanted / TOWNS.size());
			towns.add(town(name, Math.min(share, this.wanted - this.made)));
		}
		return towns;
	}

	private ActorNode town(String name, int size) {
		int end = this.made + size - 1;
		List<ActorNode> desks = new ArrayList<>();
		for (int i = 1; this.made < end; i++) {
			// one desk in three is large, where there are many
			int agents = Math.max(3, (i % 3 == 0) ? size / 4 : size / 12);
			desks.add(desk(name, "desk-" + i, Math.min(agents, end - this.made - 1)));
		}
		return node(name, name, RestartStrategy.REST_FOR_ONE, desks);
	}

	private ActorNode desk(String town, String name, int agents) {
		String path = town + "/" + name;
		List<ActorNode> children = new ArrayList<>();
		for (int i = 1; i <= agents; i++) {
			String child = ROLES.get(i % ROLES.size()) + "-" + i;
			children.add(agent(child, path + "/" + child));
		}
		return node(name, path, RestartStrategy.ONE_FOR_ALL, children);
	}

	private ActorNode node(String name, String path, RestartStrategy strategy, List<ActorNode> children) {
		return new One(name, path, id(++this.made)).supervising(strategy).children(children).build();
	}

	/** Most are well. */
	private ActorNode agent(String name, String path) {
		int number = ++this.made;
		One one = new One(name, path, id(number));
		if (number % 5 == 0) {
			one.mailbox(number % 40);
		}
		if (number % 17 == 0) {
			one.failed(CAUSES.get(number % CAUSES.size())).restarts(number % 7 + 1);
		}
		// more of them at the beginning, where they are seen
		switch (number % ((number < 200) ? 61 : 293)) {
			case 6 -> one.status(ActorStatus.RESTARTING).restarts(4).failed(FailureCause.TIMEOUT);
			case 12 -> one.backingOff().restarts(6).failed(FailureCause.ERROR);
			case 17 -> one.status(ActorStatus.STOPPED);
			case 21 -> one.status(ActorStatus.FAILED).failed(FailureCause.LIMIT);
			case 24 -> one.status(ActorStatus.STARTING);
			case 28 -> one.status(ActorStatus.FAILED).parked().failed(FailureCause.TRAP).restarts(11);
			case 53 -> one.status(ActorStatus.STOPPING);
			default -> {
			}
		}
		return one.build();
	}

	/** Actors of another tree have other ids, as those of another run have. */
	private ActorId id(int number) {
		return ActorId.of(new UUID(0x4000L | ((long) number << 32), 0x8000000000000000L | this.wanted).toString());
	}

	/** The same actor one incarnation later. */
	static ActorNode restarted(ActorNode node) {
		return One.of(node).failed(FailureCause.TRAP).restarts(node.restarts() + 1).build();
	}

	/** The same roots with another actor in the place of the one that has its id. */
	static ActorNode[] with(List<ActorNode> roots, ActorNode changed) {
		return replace(roots, changed).toArray(ActorNode[]::new);
	}

	private static List<ActorNode> replace(List<ActorNode> nodes, ActorNode changed) {
		return nodes.stream()
			.map((node) -> node.id().equals(changed.id()) ? changed
					: changed.path().startsWith(node.path() + "/")
							? One.of(node).children(replace(node.children(), changed)).build() : node)
			.toList();
	}

	/** An actor in the making. */
	private static final class One {

		private final String name;

		private final String path;

		private final ActorId id;

		private ActorStatus status = ActorStatus.RUNNING;

		private boolean parked;

		private long restarts;

		private int mailbox;

		private @Nullable Instant backingOffUntil;

		private Optional<SupervisionPolicy> supervision = Optional.empty();

		private Optional<ActorNode.LastFailure> lastFailure = Optional.empty();

		private List<ActorNode> children = List.of();

		One(String name, String path, ActorId id) {
			this.name = name;
			this.path = path;
			this.id = id;
		}

		static One of(ActorNode node) {
			One one = new One(node.name(), node.path(), node.id()).status(node.status())
				.restarts(node.restarts())
				.mailbox(node.mailbox())
				.children(node.children());
			one.parked = node.parked();
			one.backingOffUntil = node.backingOffUntil();
			one.supervision = node.supervision();
			one.lastFailure = node.lastFailure();
			return one;
		}

		One status(ActorStatus status) {
			this.status = status;
			return this;
		}

		One parked() {
			this.parked = true;
			return this;
		}

		One backingOff() {
			this.backingOffUntil = Instant.now().plus(Duration.ofMinutes(2));
			return status(ActorStatus.RESTARTING);
		}

		One restarts(long restarts) {
			this.restarts = restarts;
			return this;
		}

		One mailbox(int mailbox) {
			this.mailbox = mailbox;
			return this;
		}

		One supervising(RestartStrategy strategy) {
			this.supervision = Optional.of(new SupervisionPolicy(strategy, RestartIntensity.DEFAULT, Backoff.NONE, 10));
			return this;
		}

		One failed(FailureCause cause) {
			ExitReason reason = new ExitReason.Failed(cause, "handle-send", "unreachable");
			this.lastFailure = Optional.of(new ActorNode.LastFailure(reason, Theaters.THEN));
			return this;
		}

		One children(List<ActorNode> children) {
			this.children = children;
			return this;
		}

		ActorNode build() {
			return new ActorNode(this.id, this.name, this.path, "agent.toml", "sha256:ab", this.status, this.parked,
					false, Math.toIntExact(this.restarts + 1), this.restarts, Theaters.THEN, this.backingOffUntil,
					this.mailbox, this.supervision, this.lastFailure, 12, Theaters.hash(1), ActorLimits.DEFAULT,
					List.of("runtime", "message-server"), this.children);
		}

	}

}
