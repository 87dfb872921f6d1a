package dev.theater.component.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever the bytes are: a component that runs within its limits, or one of the
 * documented exceptions. {@code -Pfuzz} runs a million cases, {@code theater.fuzz.seed}
 * chooses others, {@code theater.fuzz.case} runs a single one again.
 */
class FuzzTests {

	private static final long FIXED_SEED = 20_261_122;

	private static final long UNCHANGED_MILLIS = 1000;

	private static final long LEAK = 64L << 20;

	/** How many mutations of components come to one of a core module alone. */
	private static final long CORE_SHARE = 4;

	@Test
	void aFewThousandDamagedComponentsEndInDocumentedWays() throws InterruptedException {
		Fuzzer fuzzer = new Fuzzer(ComponentCase::of, Corpus.load(), FIXED_SEED, 3_000);
		fuzzer.run();
		assertThat(fuzzer.findings()).as(fuzzer.toString()).isEmpty();
		assertThat(fuzzer.tally().of("stage 5 called")).as(fuzzer.toString()).isGreaterThan(300);
	}

	@Test
	void aThousandDamagedCoreModulesEndInDocumentedWays() throws InterruptedException {
		Fuzzer fuzzer = new Fuzzer(CoreCase::of, Corpus.load(), FIXED_SEED, 1_000);
		fuzzer.run();
		assertThat(fuzzer.findings()).as(fuzzer.toString()).isEmpty();
		assertThat(fuzzer.tally().of("stage 5 called")).as(fuzzer.toString()).isGreaterThan(100);
	}

	@Test
	@Tag("fuzz")
	void aMillionDamagedComponentsEndInDocumentedWays() throws InterruptedException {
		Corpus corpus = Corpus.load();
		if (again(ComponentCase::of, corpus, "theater.fuzz.case")) {
			return;
		}
		Tally unchanged = new Tally();
		corpus.samples().forEach((sample) -> ComponentCase.unchanged(sample, false, unchanged).run(UNCHANGED_MILLIS));
		corpus.samples()
			.stream()
			.limit(10)
			.forEach((sample) -> ComponentCase.unchanged(sample, true, unchanged).run(UNCHANGED_MILLIS));
		System.out.println("fuzz: the files as they are\n" + unchanged);
		run(new Fuzzer(ComponentCase::of, corpus, seed(), mutations()));
	}

	@Test
	@Tag("fuzz")
	void damagedCoreModulesEndInDocumentedWays() throws InterruptedException {
		Corpus corpus = Corpus.load();
		if (!again(CoreCase::of, corpus, "theater.fuzz.core-case")) {
			run(new Fuzzer(CoreCase::of, corpus, seed(), mutations() / CORE_SHARE));
		}
	}

	private static long seed() {
		return Long.getLong("theater.fuzz.seed", System.nanoTime());
	}

	private static long mutations() {
		boolean single = System.getProperty("theater.fuzz.case") != null
				|| System.getProperty("theater.fuzz.core-case") != null;
		return single ? 0 : Long.getLong("theater.fuzz.mutations", 1_000_000);
	}

	private static boolean again(FuzzCase.Kind kind, Corpus corpus, String property) throws InterruptedException {
		Long seed = Long.getLong(property);
		if (seed == null) {
			return false;
		}
		Fuzzer one = Fuzzer.again(kind, corpus, seed);
		one.run();
		System.out.println(one);
		assertThat(one.findings()).isEmpty();
		return true;
	}

	private static void run(Fuzzer fuzzer) throws InterruptedException {
		long before = metaspace();
		fuzzer.run();
		System.out.println(fuzzer);
		long after = metaspace();
		System.out.println("fuzz: metaspace " + before + " bytes before, " + after + " after");
		assertThat(fuzzer.findings()).as(fuzzer.toString()).isEmpty();
		assertThat(after - before).as("growth of metaspace").isLessThan(LEAK);
	}

	private static long metaspace() {
		System.gc();
		return ManagementFactory.getMemoryPoolMXBeans()
			.stream()
			.filter((pool) -> pool.getName().equals("Metaspace"))
			.mapToLong((MemoryPoolMXBean pool) -> pool.getUsage().getUsed())
			.sum();
	}

}
