package dev.theater.spring.metrics;

import dev.theater.actor.TurnInterceptor.Kind;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.docs.ObservationDocumentation;

/** The observations of actors, and the keys that they have by default. */
public enum TheaterObservationDocumentation implements ObservationDocumentation {

	/** A call of an actor's guest, such as of {@code handle-request}. */
	ACTOR_CALL("theater.actor.call"),

	/** A call of an actor's guest to the host. */
	HOST_CALL("theater.host.call") {
		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return LowCardinalityKeyNames.values();
		}
	},

	/** The first start of an actor, from the end of its load until it takes messages. */
	ACTOR_SPAWN("theater.actor.spawn"),

	/**
	 * A message that Java sends to an actor, until its mailbox has it; or a request,
	 * until it is answered.
	 */
	MESSAGE("theater.message") {
		@Override
		public String getContextualName() {
			return "<function> <actor>";
		}
	};

	private final String name;

	TheaterObservationDocumentation(String name) {
		this.name = name;
	}

	static TheaterObservationDocumentation of(Kind kind) {
		return switch (kind) {
			case CALL -> ACTOR_CALL;
			case HOST_CALL -> HOST_CALL;
			case SPAWN -> ACTOR_SPAWN;
			case SEND, REQUEST -> MESSAGE;
		};
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public String getContextualName() {
		return "<actor> <function>";
	}

	@Override
	public KeyName[] getLowCardinalityKeyNames() {
		return new KeyName[] { LowCardinalityKeyNames.ACTOR, LowCardinalityKeyNames.FUNCTION,
				LowCardinalityKeyNames.OUTCOME };
	}

	@Override
	public KeyName[] getHighCardinalityKeyNames() {
		return HighCardinalityKeyNames.values();
	}

	/** Keys that timers have as tags. */
	public enum LowCardinalityKeyNames implements KeyName {

		/** The actor's manifest name, or {@code other}; of a message its receiver's. */
		ACTOR("actor"),

		/**
		 * The function of the guest or host; {@code spawn}, {@code send},
		 * {@code request}.
		 */
		FUNCTION("function"),

		/**
		 * How it ended: {@code ok}, {@code error} or a failure's cause (see
		 * {@link dev.theater.actor.FailureCause}), for a request also {@code timeout} and
		 * {@code cancelled}.
		 */
		OUTCOME("outcome"),

		/** The host's interface. */
		INTERFACE("interface");

		private final String key;

		LowCardinalityKeyNames(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/** Keys that only spans have. */
	public enum HighCardinalityKeyNames implements KeyName {

		/** The actor's id. */
		ACTOR_ID("theater.actor.id"),

		/** The actor's path from the root. */
		ACTOR_PATH("theater.actor.path");

		private final String key;

		HighCardinalityKeyNames(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

}
