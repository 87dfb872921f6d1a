package dev.theater.host;

/** Tells a {@link HostHandler} that an incarnation has ended. */
public interface ShutdownSignal {

	/** Whether it has ended. */
	boolean isShutDown();

	/** Calls back once when it ends, at once if it has, on the callback executor. */
	void onShutdown(Runnable action);

}
