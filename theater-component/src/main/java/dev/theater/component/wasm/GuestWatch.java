package dev.theater.component.wasm;

/**
 * Told on the running thread whenever control passes into guest code and out of it. The
 * calls alternate strictly: enter, leave, enter, leave. Between an enter and the next
 * leave nothing runs but guest code and the engine, so that is where a caller may
 * interrupt the thread to stop the guest.
 */
public interface GuestWatch {

	/** Does nothing. */
	GuestWatch NONE = new GuestWatch() {
		@Override
		public void enterGuest() {
			// nobody watches
		}

		@Override
		public void leaveGuest() {
			// nobody watches
		}
	};

	/**
	 * Before a call of guest code, and before a host function returns to the guest.
	 * @throws WasmTrap of reason {@link WasmTrap.Reason#INTERRUPTED} when time is over;
	 * the guest is then not entered and {@link #leaveGuest()} not called
	 */
	void enterGuest();

	/**
	 * After guest code returned or trapped, and before a host function starts. Must not
	 * throw.
	 */
	void leaveGuest();

}
