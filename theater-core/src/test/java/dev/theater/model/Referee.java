package dev.theater.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.runtime.ActorNode;

/**
 * Compares, once all is quiet, what the runtime shows, counts, told and answered with
 * what the model read in the chains.
 */
final class Referee {

	private final Playground ground;

	private final Map<UUID, Life> lives = new HashMap<>();

	private final List<String> problems = new ArrayList<>();

	Referee(Playground ground) {
		this.ground = ground;
	}

	/** Reads on in all chains. */
	void readOn() {
		this.ground.store.books()
			.forEach((id, book) -> this.lives.computeIfAbsent(id, (any) -> new Life(id, book, this.ground.store)));
		this.lives.values().forEach(Life::readOn);
	}

	/** Whether nothing is under way: no operation, no call, no message, no wait. */
	boolean quiet() {
		if (this.ground.store.failures() > 0) {
			// what could not be stored waits for the next commit
			this.ground.remains.commit();
		}
		readOn();
		List<ActorNode> all = all();
		return this.ground.calls.get() == 0 && all.stream().allMatch(this::rests) && this.ground.remains.waits() == 0
				&& this.ground.remains.messages() == 0;
	}

	/** Whom the runtime still has something to do with. */
	String busy() {
		return all().stream()
			.filter((node) -> !rests(node))
			.map((node) -> "\n" + node.path() + " " + node.status() + " #" + node.incarnation() + " mailbox "
					+ node.mailbox() + " " + life(node).phase() + " "
					+ life(node).steps().reversed().stream().limit(8).toList() + this.ground.remains.inside(node.id()))
			.collect(Collectors.joining()) + "\ncalls " + this.ground.calls + ", waits " + this.ground.remains.waits()
				+ ", messages " + this.ground.remains.messages();
	}

	private List<ActorNode> all() {
		return this.ground.runtime.directory().tree().all().toList();
	}

	private Life life(ActorNode node) {
		return this.lives.getOrDefault(node.id().uuid(),
				new Life(node.id().uuid(), new StoryStore.Book(), this.ground.store));
	}

	private boolean rests(ActorNode node) {
		Life life = life(node);
		return node.mailbox() == 0 && switch (node.status()) {
			case RUNNING -> life.phase() == Life.Phase.UP && !life.isInCall();
			case STOPPED -> life.phase() == Life.Phase.STOPPED;
			case FAILED -> node.parked();
			default -> false;
		};
	}

	/** Everything that is wrong, now that all is quiet. */
	List<String> problems() {
		this.problems.clear();
		readOn();
		this.problems.addAll(this.ground.wrong);
		this.lives.values().forEach((life) -> this.problems.addAll(life.wrong()));
		tree();
		counters();
		children();
		chains();
		answers();
		messages();
		this.problems.addAll(new Windows(this.lives).wrong());
		String untold = Lines.untold(this.lives);
		require(untold.isEmpty(), "%s", untold);
		return this.problems;
	}

	@SuppressWarnings("AnnotateFormatMethod") // its annotation would be one more
												// dependency
	private void require(boolean condition, String problem, Object... details) {
		if (!condition) {
			this.problems.add(problem.formatted(details));
		}
	}

	/** Tree, registry, index and chains know the same actors. */
	private void tree() {
		List<ActorNode> all = all();
		Set<Object> ids = all.stream().map(ActorNode::id).collect(Collectors.toSet());
		require(ids.size() == all.size(), "an id stands twice in the tree");
		require(ids.equals(new HashSet<>(this.ground.remains.rows())), "rows %s and tree %s differ",
				this.ground.remains.rows(), ids);
		long loaded = all.stream().filter((node) -> !node.component().isEmpty()).count();
		require(this.ground.remains.reachable() == loaded, "%d can be reached, the tree has %d",
				this.ground.remains.reachable(), loaded);
		// what a store that may wait has kept is its own affair
		require(this.ground.store.blocking() || this.ground.store.kept() == loaded + 1,
				"the store keeps %d chains of %d actors and the root", this.ground.store.kept(), loaded);
		for (ActorNode node : all) {
			require(node.status() == ActorStatus.RUNNING || node.children().isEmpty(), "%s is %s and has children %s",
					node.path(), node.status(), node.children().stream().map(ActorNode::status).toList());
			require(life(node).family().due().isEmpty() || node.status() != ActorStatus.RUNNING,
					"%s was not told %s: %s", node.path(), life(node).family().due(), life(node).steps());
		}
	}

	/** Counters, listeners and chains say the same. */
	private void counters() {
		var totals = this.ground.runtime.directory().tree().totals();
		require(totals.spawned() == heard("Spawned"), "%s spawned, %d heard", totals, heard("Spawned"));
		require(totals.restarts() == heard("Restarted"), "%s restarted, %d heard", totals, heard("Restarted"));
		require(totals.failures() == heard("Failed"), "%s failed, %d heard", totals, heard("Failed"));
		require(totals.stopped() == heard("Stopped"), "%s stopped, %d heard", totals, heard("Stopped"));
		require(totals.gaveUp() == heard("GaveUp"), "%s gave up, %d heard", totals, heard("GaveUp"));
		long failures = this.lives.values().stream().mapToLong(Life::failures).sum();
		require(failures == heard("Failed") + heard("GaveUp"), "%d failures on chains, %d + %d heard", failures,
				heard("Failed"), heard("GaveUp"));
		long stops = this.lives.values().stream().mapToLong(Life::stops).sum();
		require(stops == heard("Stopped"), "%d stops on chains, %d heard", stops, heard("Stopped"));
	}

	/** How many events of a name listeners were told of. */
	long heard(String event) {
		return this.ground.heard.values()
			.stream()
			.flatMap(Queue::stream)
			.filter((heard) -> heard.getClass().getSimpleName().equals(event))
			.count();
	}

	/** What listeners heard of a child is what its parent noted. */
	private void children() {
		Map<String, List<String>> noted = new HashMap<>();
		this.lives.values().forEach((life) -> life.family().steps().forEach((child, steps) -> {
			require(noted.put(child, steps) == null, "%s has two parents", child);
		}));
		this.ground.heard.forEach((child, events) -> {
			List<String> names = events.stream().map((event) -> event.getClass().getSimpleName()).toList();
			require(names.equals(noted.get(child.toString())), "of %s listeners heard %s and its parent noted %s",
					child, names, noted.get(child.toString()));
			require(names.stream().filter("Spawned"::equals).count() <= 1, "%s was spawned twice: %s", child, names);
		});
		require(noted.size() == this.ground.heard.size(), "%d children noted, %d heard of", noted.size(),
				this.ground.heard.size());
	}

	private void chains() {
		all().forEach((node) -> this.ground.runtime.directory()
			.verify(node.id())
			.ifPresent((verification) -> require(verification.valid(), "%s: %s", node.path(), verification)));
	}

	/** What was granted came to pass, and nothing runs that was stopped. */
	private void answers() {
		Set<UUID> spawned = new HashSet<>();
		for (Answer answer : this.ground.answers) {
			Life life = this.lives.get(answer.actor());
			if (!answer.ok()) {
				continue;
			}
			switch (answer.what()) {
				case "spawn", "resume", "guest-spawn" -> {
					require(spawned.add(answer.actor()), "%s was given twice", answer);
					require(life != null && life.wasUpBetween(answer.before(), answer.after()), "%s: %s", answer,
							(life != null) ? life.steps() : "no chain");
				}
				case "restart", "guest-restart" ->
					require(life != null && life.wasUpBetween(answer.before(), answer.after()), "%s: %s", answer,
							(life != null) ? life.steps() : "no chain");
				case "stop", "guest-stop", "delete" -> {
					if (life != null) {
						nothingAfter(answer, life);
					}
				}
				default -> {
					// its outcome is its guest's
				}
			}
		}
	}

	/**
	 * At some moment between question and answer it had been stopped, and from then on
	 * nothing happened below it until it was started again.
	 */
	private void nothingAfter(Answer answer, Life life) {
		Long stopped = life.stoppedBetween(answer.before(), answer.after());
		if (stopped == null) {
			// of a start that was undone, nothing but the answer remains
			require(!isKnown(answer.actor()), "%s: %s", answer, life.steps());
			return;
		}
		nothingBetween(answer, life, stopped, life.restartAfter(stopped));
	}

	private void nothingBetween(Answer answer, Life life, long after, long before) {
		List<Step> steps = life.between(after, before);
		require(steps.isEmpty(), "%s: from %d to %d %s did %s: %s", answer, after, before, life.id, steps,
				life.steps());
		for (String child : life.family().steps().keySet()) {
			Life below = this.lives.get(UUID.fromString(child));
			if (below != null) {
				nothingBetween(answer, below, after, before);
			}
		}
	}

	/** Whether it has ever been ready. */
	private boolean isKnown(UUID id) {
		return this.ground.heard.containsKey(ActorId.of(id.toString()));
	}

	/** No message is lost without a word. */
	private void messages() {
		Map<UUID, Long> sent = this.ground.answers.stream()
			.filter((answer) -> answer.ok() && answer.what().equals("send"))
			.collect(Collectors.groupingBy(Answer::actor, Collectors.counting()));
		sent.forEach((id, count) -> {
			Life life = this.lives.get(id);
			if (life != null && isKnown(id)) {
				require(count <= life.seen().size() + life.dead(), "%s took %d messages, handled %d, %d are dead: %s",
						id, count, life.seen().size(), life.dead(), life.steps());
			}
		});
	}

	/** Channels that have been open, each counted at both ends. */
	long channelEnds() {
		return this.lives.values().stream().mapToLong((life) -> life.lines().opened()).sum();
	}

	/** What is left after everybody has been stopped. */
	List<String> leftovers() {
		List<String> left = new ArrayList<>(problems());
		for (var watch : this.ground.watches) {
			if (watch.get() != 1) {
				left.add("a watch was told " + watch.get() + " times");
			}
		}
		if (!all().isEmpty()) {
			left.add("actors: " + all());
		}
		return left;
	}

}
