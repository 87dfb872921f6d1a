package dev.theater.component.fuzz;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts by name. */
final class Tally {

	private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

	void count(String what) {
		this.counts.computeIfAbsent(what, (name) -> new LongAdder()).increment();
	}

	long of(String what) {
		LongAdder count = this.counts.get(what);
		return count != null ? count.sum() : 0;
	}

	/** The innermost frame of our own and the innermost of all. */
	static String place(Throwable thrown) {
		StackTraceElement[] frames = thrown.getStackTrace();
		if (frames.length == 0) {
			return "unknown";
		}
		for (StackTraceElement frame : frames) {
			if (frame.getClassName().startsWith("dev.theater.") && !frame.getClassName().contains(".fuzz.")) {
				return place(frames[0]) + " under " + place(frame);
			}
		}
		return place(frames[0]);
	}

	private static String place(StackTraceElement frame) {
		return frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1) + "." + frame.getMethodName()
				+ ":" + frame.getLineNumber();
	}

	@Override
	public String toString() {
		return new TreeMap<>(this.counts).entrySet()
			.stream()
			.map((entry) -> String.format("%10d  %s", entry.getValue().sum(), entry.getKey()))
			.collect(Collectors.joining("\n"));
	}

}
