package dev.theater.storm;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.sun.management.OperatingSystemMXBean;

import javax.management.JMException;
import javax.management.ObjectName;

import dev.theater.runtime.TheaterRuntime;

/**
 * What a runtime takes up when all is quiet: heap after a full collection, threads, the
 * living objects of each of its classes (but for events, of which a chain keeps a number,
 * and counters, of which there is one per name), and what its registries count.
 *
 * @param heap bytes after a collection
 * @param threads the runtime's threads, those of guests aside
 * @param guestThreads threads that guests run on
 * @param objects living objects by class, of this project's classes
 * @param actors actors that messages can reach
 * @param rows rows that the tree shows
 * @param messages waiting in mailboxes
 */
record Footprint(long heap, long threads, long guestThreads, Map<String, Long> objects, int actors, long rows,
		long messages) {

	private static final String GUESTS = "theater-guest-";

	static Footprint of(TheaterRuntime runtime) {
		Map<String, Long> objects = histogram();
		long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
		return new Footprint(heap, alive("theater-") - alive(GUESTS), alive(GUESTS), objects, runtime.actorCount(),
				runtime.directory().tree().all().count(), runtime.mailboxSize());
	}

	/** Processor time of this process so far. */
	static long processorMillis() {
		return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1_000_000;
	}

	/** Threads that guests run on at present. */
	static long guests() {
		return alive(GUESTS);
	}

	private static long alive(String prefix) {
		return Thread.getAllStackTraces().keySet().stream().filter((t) -> t.getName().startsWith(prefix)).count();
	}

	/** A class histogram as jcmd GC.class_histogram prints it, which collects first. */
	private static Map<String, Long> histogram() {
		try {
			String text = (String) ManagementFactory.getPlatformMBeanServer()
				.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
						new Object[] { new String[0] }, new String[] { String[].class.getName() });
			return text.lines()
				.map((line) -> line.strip().split("\\s+"))
				.filter((columns) -> columns.length >= 4 && columns[3].startsWith("dev.theater.")
						&& !columns[3].startsWith("dev.theater.storm.") && !columns[3].startsWith("dev.theater.test.")
						// what manifests say is kept for the next who is started from
						// them
						&& !columns[3].startsWith("dev.theater.manifest.")
						&& !columns[3].startsWith("dev.theater.supervisor.LifecycleOverrides")
						// constants, which are made when they are first needed
						&& !columns[3].startsWith("dev.theater.supervisor.SupervisorException$Reason")
						&& !columns[3].contains("$$Lambda") && !columns[3].startsWith("dev.theater.chain.")
						&& !columns[3].startsWith("dev.theater.actor.Counters"))
				.collect(Collectors.toMap((columns) -> columns[3], (columns) -> Long.valueOf(columns[1]), Long::sum,
						TreeMap::new));
		}
		catch (JMException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Classes of which more objects live now than did before: by how many. */
	Map<String, Long> moreThan(Footprint before, long tolerance) {
		Map<String, Long> more = new TreeMap<>();
		this.objects.forEach((type, count) -> {
			long difference = count - before.objects.getOrDefault(type, 0L);
			if (difference > tolerance) {
				more.put(type, difference);
			}
		});
		return more;
	}

	@Override
	public String toString() {
		return "heap %.1f MB, %d threads + %d for guests, %d actors, %d rows, %d messages"
			.formatted(this.heap / 1048576.0, this.threads, this.guestThreads, this.actors, this.rows, this.messages);
	}
}
