package dev.theater.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/**
 * Where and when a measurement was made.
 */
final class Machine {

	private Machine() {
	}

	static String describe() {
		return "%s, %s: %d processors (%s), %s %s; %s %s.".formatted("Measured on " + LocalDate.now(ZoneOffset.UTC),
				System.getProperty("os.arch"), Runtime.getRuntime().availableProcessors(), processor(),
				System.getProperty("os.name"), System.getProperty("os.version"), System.getProperty("java.vm.name"),
				System.getProperty("java.vm.version"));
	}

	/** What Linux says; elsewhere unknown. */
	private static String processor() {
		try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
			return lines.filter((line) -> line.startsWith("model name"))
				.map((line) -> line.substring(line.indexOf(':') + 1).strip())
				.findFirst()
				.orElse("unknown");
		}
		catch (IOException ex) {
			return "unknown";
		}
	}

}
