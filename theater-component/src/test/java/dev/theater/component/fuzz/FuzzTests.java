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

	@Test
	void afewThousandMutationsEndInDocumentedWays() throws InterruptedException {
		Fuzzer fuzzer = new Fuzzer(Corpus.load(), FIXED_SEED, 3_000);
		fuzzer.run();
		assertThat(fuzzer.findings()).as(fuzzer.toString()).isEmpty();
		assertThat(fuzzer.tally().of("stage 5 called")).as(fuzzer.toString()).isGreaterThan(300);
	}

	@Test
	@Tag("fuzz")
	void aMillionMutationsEndInDocumentedWays() throws InterruptedException {
		Corpus corpus = Corpus.load();
		if (System.getProperty("theater.fuzz.case") != null) {
			Fuzzer one = Fuzzer.again(corpus, Long.getLong("theater.fuzz.case"));
			one.run();
			System.out.println(one);
			assertThat(one.findings()).isEmpty();
			return;
		}
		Tally unchanged = new Tally();
		corpus.samples().forEach((sample) -> FuzzCase.unchanged(sample, false, unchanged).run(UNCHANGED_MILLIS));
		corpus.samples().stream().limit(10).forEach((sample) -> FuzzCase.unchanged(sample, true, unchanged).run(UNCHANGED_MILLIS));
		System.out.println("fuzz: the files as they are\n" + unchanged);
		Fuzzer fuzzer = new Fuzzer(corpus, Long.getLong("theater.fuzz.seed", System.nanoTime()),
				Long.getLong("theater.fuzz.mutations", 1_000_000));
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
