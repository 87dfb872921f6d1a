package dev.theater.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Optional;

import dev.theater.component.ComponentInstance;
import dev.theater.component.InstanceOptions;
import dev.theater.component.LinkedComponent;
import dev.theater.component.type.TupleValue;
import dev.theater.component.wasm.WasmEngine;

/**
 * How much heap an instance takes that waits to be called.
 */
final class IdleHeap {

	static final int INSTANCES = 10_000;

	private static final int ROUNDS = 5;

	private final LinkedComponent component = Guest.load(WasmEngine.Mode.COMPILER, new HostLog());

	/**
	 * Measures.
	 * @param called whether each instance has been called once, so that it owns the pages
	 * it wrote
	 * @return bytes per instance, the median of the rounds
	 */
	long bytesPerInstance(boolean called) {
		long[] rounds = new long[ROUNDS];
		for (int i = 0; i < ROUNDS; i++) {
			rounds[i] = round(called);
		}
		Arrays.sort(rounds);
		return rounds[ROUNDS / 2];
	}

	private long round(boolean called) {
		long before = usedHeap();
		ComponentInstance[] instances = new ComponentInstance[INSTANCES];
		try {
			for (int i = 0; i < INSTANCES; i++) {
				instances[i] = this.component.instantiate(InstanceOptions.DEFAULTS);
				if (called) {
					call(instances[i]);
				}
			}
			return (usedHeap() - before) / INSTANCES;
		}
		finally {
			Reference.reachabilityFence(instances);
		}
	}

	private static void call(ComponentInstance instance) {
		instance.function(Guest.CALLS, "handle")
			.orElseThrow()
			.call(Optional.empty(), TupleValue.of(Guest.hundredBytes('m')));
	}

	private static long usedHeap() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

}
