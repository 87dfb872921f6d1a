package dev.theater.chain;

import java.util.Arrays;

/** What a call does to its actor's state. */
public sealed interface StateChange {

	/** Nothing: the state stays as it was. */
	record Keep() implements StateChange {
	}

	/** There is no state afterwards. */
	record Clear() implements StateChange {
	}

	/**
	 * These bytes are the state afterwards.
	 *
	 * @param bytes copied in and out
	 */
	record Set(byte[] bytes) implements StateChange {

		public Set {
			bytes = bytes.clone();
		}

		@Override
		public byte[] bytes() {
			return this.bytes.clone();
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Set(byte[] those) && Arrays.equals(this.bytes, those);
		}

		@Override
		public int hashCode() {
			return Arrays.hashCode(this.bytes);
		}

		@Override
		public String toString() {
			return "Set[" + this.bytes.length + " bytes]";
		}
	}

}
