package dev.theater.spring.page;

import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * All streams: so many at most, and each ended before the web server waits for the
 * requests that are under way, of which a stream would be one.
 */
final class PageStreams implements SmartLifecycle {

	/** Streams at a time. */
	static final int MOST = 32;

	/** How long a page has to take the end. */
	private static final Duration PATIENCE = Duration.ofMillis(500);

	/**
	 * How long a container has then to be done with it, which it is at once if the
	 * machine is not busy.
	 */
	private static final Duration BREAKING_OFF = Duration.ofSeconds(5);

	private static final long BETWEEN_INTERRUPTS = Duration.ofNanos(50_000).toNanos();

	private final PageFeed feed;

	private final PageEvents events;

	private final PageClock clock;

	private final PageStream.Timing timing;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Map<PageStream, Thread> streams = new HashMap<>();

	private int seats;

	private long started;

	private boolean refusing;

	private volatile boolean running;

	PageStreams(PageFeed feed, PageEvents events, PageClock clock, PageStream.Timing timing) {
		this.feed = feed;
		this.events = events;
		this.clock = clock;
		this.timing = timing;
	}

	/** Reserves a place; null if all are taken, or at the end. */
	@Nullable StreamSeat reserve() {
		this.lock.lock();
		try {
			if (this.refusing || this.seats == MOST) {
				return null;
			}
			this.seats++;
			return new StreamSeat(this::free);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void free() {
		this.lock.lock();
		try {
			this.seats--;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Tells a page of changes from now on.
	 * @param seat its place, which becomes free at the end
	 * @param completion called at the end
	 */
	void start(StreamSeat seat, OutputStream out, Runnable completion) {
		this.lock.lock();
		try {
			PageStream[] self = new PageStream[1];
			PageStream stream = new PageStream(this.feed, this.events, this.clock, this.timing, out, seat.after(),
					() -> finish(self[0], seat, completion));
			self[0] = stream;
			// a platform thread: a virtual one that waits for a slow page may keep its
			// carrier
			Thread thread = Thread.ofPlatform().daemon().name("theater-page-" + ++this.started).unstarted(stream);
			this.streams.put(stream, thread);
			this.feed.join();
			begin(thread, stream, seat, completion);
			if (this.refusing) {
				stream.end();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** A machine that has no thread left has none for this, and that is all. */
	private void begin(Thread thread, PageStream stream, StreamSeat seat, Runnable completion) {
		boolean begun = false;
		try {
			thread.start();
			begun = true;
		}
		finally {
			if (!begun) {
				finish(stream, seat, completion);
			}
		}
	}

	private void finish(PageStream stream, StreamSeat seat, Runnable completion) {
		this.feed.leave();
		seat.close();
		try {
			completion.run();
		}
		finally {
			this.lock.lock();
			try {
				this.streams.remove(stream);
				this.changed.signalAll();
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	@Override
	public void start() {
		this.lock.lock();
		try {
			this.refusing = false;
			this.running = true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Ends all streams. A page that does not read what it is sent does not get to know.
	 */
	@Override
	public void stop() {
		this.lock.lock();
		try {
			this.refusing = true;
			List.copyOf(this.streams.keySet()).forEach(PageStream::end);
			if (!awaitEnd(PATIENCE)) {
				breakOff();
			}
			this.running = false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean awaitEnd(Duration time) throws InterruptedException {
		long left = time.toNanos();
		while (!this.streams.isEmpty() && left > 0) {
			left = this.changed.awaitNanos(left);
		}
		return this.streams.isEmpty();
	}

	/**
	 * Closes the connections of pages that do not read. A thread that is interrupted
	 * while it writes closes its connection; but Tomcat's swallows what comes while it
	 * waits between two attempts, so once is not enough.
	 */
	private void breakOff() throws InterruptedException {
		long over = System.nanoTime() + BREAKING_OFF.toNanos();
		while (!this.streams.isEmpty() && System.nanoTime() - over < 0) {
			this.streams.values().forEach(Thread::interrupt);
			this.lock.unlock();
			try {
				LockSupport.parkNanos(BETWEEN_INTERRUPTS);
			}
			finally {
				this.lock.lock();
			}
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** The first to stop: the web server's drain, its own or a child's, comes after. */
	@Override
	public int getPhase() {
		return Integer.MAX_VALUE;
	}

}
