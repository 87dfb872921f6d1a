package dev.theater.spring.page;

import org.jspecify.annotations.Nullable;

/**
 * A place among the streams, which a filter reserves for a request and the endpoint's
 * operation takes, so that a request that does not come so far has no stream.
 */
final class StreamSeat implements AutoCloseable {

	private final Runnable release;

	private @Nullable String after;

	private boolean taken;

	private boolean released;

	/**
	 * @param release called once when the place is free again
	 */
	StreamSeat(Runnable release) {
		this.release = release;
	}

	/**
	 * @param after the version that the page knows, if it knows one
	 */
	synchronized void take(@Nullable String after) {
		this.taken = true;
		this.after = after;
	}

	synchronized boolean isTaken() {
		return this.taken;
	}

	synchronized @Nullable String after() {
		return this.after;
	}

	@Override
	public void close() {
		synchronized (this) {
			if (this.released) {
				return;
			}
			this.released = true;
		}
		this.release.run();
	}

}
