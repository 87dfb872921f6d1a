package dev.theater.supervisor;

import dev.theater.supervisor.SupervisorException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The state that a first {@code init} gets.
 *
 * @param given whether it is these bytes, or none, whatever spec and manifest say
 */
@SuppressWarnings("ArrayRecordComponent")
record InitialState(boolean given, byte @Nullable [] bytes) {

	static final InitialState OF_SPEC = new InitialState(false, null);

	/**
	 * The bytes for a child.
	 * @throws HandlerErrorException if they are more than it may have
	 */
	byte @Nullable [] of(ActorSpec spec, ActorDefinition definition) {
		byte[] state = this.given ? this.bytes : spec.ownInit();
		if (state == null && !this.given) {
			state = definition.initialState();
		}
		long most = definition.limits().maxState();
		if (state != null && state.length > most) {
			throw new HandlerErrorException(Reason.LIMIT, "the initial state has " + state.length
					+ " bytes; max_state of " + definition.manifest() + " allows " + most);
		}
		return state;
	}

}
