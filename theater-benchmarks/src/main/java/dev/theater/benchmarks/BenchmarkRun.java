package dev.theater.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks and, if nothing was left out, writes the ratios into
 * {@code docs/performance.md}. Arguments are JMH's.
 */
public final class BenchmarkRun {

	private static final Path PAGE = Path.of("docs/performance.md");

	private static final Path RAW_RESULTS = Path.of("theater-benchmarks/target/jmh.json");

	private BenchmarkRun() {
	}

	/**
	 * Runs in the project's root directory.
	 * @param arguments options of JMH; with any of them the page stays as it is
	 * @throws RunnerException if JMH cannot run
	 * @throws CommandLineOptionException if an option is none of JMH's
	 * @throws IOException if the page cannot be read or written
	 */
	public static void main(String[] arguments) throws RunnerException, CommandLineOptionException, IOException {
		ResultPage page = new ResultPage(Files.readString(PAGE));
		CommandLineOptions given = new CommandLineOptions(arguments);
		Collection<RunResult> results = new Runner(new OptionsBuilder().parent(given)
			.forks(given.getForkCount().orElse(2))
			.warmupIterations(given.getWarmupIterations().orElse(7))
			.warmupTime(given.getWarmupTime().orElse(TimeValue.seconds(1)))
			.measurementIterations(given.getMeasurementIterations().orElse(4))
			.measurementTime(given.getMeasurementTime().orElse(TimeValue.seconds(1)))
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true)
			.resultFormat(ResultFormatType.JSON)
			.result(RAW_RESULTS.toString())
			.build()).run();
		Ratios ratios = new Ratios(results);
		if (arguments.length > 0) {
			System.out.println(ratios.table() + "\n" + ratios.actorTable() + "\n" + ratios.observedTable());
			return;
		}
		IdleHeap heap = new IdleHeap();
		String block = Machine.describe() + "\n\n" + ratios.actorTable() + "\n" + ratios.observedTable() + "\n"
				+ ratios.table() + "\n" + Ratios.heapTable(heap.bytesPerInstance(false), heap.bytesPerInstance(true));
		Files.writeString(PAGE, page.with(block));
		System.out.println(block);
	}

}
