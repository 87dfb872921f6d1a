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
	 * These bytes are the state afterwards; they are copied in and out, and equal by
	 * content. Whoever keeps a state had better keep this, which many can share.
	 */
	final class Set implements StateChange {

		private final byte[] bytes;

		public Set(byte[] bytes) {
			this.bytes = bytes.clone();
		}

		/** Bytes of the state. */
		public int length() {
			return this.bytes.length;
		}

		/** A copy of the state. */
		public byte[] bytes() {
			return this.bytes.clone();
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Set that && Arrays.equals(this.bytes, that.bytes);
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
