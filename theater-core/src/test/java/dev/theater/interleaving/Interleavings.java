package dev.theater.interleaving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Has a few actors, each a thread with a short script, work on one fresh subject at the
 * same time, many times over, and looks at every outcome: what each operation gave, and
 * what can be seen of the subject at the end. The operations are to have an effect as if
 * they came one after the other, so an outcome is possible only if some order of all
 * operations that keeps each script's own has it. The possible outcomes are found by
 * playing all those orders on one thread.
 *
 * <p>
 * That finds lost updates, torn states and missing visibility in code that runs at full
 * speed. It proves nothing about what the machine did not do in these rounds.
 *
 * @param <S> the subject
 */
public final class Interleavings<S> {

	/** Rounds of each scenario, unless it takes a share of them. */
	private static final String ROUNDS = "theater.interleavings.rounds";

	private static final String SEED = "theater.interleavings.seed";

	private static final int DEFAULT_ROUNDS = 20_000;

	private static final int SHOWN = 8;

	private static final Logger logger = LoggerFactory.getLogger(Interleavings.class);

	private final String name;

	private final Supplier<S> fresh;

	private final List<Script<S>> scripts = new ArrayList<>();

	private Function<S, ?> end = (subject) -> "";

	/** What outcomes are possible where they cannot be played; null where they can. */
	private Predicate<Outcome> rule;

	private long rounds = rounds(DEFAULT_ROUNDS);

	private Interleavings(String name, Supplier<S> fresh) {
		this.name = name;
		this.fresh = fresh;
	}

	/** What one actor does at a time; what it gives or throws is part of the outcome. */
	@FunctionalInterface
	public interface Operation<S> {

		Object run(S subject) throws Exception;

	}

	/**
	 * A scenario.
	 * @param fresh makes a subject for each round
	 */
	public static <S> Interleavings<S> of(String name, Supplier<S> fresh) {
		return new Interleavings<>(name, fresh);
	}

	/** The property, or this many where it is not set. */
	public static long rounds(long otherwise) {
		return Long.getLong(ROUNDS, otherwise);
	}

	/** Adds an actor with its script, on a thread of its own. */
	@SafeVarargs
	public final Interleavings<S> actor(String actor, Operation<S>... script) {
		List<Operation<S>> operations = new ArrayList<>();
		for (Operation<S> operation : script) {
			operations.add(operation);
		}
		this.scripts.add(new Script<>(actor, operations, null));
		return this;
	}

	/**
	 * Adds an actor whose script runs where an executor runs it, as must everything when
	 * the possible outcomes are played.
	 */
	@SafeVarargs
	public final Interleavings<S> actorOn(Executor executor, String actor, Operation<S>... script) {
		List<Operation<S>> operations = new ArrayList<>();
		for (Operation<S> operation : script) {
			operations.add(operation);
		}
		this.scripts.add(new Script<>(actor, operations, executor));
		return this;
	}

	/** What can be seen at the end, when all scripts are over. */
	public Interleavings<S> end(Function<S, ?> look) {
		this.end = look;
		return this;
	}

	/**
	 * Says which outcomes are possible. Needed where operations wait for each other, so
	 * that they cannot be played on one thread.
	 */
	public Interleavings<S> possibleIf(Predicate<Outcome> rule) {
		this.rule = rule;
		return this;
	}

	/** Takes one round where others take so many, since a round is expensive. */
	public Interleavings<S> oneIn(int share) {
		this.rounds = Math.max(1, this.rounds / share);
		return this;
	}

	/** Takes at most so many rounds. */
	public Interleavings<S> upTo(int most) {
		this.rounds = most;
		return this;
	}

	/** Plays all rounds; every outcome must be possible. */
	public Report check() {
		Report report = play(false);
		logger.info("{}", report);
		assertThat(report.impossible().stream().limit(SHOWN))
			.as("%s: outcomes that no order of the operations has; possible are, for instance, %s", this.name,
					report.possible().stream().limit(SHOWN).toList())
			.isEmpty();
		assertThat(report.seen()).as("%s: scripts that never met prove nothing; %s", this.name, report)
			.hasSizeGreaterThanOrEqualTo(Math.min(2, report.possible().size()));
		return report;
	}

	/** Plays until an outcome comes that is not possible, or all rounds are over. */
	public Report hunt() {
		Report report = play(true);
		logger.info("{}", report);
		return report;
	}

	private Report play(boolean hunt) {
		long seed = Long.getLong(SEED, System.nanoTime());
		long begun = System.nanoTime();
		Map<Outcome, Long> seen = new HashMap<>();
		long played = 0;
		Set<Outcome> possible;
		try (Stage<S> stage = new Stage<>(this.name, this.scripts, this.end, seed)) {
			possible = (this.rule != null) ? new HashSet<>() : stage.sequentially(this.fresh);
			while (played < this.rounds) {
				int count = (int) Math.min(Stage.BATCH, this.rounds - played);
				stage.play(this.fresh, count).forEach((outcome) -> seen.merge(outcome, 1L, Long::sum));
				played += count;
				if (this.rule != null) {
					seen.keySet().stream().filter(this.rule).forEach(possible::add);
				}
				if (hunt && !possible.containsAll(seen.keySet())) {
					break;
				}
			}
		}
		return new Report(this.name, seed, played, System.nanoTime() - begun, possible, seen);
	}

	/** An actor and what it does, one after the other. */
	record Script<S>(String actor, List<Operation<S>> operations, Executor executor) {
	}

	/**
	 * What came of a round.
	 *
	 * @param results of each actor's operations, in the order of the actors
	 * @param end what could be seen at the end
	 */
	public record Outcome(List<List<Object>> results, Object end) {

		@Override
		public String toString() {
			return this.results + " -> " + this.end;
		}
	}

}
