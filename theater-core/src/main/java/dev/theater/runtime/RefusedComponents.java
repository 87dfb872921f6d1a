package dev.theater.runtime;

import java.util.Iterator;
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

	/**
	 * Characters of what was wrong, in which names of the component can be: of more the
	 * oldest are forgotten.
	 */
	static final int REMEMBERED_CHARS = 4_000_000;

	private final Map<String, ComponentException> refused = new LinkedHashMap<>();

	private long chars;

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
		ComponentException before = this.refused.put(hash, failure);
		this.chars += chars(failure) - ((before != null) ? chars(before) : 0);
		Iterator<ComponentException> oldest = this.refused.values().iterator();
		while (this.refused.size() > REMEMBERED || this.chars > REMEMBERED_CHARS) {
			this.chars -= chars(oldest.next());
			oldest.remove();
		}
	}

	synchronized int size() {
		return this.refused.size();
	}

	private static long chars(ComponentException failure) {
		long chars = 0;
		for (@Nullable
		Throwable cause = failure; cause != null; cause = cause.getCause()) {
			chars += String.valueOf(cause.getMessage()).length();
		}
		return chars;
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
