package dev.theater.chain;

import org.jspecify.annotations.Nullable;

/**
 * Where what is kept of a chain begins.
 *
 * @param sequence the sequence of the first event kept, which is how many came before it
 * @param parentHash the hash of the last event that is not kept; null exactly if nothing
 * was cut off
 */
public record ChainCut(long sequence, @Nullable EventHash parentHash) {

	/** Nothing is cut off. */
	public static final ChainCut NONE = new ChainCut(0, null);

	public ChainCut {
		if (sequence < 0 || (sequence == 0) != (parentHash == null)) {
			throw new IllegalArgumentException("a chain cut before event " + sequence + " "
					+ ((parentHash != null) ? "with" : "without") + " a parent hash: the sequence must be 0 or more, "
					+ "and there is a parent hash exactly if it is not 0");
		}
	}

}
