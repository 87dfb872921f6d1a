package dev.theater.benchmarks;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * Medians of a run, each beside its floor.
 */
final class Ratios {

	private static final String ALLOCATION = "gc.alloc.rate.norm";

	private static final List<Row> ROWS = List.of(
			new Row("decode, validate, link", "load", "parse the same core modules", "loadFloor", ""),
			new Row("the same with compiling", "loadCompiled", "parse and compile them", "loadCompiledFloor", ""),
			new Row("instantiate, 17 pages", "instantiate", "same core modules, same memory class", "instantiateFloor",
					"at most 3"),
			new Row("instantiate, 17 pages", "instantiate", "same core modules, array memory", "instantiateArray",
					"at most 0.1"),
			new Row("call an actor's handler, 100 + 100 bytes in, 100 out", "call", "copy the same bytes", "callFloor",
					"at most 4"),
			new Row("a record there and back", "echoRecord", "copy as many bytes", "echoRecordFloor", ""),
			new Row("a variant there and back", "echoVariant", "copy as many bytes", "echoVariantFloor", ""),
			new Row("a list of 20 records there and back", "echoList", "copy as many bytes", "echoListFloor", ""),
			new Row("host call with a string of 100 bytes", "hostCall", "host function reads the string",
					"hostCallFloor", ""));

	private static final List<ActorRow> ACTOR_ROWS = List.of(
			new ActorRow("spawn, `init` included", "spawn", "spawnPekko", "", List.of("instantiate")),
			new ActorRow("spawn, first answer, stop", "life", "lifePekko", "at most 2", List.of("instantiate")),
			new ActorRow("request and answer", "request", "requestPekko", "at most 1", List.of("handOver")),
			new ActorRow("failure to the next answer", "failure", "failurePekko", "at most 2",
					List.of("handOver", "instantiate")),
			new ActorRow("send to 1 actor", "sendToOne", "sendToOnePekko", "", List.of("call", "twoEvents")),
			new ActorRow("send over 1,000 actors", "sendToMany", "sendToManyPekko", "500,000 a second, which is 2 µs",
					List.of("call", "twoEvents")),
			new ActorRow("the same; Pekko's actors keep a chain", "sendToMany", "sendToManyChained", "",
					List.of("call", "twoEvents")));

	private static final List<Row> OBSERVED_ROWS = List.of(
			new Row("an interceptor, and nobody who takes observations", "requestByNobody", "", "request", ""),
			new Row("one handler that takes all observations", "requestByOne", "", "request", ""));

	private static final Map<String, String> FLOORS = Map.of("instantiate", "an instance", "handOver",
			"a task handed to a thread and back", "call", "the handler alone", "twoEvents", "its two events");

	private final Map<String, RunResult> results = new HashMap<>();

	Ratios(Collection<RunResult> results) {
		results.forEach((result) -> this.results.put(result.getPrimaryResult().getLabel(), result));
	}

	/** A line of the table: benchmarks by the names of their methods. */
	private record Row(String what, String ours, String floor, String floorMethod, String target) {
	}

	/** A line of the actors' table. */
	private record ActorRow(String what, String ours, String pekko, String target, List<String> floors) {
	}

	/** What the tables need. */
	static Set<String> benchmarks() {
		Set<String> names = new TreeSet<>();
		ACTOR_ROWS.forEach((row) -> {
			names.addAll(List.of(row.ours(), row.pekko()));
			names.addAll(row.floors());
		});
		Stream.of(ROWS, OBSERVED_ROWS)
			.flatMap(List::stream)
			.forEach((row) -> names.addAll(List.of(row.ours(), row.floorMethod())));
		return names;
	}

	/** Rows whose benchmarks were left out are left out. */
	String table() {
		StringBuilder table = new StringBuilder("""
				| | time | allocated | the engine alone | time | allocated | ratio | target |
				|---|--:|--:|---|--:|--:|--:|---|
				""");
		for (Row row : ROWS) {
			RunResult ours = this.results.get(row.ours());
			RunResult floor = this.results.get(row.floorMethod());
			if (ours != null && floor != null) {
				table.append("| %s | %s | %s | %s | %s | %s | **%s** | %s |%n".formatted(row.what(), time(ours),
						allocated(ours), row.floor(), time(floor), allocated(floor),
						ratio(median(ours) / median(floor)), row.target()));
			}
		}
		return table.toString();
	}

	/** Rows whose benchmarks were left out are left out. */
	String actorTable() {
		StringBuilder table = new StringBuilder("""
				| actors | time | allocated | Apache Pekko | allocated | ratio | target | floors |
				|---|--:|--:|--:|--:|--:|---|---|
				""");
		for (ActorRow row : ACTOR_ROWS) {
			RunResult ours = this.results.get(row.ours());
			RunResult pekko = this.results.get(row.pekko());
			if (ours != null && pekko != null) {
				table.append("| %s | %s | %s | %s | %s | **%s** | %s | %s |%n".formatted(row.what(), time(ours),
						allocated(ours), time(pekko), allocated(pekko), ratio(median(ours) / median(pekko)),
						row.target(), floors(row)));
			}
		}
		return table.toString();
	}

	/** Rows whose benchmarks were left out are left out. */
	String observedTable() {
		StringBuilder table = new StringBuilder("""
				| request and answer, with | time | allocated | without | allocated | ratio |
				|---|--:|--:|--:|--:|--:|
				""");
		for (Row row : OBSERVED_ROWS) {
			RunResult ours = this.results.get(row.ours());
			RunResult floor = this.results.get(row.floorMethod());
			if (ours != null && floor != null) {
				table.append("| %s | %s | %s | %s | %s | **%s** |%n".formatted(row.what(), time(ours), allocated(ours),
						time(floor), allocated(floor), ratio(median(ours) / median(floor))));
			}
		}
		return table.toString();
	}

	private String floors(ActorRow row) {
		return row.floors()
			.stream()
			.flatMap((floor) -> Stream.ofNullable(this.results.get(floor))
				.map((result) -> FLOORS.get(floor) + " " + time(result)))
			.collect(Collectors.joining(", "));
	}

	static String heapTable(long fresh, long called) {
		return """
				| heap per instance, over %,d instances of 17 pages | | target |
				|---|--:|---|
				| instantiated | %,d bytes | at most 16,384 |
				| instantiated and called once | %,d bytes | at most 16,384 |
				""".formatted(IdleHeap.INSTANCES, fresh, called);
	}

	private static double median(RunResult result) {
		return result.getPrimaryResult().getStatistics().getPercentile(50);
	}

	private static String time(RunResult result) {
		double nanos = median(result);
		if (nanos < 1_000) {
			return format("%.0f ns", nanos);
		}
		return (nanos < 1_000_000) ? format("%.1f µs", nanos / 1_000) : format("%.1f ms", nanos / 1_000_000);
	}

	private static String allocated(RunResult result) {
		@Nullable Result<?> allocation = result.getSecondaryResults().get(ALLOCATION);
		return (allocation != null) ? format("%,.0f B", allocation.getStatistics().getPercentile(50)) : "";
	}

	private static String ratio(double ratio) {
		return format((ratio < 1) ? "%.3f" : "%.1f", ratio);
	}

	private static String format(String pattern, double number) {
		return String.format(Locale.ROOT, pattern, number);
	}

}
