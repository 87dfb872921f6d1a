package dev.theater.supervisor;

/**
 * Runs the loading of what actors are, which may take long and is not for a lane.
 */
public interface LoadExecutor {

	/**
	 * Has something loaded.
	 * @param fromGuest whether a guest asks for it, who waits until nobody else does
	 */
	void execute(Runnable load, boolean fromGuest);

	/** Takes back what has not begun: nobody waits for it any more. */
	void cancel(Runnable load);

}
