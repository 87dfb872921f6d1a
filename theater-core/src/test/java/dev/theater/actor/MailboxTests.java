package dev.theater.actor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import dev.theater.component.wasm.MemoryBudget;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Bounded, in order, and nothing lost between open and closed. */
class MailboxTests {

	private final Mailbox mailbox = new Mailbox(3, MemoryBudget.UNLIMITED);

	private static Envelope envelope(int number) {
		return new Envelope(UUID.randomUUID(), 1, Envelope.Kind.SEND, Map.of(), new byte[] { (byte) number }, null);
	}

	private static int number(Envelope envelope) {
		return envelope.payload()[0];
	}

	@Test
	void takesNothingBeforeItIsOpen() {
		assertThat(this.mailbox.offer(envelope(1))).isEqualTo(Mailbox.Offer.CLOSED);
		assertThat(this.mailbox.poll()).isNull();
		assertThat(this.mailbox.size()).isZero();
	}

	@Test
	void givesOutInTheOrderInWhichItTook() {
		this.mailbox.open();
		for (int i = 1; i <= 3; i++) {
			assertThat(this.mailbox.offer(envelope(i))).isEqualTo(Mailbox.Offer.ACCEPTED);
		}
		assertThat(this.mailbox.size()).isEqualTo(3);
		for (int i = 1; i <= 3; i++) {
			assertThat(number(this.mailbox.poll())).isEqualTo(i);
		}
		assertThat(this.mailbox.poll()).isNull();
	}

	@Test
	void isFullAtItsCapacityAndTakesAgainAfterwards() {
		this.mailbox.open();
		for (int i = 1; i <= 3; i++) {
			this.mailbox.offer(envelope(i));
		}
		assertThat(this.mailbox.offer(envelope(4))).isEqualTo(Mailbox.Offer.FULL);
		assertThat(this.mailbox.size()).isEqualTo(3);
		this.mailbox.poll();
		assertThat(this.mailbox.offer(envelope(5))).isEqualTo(Mailbox.Offer.ACCEPTED);
		assertThat(this.mailbox.capacity()).isEqualTo(3);
	}

	@Test
	void givesWhatIsLeftWhenItCloses() {
		this.mailbox.open();
		this.mailbox.offer(envelope(1));
		this.mailbox.offer(envelope(2));
		assertThat(this.mailbox.close()).extracting(MailboxTests::number).containsExactly(1, 2);
		assertThat(this.mailbox.size()).isZero();
		assertThat(this.mailbox.close()).isEmpty();
		assertThat(this.mailbox.offer(envelope(3))).isEqualTo(Mailbox.Offer.CLOSED);
	}

	@Test
	void keepsItsMessagesWhenItIsOpenedAgain() {
		this.mailbox.open();
		this.mailbox.offer(envelope(1));
		this.mailbox.open();
		assertThat(this.mailbox.size()).isOne();
	}

	@Test
	void losesNoneOfThoseItTookWhileItCloses() throws Exception {
		Mailbox large = new Mailbox(100_000, MemoryBudget.UNLIMITED);
		large.open();
		AtomicInteger taken = new AtomicInteger();
		CountDownLatch begun = new CountDownLatch(4);
		List<Thread> senders = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			senders.add(Thread.ofPlatform().start(() -> {
				begun.countDown();
				while (large.offer(envelope(1)) == Mailbox.Offer.ACCEPTED) {
					taken.incrementAndGet();
				}
			}));
		}
		begun.await();
		int got = 0;
		while (got < 1_000) {
			got += (large.poll() != null) ? 1 : 0;
		}
		got += large.close().size();
		for (Thread sender : senders) {
			sender.join(Duration.ofSeconds(5));
		}
		assertThat(got).isEqualTo(taken.get());
	}

}
