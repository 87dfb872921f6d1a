package dev.theater.runtime;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.theater.component.LinkException;
import dev.theater.component.type.ComponentException;
import org.jspecify.annotations.Nullable;

/**
 * Content hashes of files that no try will make components of, each with what was wrong:
 * a guest that asks for one again and again gets its answer without any work.
 */
final class RefusedComponents {

	/** Hashes that are remembered; of more the oldest are forgotten. */
	static final int REMEMBERED = 1_000;

	private final Map<String, ComponentException> refused = new LinkedHashMap<>();

	synchronized void throwIfKnown(String hash) {
		ComponentException known = this.refused.get(hash);
		if (known != null) {
			throw known;
		}
	}

	/** Remembers a failure, if it lies in the bytes alone. */
	synchronized void add(String hash, ComponentException failure) {
		if (!isOfTheBytes(failure)) {
			return;
		}
		this.refused.put(hash, failure);
		if (this.refused.size() > REMEMBERED) {
			this.refused.remove(this.refused.keySet().iterator().next());
		}
	}

	/** What the runtime offers, or what the JVM had left, is no fault of the bytes. */
	private static boolean isOfTheBytes(ComponentException failure) {
		for (@Nullable
		Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof LinkException || cause instanceof VirtualMachineError
					|| cause instanceof LinkageError) {
				return false;
			}
		}
		return true;
	}

}
