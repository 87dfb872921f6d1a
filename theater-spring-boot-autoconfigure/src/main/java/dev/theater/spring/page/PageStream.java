package dev.theater.spring.page;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one page of changes, as server-sent events, until it is ended, its time is over
 * or the page is gone. Writing may wait for the page, so each has a thread of its own.
 */
final class PageStream implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(PageStream.class);

	private static final byte[] COMMENT = ascii(":\n\n");

	private static final byte[] MESSAGE_END = ascii("\n\n");

	/** Without data, browsers would not tell of it. */
	private static final byte[] END = ascii("event: end\ndata: end\n\n");

	private final PageFeed feed;

	private final PageEvents events;

	private final PageClock clock;

	private final Timing timing;

	private final OutputStream out;

	private final Runnable completion;

	private @Nullable String sent;

	private volatile boolean ended;

	/**
	 * The pace of a stream.
	 *
	 * @param look how long until the tree is looked at though no event came: not all that
	 * changes is one
	 * @param heartbeat how long nothing is said at most
	 * @param life how long it lasts at most, so that a login that has ended is noticed
	 */
	record Timing(Duration look, Duration heartbeat, Duration life) {

		static final Timing DEFAULT = new Timing(Duration.ofSeconds(1), Duration.ofSeconds(15), Duration.ofMinutes(5));

	}

	/**
	 * @param out where the page is told
	 * @param after the version that the page knows, if it knows one
	 * @param completion called at the end, whatever it is
	 */
	PageStream(PageFeed feed, PageEvents events, PageClock clock, Timing timing, OutputStream out,
			@Nullable String after, Runnable completion) {
		this.feed = feed;
		this.events = events;
		this.clock = clock;
		this.timing = timing;
		this.out = out;
		this.sent = after;
		this.completion = completion;
	}

	/** Has the page told that this is the end, unless it does not listen. */
	void end() {
		this.ended = true;
		this.events.wake();
	}

	@Override
	public void run() {
		try {
			tell();
			write(END);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		// a container that has given up on the page may throw just anything
		catch (IOException | RuntimeException ex) {
			logger.debug("A page is gone", ex);
		}
		finally {
			this.completion.run();
		}
	}

	private void tell() throws IOException, InterruptedException {
		long over = this.clock.nanos() + this.timing.life().toNanos();
		// so that what is between sees that there is an answer
		write(COMMENT);
		long written = this.clock.nanos();
		while (!this.ended && this.clock.nanos() - over < 0) {
			PageUpdate update = this.feed.news(this.sent).orElse(null);
			if (update != null) {
				write(update);
				this.sent = update.version();
				written = this.clock.nanos();
			}
			else if (this.clock.nanos() - written >= this.timing.heartbeat().toNanos()) {
				write(COMMENT);
				written = this.clock.nanos();
			}
			long left = over - this.clock.nanos();
			this.events.await(() -> this.ended || this.feed.behind(), Math.min(left, this.timing.look().toNanos()));
			this.events.pause(() -> this.ended, Math.min(left, this.feed.untilNext()));
		}
	}

	private void write(byte[] bytes) throws IOException {
		this.out.write(bytes);
		this.out.flush();
	}

	/** As it comes: pages that do not read would hold megabytes each. */
	private void write(PageUpdate update) throws IOException {
		this.out.write(ascii("event: update\nid: " + update.version() + "\ndata: "));
		PageJson.write(update, this.out);
		write(MESSAGE_END);
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
