package dev.theater.spring.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One exchange with a server: how long it may take, what it may lead to, and what ends it
 * early. It goes with the request, among its attributes, to where connections are made.
 */
final class Exchange {

	private static final String ATTRIBUTE = Exchange.class.getName();

	private final GuestUri uri;

	private final Addresses addresses;

	private final Addresses otherwise;

	private final long maxResponse;

	private final long deadline;

	private boolean ended;

	private @Nullable Closeable connection;

	private @Nullable Thread thread;

	/**
	 * @param uri what the guest asks for
	 * @param addresses where its host may lead
	 * @param otherwise where another host may lead, if the application calls one instead
	 * @param maxResponse bytes of a response's body
	 * @param time how long it may take
	 */
	Exchange(GuestUri uri, Addresses addresses, Addresses otherwise, long maxResponse, Duration time) {
		this.uri = uri;
		this.addresses = addresses;
		this.otherwise = otherwise;
		this.maxResponse = maxResponse;
		this.deadline = System.nanoTime() + time.toNanos();
	}

	/** The exchange that a request belongs to. */
	static Exchange of(Map<String, Object> attributes) {
		if (attributes.get(ATTRIBUTE) instanceof Exchange exchange) {
			return exchange;
		}
		throw new IllegalStateException("the request is none of a guest's; a ClientHttpRequestInterceptor that makes "
				+ "another must hand its attributes on");
	}

	void addTo(Map<String, Object> attributes) {
		attributes.put(ATTRIBUTE, this);
	}

	/** Whether a host may have this address. */
	boolean mayReach(HostName host, InetAddress address) {
		return (host.equals(this.uri.host()) ? this.addresses : this.otherwise).include(address);
	}

	long maxResponse() {
		return this.maxResponse;
	}

	/** Milliseconds that are left, at least one. */
	int remainingMillis() {
		return Math.clamp((this.deadline - System.nanoTime()) / 1_000_000, 1, Integer.MAX_VALUE);
	}

	/**
	 * Work on it begins on the calling thread.
	 * @return whether anybody still waits for it
	 */
	synchronized boolean begins() {
		this.thread = Thread.currentThread();
		return !this.ended;
	}

	/** Its thread is about to do something else. */
	synchronized void leaves() {
		this.thread = null;
		// the interrupt was meant for the exchange
		Thread.interrupted();
	}

	/** A connection is going to be opened for it, and is closed if that is too late. */
	synchronized void opens(Closeable opened) throws IOException {
		if (this.ended) {
			opened.close();
			throw ended(null);
		}
		this.connection = opened;
	}

	/** What to tell of a failure, which may only come of the exchange's end. */
	synchronized IOException explain(IOException failure) {
		return this.ended ? ended(failure) : failure;
	}

	private static HttpRefusedException ended(@Nullable Throwable cause) {
		return new HttpRefusedException("the exchange was ended, since nobody waits for it any more", cause);
	}

	/** Ends it, wherever it is; any thread. */
	synchronized void end() {
		if (this.ended) {
			return;
		}
		this.ended = true;
		if (this.connection != null) {
			try {
				this.connection.close();
			}
			catch (IOException ex) {
				// it could not be closed twice
			}
		}
		if (this.thread != null) {
			// what is not our own connection ends by this, if by anything
			this.thread.interrupt();
		}
	}

}
