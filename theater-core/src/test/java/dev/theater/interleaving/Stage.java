package dev.theater.interleaving;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.theater.interleaving.Interleavings.Operation;
import dev.theater.interleaving.Interleavings.Outcome;
import dev.theater.interleaving.Interleavings.Script;

/**
 * The threads of one scenario.
 *
 * <p>
 * How it works: a batch of fresh subjects is made, and each actor goes through all of
 * them, doing its script on one after the other. It waits for the others before each, but
 * not for long: on a machine with fewer processors than actors somebody is always late,
 * and a round that they play one after the other is a round as well. A random pause
 * before each operation moves the scripts against each other.
 */
final class Stage<S> implements AutoCloseable {

	/** Rounds between two looks at what came. */
	static final int BATCH = 256;

	/** More orders than that take too long to play. */
	private static final int MOST_ORDERS = 50_000;

	private static final int CHANCES = 256;

	private static final int SPINS = 200;

	private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

	/** How long an actor waits for the others in a batch, all waits together. */
	private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	private static final int LONGEST_SECONDS = 120;

	private final String name;

	private final List<Script<S>> scripts;

	private final Function<S, ?> end;

	private final SplittableRandom random;

	private final List<Executor> executors = new ArrayList<>();

	private final List<ExecutorService> own = new ArrayList<>();

	Stage(String name, List<Script<S>> scripts, Function<S, ?> end, long seed) {
		this.name = name;
		this.scripts = scripts;
		this.end = end;
		this.random = new SplittableRandom(seed);
		for (Script<S> script : scripts) {
			this.executors.add((script.executor() != null) ? script.executor() : thread(script.actor()));
		}
	}

	private Executor thread(String actor) {
		ExecutorService executor = Executors
			.newSingleThreadExecutor(Thread.ofPlatform().daemon(true).name("actor-" + actor).factory());
		this.own.add(executor);
		return executor;
	}

	// ---- one after the other

	/** The outcomes of all orders, played on one thread. */
	Set<Outcome> sequentially(Supplier<S> fresh) {
		List<int[]> orders = new ArrayList<>();
		collect(orders, new int[this.scripts.stream().mapToInt((script) -> script.operations().size()).sum()], 0,
				new int[this.scripts.size()]);
		CompletableFuture<Set<Outcome>> outcomes = new CompletableFuture<>();
		where().execute(() -> {
			try {
				Set<Outcome> all = new HashSet<>();
				orders.forEach((order) -> all.add(inOrder(fresh.get(), order)));
				outcomes.complete(all);
			}
			catch (Throwable ex) {
				outcomes.completeExceptionally(ex);
			}
		});
		return finished(outcomes);
	}

	/** The thread that an operation insists on, else any. */
	private Executor where() {
		return this.scripts.stream()
			.map(Script::executor)
			.filter((executor) -> executor != null)
			.findFirst()
			.orElse(Runnable::run);
	}

	private void collect(List<int[]> orders, int[] order, int at, int[] done) {
		if (at == order.length) {
			if (orders.size() >= MOST_ORDERS) {
				throw new IllegalArgumentException(this.name + " has more than " + MOST_ORDERS
						+ " orders of its operations; make its scripts shorter");
			}
			orders.add(order.clone());
			return;
		}
		for (int actor = 0; actor < done.length; actor++) {
			if (done[actor] < this.scripts.get(actor).operations().size()) {
				done[actor]++;
				order[at] = actor;
				collect(orders, order, at + 1, done);
				done[actor]--;
			}
		}
	}

	private Outcome inOrder(S subject, int[] order) {
		List<List<Object>> results = new ArrayList<>();
		this.scripts.forEach((script) -> results.add(new ArrayList<>()));
		for (int actor : order) {
			List<Object> mine = results.get(actor);
			mine.add(result(this.scripts.get(actor).operations().get(mine.size()), subject));
		}
		return new Outcome(results, this.end.apply(subject));
	}

	private static <S> Object result(Operation<S> operation, S subject) {
		try {
			return String.valueOf(operation.run(subject));
		}
		catch (Exception ex) {
			return ex.getClass().getSimpleName();
		}
	}

	// ---- at the same time

	/** What becomes of one subject. */
	private record Round<S>(S subject, Object[][] results, AtomicInteger arrived) {
	}

	/** Plays rounds with all actors at the same time. */
	List<Outcome> play(Supplier<S> fresh, int count) {
		List<Round<S>> rounds = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			rounds.add(new Round<>(fresh.get(), new Object[this.scripts.size()][], new AtomicInteger()));
		}
		List<CompletableFuture<Void>> actors = new ArrayList<>();
		for (int actor = 0; actor < this.scripts.size(); actor++) {
			actors.add(play(rounds, actor));
		}
		actors.forEach(this::finished);
		return rounds.stream().map(this::outcome).toList();
	}

	private CompletableFuture<Void> play(List<Round<S>> rounds, int actor) {
		CompletableFuture<Void> over = new CompletableFuture<>();
		SplittableRandom pauses = this.random.split();
		this.executors.get(actor).execute(() -> {
			try {
				long patience = PATIENCE_NANOS;
				for (Round<S> round : rounds) {
					patience -= meet(round.arrived(), patience);
					playOne(round, actor, pauses);
				}
				over.complete(null);
			}
			catch (Throwable ex) {
				over.completeExceptionally(ex);
			}
		});
		return over;
	}

	private void playOne(Round<S> round, int actor, SplittableRandom pauses) {
		List<Operation<S>> operations = this.scripts.get(actor).operations();
		Object[] mine = new Object[operations.size()];
		for (int i = 0; i < mine.length; i++) {
			pause(pauses.nextInt(CHANCES));
			mine[i] = result(operations.get(i), round.subject());
		}
		round.results()[actor] = mine;
	}

	/** Waits until all are here, or patience is over; gives what it took of that. */
	private long meet(AtomicInteger arrived, long patience) {
		int all = this.scripts.size();
		arrived.incrementAndGet();
		long begun = 0;
		for (long waited = 0; waited <= patience; waited = System.nanoTime() - begun) {
			for (int spins = 0; spins < SPINS; spins++) {
				if (arrived.get() >= all) {
					return waited;
				}
				Thread.onSpinWait();
			}
			begun = (begun == 0) ? System.nanoTime() : begun;
			if (all > PROCESSORS) {
				letOthersRun();
			}
		}
		return Math.max(patience, 0);
	}

	/** To give the processor away takes long where many want it, so it is done rarely. */
	private static void pause(int chance) {
		if (chance < 1) {
			letOthersRun();
		}
		else if (chance < 96) {
			for (int i = chance >> 2; i > 0; i--) {
				Thread.onSpinWait();
			}
		}
	}

	/** What the check discourages, to rely on the scheduler, is the point here. */
	@SuppressWarnings("ThreadPriorityCheck")
	private static void letOthersRun() {
		Thread.yield();
	}

	private Outcome outcome(Round<S> round) {
		List<List<Object>> results = Arrays.stream(round.results()).map((mine) -> List.of(mine)).toList();
		return new Outcome(results, this.end.apply(round.subject()));
	}

	private <T> T finished(CompletableFuture<T> future) {
		try {
			return future.get(LONGEST_SECONDS, TimeUnit.SECONDS);
		}
		catch (TimeoutException ex) {
			StringBuilder stacks = new StringBuilder(this.name + " hangs");
			Thread.getAllStackTraces()
				.forEach((thread, stack) -> stacks.append("\n").append(thread).append(Arrays.toString(stack)));
			throw new AssertionError(stacks.toString(), ex);
		}
		catch (ExecutionException ex) {
			throw new AssertionError(this.name + " broke", ex.getCause());
		}
		catch (InterruptedException ex) {
			throw new AssertionError(this.name + " was interrupted", ex);
		}
	}

	@Override
	public void close() {
		this.own.forEach(ExecutorService::shutdown);
	}

}
