package dev.theater.component.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Runs many cases on one thread, watched by the caller's: what no documentation promises
 * is a finding, and so is a case that takes two seconds of processor time. Each finding's
 * binary is kept under {@code target/fuzz}.
 */
final class Fuzzer {

	private static final long SLOW = TimeUnit.SECONDS.toNanos(2);

	private static final long HANGS = TimeUnit.SECONDS.toNanos(30);

	private static final long PROGRESS = 50_000;

	private static final int MOST_FINDINGS = 200;

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	/** Of guest code; short, so that endless loops cost little. */
	private static final long MILLIS = 60;

	/** A case by itself begins with cold code. */
	private static final long MILLIS_AGAIN = 5_000;

	private final FuzzCase.Kind kind;

	private final Corpus corpus;

	private final long seed;

	private final @Nullable Long only;

	private final long mutations;

	private final Tally tally = new Tally();

	private final List<String> findings = Collections.synchronizedList(new ArrayList<>());

	private final AtomicLong next = new AtomicLong();

	private final long started = System.nanoTime();

	Fuzzer(FuzzCase.Kind kind, Corpus corpus, long seed, long mutations) {
		this(kind, corpus, seed, mutations, null);
	}

	private Fuzzer(FuzzCase.Kind kind, Corpus corpus, long seed, long mutations, @Nullable Long only) {
		this.kind = kind;
		this.corpus = corpus;
		this.seed = seed;
		this.mutations = mutations;
		this.only = only;
	}

	/** Runs one case of some earlier run again. */
	static Fuzzer again(FuzzCase.Kind kind, Corpus corpus, long caseSeed) {
		return new Fuzzer(kind, corpus, caseSeed, 1, caseSeed);
	}

	List<String> findings() {
		return this.findings;
	}

	Tally tally() {
		return this.tally;
	}

	/** The seed of one case; it alone says what happens in it. */
	private long caseSeed(long number) {
		return this.only != null ? this.only : mixed(mixed(this.seed) + number);
	}

	private static long mixed(long value) {
		long mixed = value * 0x9e3779b97f4a7c15L;
		mixed = (mixed ^ (mixed >>> 32)) * 0xd6e8feb86659fd93L;
		return mixed ^ (mixed >>> 32);
	}

	void run() throws InterruptedException {
		Worker worker = new Worker();
		worker.start();
		long printed = 0;
		while (!worker.finished) {
			worker.join(5);
			if (worker.watch()) {
				worker = new Worker();
				worker.start();
			}
			if (this.next.get() - printed >= PROGRESS) {
				printed = this.next.get();
				System.out.println(this);
			}
		}
	}

	@Override
	public String toString() {
		long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - this.started));
		return "fuzz: seed " + this.seed + ", " + Math.min(this.next.get(), this.mutations) + " mutations in " + seconds
				+ " s\n" + this.tally + "\n" + this.findings.size() + " findings\n" + String.join("\n", this.findings);
	}

	private void finding(long caseSeed, FuzzCase running, String what, StackTraceElement[] frames) {
		String text = what + ", case " + caseSeed + (running == null ? "" : " of " + running.sample.name()
				+ (running.compiled() ? " (compiled)" : "") + ", " + running.bytes.length + " bytes");
		if (this.findings.size() < MOST_FINDINGS) {
			this.findings.add(text);
		}
		System.out.println("FINDING " + text);
		try {
			Path folder = Files.createDirectories(Path.of("target", "fuzz"));
			if (running != null) {
				Files.write(folder.resolve(caseSeed + ".wasm"), running.bytes);
			}
			Files.writeString(folder.resolve(caseSeed + ".txt"), text + "\n"
					+ Arrays.stream(frames).limit(80).map(String::valueOf).collect(Collectors.joining("\n")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The thread that runs the cases. */
	private final class Worker extends Thread {

		private volatile FuzzCase running;

		private volatile long caseSeed;

		private volatile long number = -1;

		private volatile boolean abandoned;

		volatile boolean finished;

		private long watched = -1;

		private long cpuAtFirstSight;

		private boolean reported;

		Worker() {
			super("fuzz");
			setDaemon(true);
		}

		@Override
		public void run() {
			while (!this.abandoned) {
				long mine = Fuzzer.this.next.getAndIncrement();
				if (mine >= Fuzzer.this.mutations) {
					break;
				}
				one(mine, Fuzzer.this.caseSeed(mine));
			}
			this.finished = !this.abandoned;
		}

		private void one(long mine, long itsSeed) {
			this.caseSeed = itsSeed;
			FuzzCase made = null;
			try {
				made = Fuzzer.this.kind.of(Fuzzer.this.corpus, itsSeed, Fuzzer.this.tally);
				this.running = made;
				this.number = mine;
				made.run(Fuzzer.this.only != null ? MILLIS_AGAIN : MILLIS);
			}
			catch (Throwable thrown) {
				Throwable root = thrown;
				while (root.getCause() != null) {
					root = root.getCause();
				}
				finding(itsSeed, made, thrown + ": " + root + " at " + Tally.place(root), root.getStackTrace());
			}
			finally {
				this.running = null;
				this.number = -1;
				if (Thread.interrupted()) {
					finding(itsSeed, made, "the thread is left interrupted", new StackTraceElement[0]);
				}
			}
		}

		/** Tells whether the thread has to be given up. */
		boolean watch() {
			long seen = this.number;
			FuzzCase its = this.running;
			if (seen < 0 || its == null) {
				return false;
			}
			Deadline deadline = its.deadline;
			if (deadline != null) {
				deadline.check();
			}
			long cpu = THREADS.getThreadCpuTime(threadId());
			if (seen != this.watched) {
				this.watched = seen;
				this.cpuAtFirstSight = cpu;
				this.reported = false;
			}
			else if (cpu - this.cpuAtFirstSight > SLOW && !this.reported) {
				this.reported = true;
				finding(this.caseSeed, its, "2 s of processor time", getStackTrace());
			}
			this.abandoned = cpu - this.cpuAtFirstSight > HANGS;
			return this.abandoned;
		}

	}

}
