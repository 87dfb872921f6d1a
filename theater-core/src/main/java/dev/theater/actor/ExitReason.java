package dev.theater.actor;

import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Why an incarnation of an actor ended. */
public sealed interface ExitReason {

	/** This reason in a sentence for people. */
	String describe();

	/** Whether a supervisor counts this end as a failure. */
	default boolean failure() {
		return false;
	}

	/** The actor ended itself with {@code runtime.shutdown}. */
	final class Normal implements ExitReason {

		private final byte @Nullable [] result;

		private final boolean duringInit;

		/**
		 * @param duringInit whether {@code init} asked for it, so that the actor is never
		 * restarted
		 */
		public Normal(byte @Nullable [] result, boolean duringInit) {
			this.result = (result == null) ? null : result.clone();
			this.duringInit = duringInit;
		}

		/** Whether {@code init} itself asked for the end. */
		public boolean duringInit() {
			return this.duringInit;
		}

		/** What the actor gave to {@code shutdown}, for its parent. */
		public Optional<byte[]> result() {
			return Optional.ofNullable(this.result).map(byte[]::clone);
		}

		@Override
		public String describe() {
			return "ended normally";
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Normal normal && this.duringInit == normal.duringInit
					&& Arrays.equals(this.result, normal.result);
		}

		@Override
		public int hashCode() {
			return Arrays.hashCode(this.result);
		}

		@Override
		public String toString() {
			return "Normal";
		}

	}

	/** The actor was stopped by its parent, with its parent, or by an operator. */
	record Stopped(StoppedBy by) implements ExitReason {

		@Override
		public String describe() {
			return "stopped by " + switch (this.by) {
				case PARENT -> "its parent";
				case SUBTREE -> "the end of its parent";
				case OPERATOR -> "an operator";
				case RUNTIME -> "the end of the runtime";
			};
		}

	}

	/** Who stopped an actor. */
	enum StoppedBy {

		PARENT, SUBTREE, OPERATOR, RUNTIME

	}

	/**
	 * A call failed.
	 *
	 * @param cause the kind of failure
	 * @param function the guest's function that was called, such as {@code handle-send}
	 * @param message what went wrong; may quote the guest
	 */
	record Failed(FailureCause cause, String function, String message) implements ExitReason {

		@Override
		public boolean failure() {
			return true;
		}

		@Override
		public String describe() {
			return this.function + " failed (" + this.cause.tag() + "): " + this.message;
		}

	}

	/**
	 * A supervisor reached its restart intensity and gave up.
	 *
	 * @param message which child failed last, and which limit was reached
	 */
	record GaveUp(String message) implements ExitReason {

		@Override
		public boolean failure() {
			return true;
		}

		@Override
		public String describe() {
			return "gave up: " + this.message;
		}

	}

	/** The actor had ended before, or never lived; how is not known any more. */
	record Unknown() implements ExitReason {

		@Override
		public String describe() {
			return "had ended before";
		}

	}

}
