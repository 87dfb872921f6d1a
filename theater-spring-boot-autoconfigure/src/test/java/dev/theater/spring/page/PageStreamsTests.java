package dev.theater.spring.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import dev.theater.runtime.RuntimeStatus;
import dev.theater.spring.FakeDirectory;
import dev.theater.spring.Theaters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Streams without a web server. */
@Timeout(60)
class PageStreamsTests {

	private static final Duration LONG = Duration.ofMinutes(5);

	private final FakeDirectory directory = new FakeDirectory().roots(Theaters.node("desk").build());

	private final PageEvents events = new PageEvents();

	private final PageFeed feed = new PageFeed(this.directory::tree, () -> RuntimeStatus.RUNNING, this.events,
			PageClock.system());

	private PageStreams streams(Duration look, Duration heartbeat, Duration life) {
		PageStreams streams = new PageStreams(this.feed, this.events, PageClock.system(),
				new PageStream.Timing(look, heartbeat, life));
		streams.start();
		return streams;
	}

	private static Page open(PageStreams streams, @Nullable String after) {
		Page page = new Page();
		StreamSeat seat = streams.reserve();
		assertThat(seat).isNotNull();
		seat.take(after);
		streams.start(seat, page, page.completed::countDown);
		return page;
	}

	@Test
	void saysThatItIsThereThoughNothingHappens() {
		PageStreams streams = streams(Duration.ofMillis(5), Duration.ofMillis(10), LONG);
		Page page = open(streams, null);
		await().until(() -> page.text().endsWith(":\n\n:\n\n:\n\n"));
		assertThat(page.text().split("event: update", -1)).hasSize(2);
		streams.stop();
	}

	@Test
	void endsWhenItsTimeIsOver() throws Exception {
		Page page = open(streams(Duration.ofMillis(5), LONG, Duration.ofMillis(30)), null);
		page.completed.await();
		assertThat(page.text()).startsWith(":\n\nevent: update\nid: ").endsWith("\n\nevent: end\ndata: end\n\n");
		assertThat(this.feed.watchers()).isZero();
	}

	@Test
	void saysNothingToWhoeverKnowsItAll() throws Exception {
		String version = this.feed.news(null).orElseThrow().version();
		Page page = open(streams(Duration.ofMillis(5), LONG, Duration.ofMillis(30)), version);
		page.completed.await();
		assertThat(page.text()).isEqualTo(":\n\nevent: end\ndata: end\n\n");
	}

	@Test
	void endsWhereThePageIsGone() throws Exception {
		PageStreams streams = streams(Duration.ofMillis(5), Duration.ofMillis(5), LONG);
		Page page = open(streams, null);
		await().until(() -> page.text().contains("event: update"));
		page.gone = true;
		page.completed.await();
		assertThat(page.text()).doesNotContain("event: end");
		await().until(() -> this.feed.watchers() == 0);
		for (int i = 0; i < PageStreams.MOST; i++) {
			assertThat(streams.reserve()).isNotNull();
		}
		assertThat(streams.reserve()).isNull();
	}

	@Test
	void freesAPlaceOnce() {
		PageStreams streams = streams(LONG, LONG, LONG);
		StreamSeat seat = streams.reserve();
		assertThat(seat).isNotNull();
		seat.close();
		seat.close();
		for (int i = 0; i < PageStreams.MOST; i++) {
			assertThat(streams.reserve()).isNotNull();
		}
		assertThat(streams.reserve()).isNull();
	}

	@Test
	void endsAllAndTakesNoMoreUntilItIsStartedAgain() throws Exception {
		PageStreams streams = streams(LONG, LONG, LONG);
		Page page = open(streams, null);
		StreamSeat late = streams.reserve();
		streams.stop();
		page.completed.await();
		assertThat(page.text()).endsWith("event: end\ndata: end\n\n");
		assertThat(streams.isRunning()).isFalse();
		assertThat(streams.reserve()).isNull();
		Page tooLate = new Page();
		streams.start(late, tooLate, tooLate.completed::countDown);
		tooLate.completed.await();
		streams.start();
		assertThat(streams.reserve()).isNotNull();
	}

	@Test
	void doesNotWaitForAPageThatDoesNotRead() throws Exception {
		PageStreams streams = streams(LONG, LONG, LONG);
		Page page = new Page();
		page.deaf = true;
		StreamSeat seat = streams.reserve();
		assertThat(seat).isNotNull();
		streams.start(seat, page, page.completed::countDown);
		page.asked.await();
		long before = System.nanoTime();
		streams.stop();
		assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
		page.completed.await();
	}

	/** What a page is sent. */
	private static final class Page extends OutputStream {

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

		private final CountDownLatch completed = new CountDownLatch(1);

		private final CountDownLatch asked = new CountDownLatch(1);

		private final CountDownLatch never = new CountDownLatch(1);

		private volatile boolean gone;

		private volatile boolean deaf;

		@Override
		public void write(int value) throws IOException {
			write(new byte[] { (byte) value });
		}

		@Override
		public void write(byte[] content, int offset, int length) throws IOException {
			if (this.gone) {
				throw new IOException("Broken pipe");
			}
			if (this.deaf) {
				this.asked.countDown();
				try {
					this.never.await();
				}
				catch (InterruptedException ex) {
					throw new IOException(ex);
				}
			}
			synchronized (this.bytes) {
				this.bytes.write(content, offset, length);
			}
		}

		private String text() {
			synchronized (this.bytes) {
				return this.bytes.toString(StandardCharsets.UTF_8);
			}
		}

	}

}
