package dev.theater.actor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Notices to a supervising guest, and the time an actor waits for its store. */
class NoticesTests {

	private final List<Notice> handled = new ArrayList<>();

	private final List<Notice> unhandled = new ArrayList<>();

	private final NoticeBoard board = new NoticeBoard(this.handled::add, this.unhandled::add);

	private static Notice stop(ActorId child) {
		return new Notice.ChildExternalStop(child);
	}

	@Test
	void aBoardGivesNoticesInTheOrderOfTheExits() {
		ActorId first = ActorId.random();
		ActorId second = ActorId.random();
		assertThat(this.board.isWaiting()).isFalse();
		this.board.put(stop(first));
		this.board.put(stop(second));
		assertThat(this.board.isWaiting()).isTrue();
		assertThat(this.board.poll()).isEqualTo(stop(first));
		assertThat(this.board.poll()).isEqualTo(stop(second));
		assertThat(this.board.poll()).isNull();
		assertThat(this.board.isWaiting()).isFalse();
	}

	@Test
	void aBoardHasOneNoticePerChildTheNewest() {
		ActorId child = ActorId.random();
		ActorId other = ActorId.random();
		Notice error = new Notice.ChildError(child, new ActorError(ActorError.Type.INTERNAL, "x"));
		this.board.put(error);
		this.board.put(stop(other));
		this.board.put(stop(child));
		assertThat(this.board.poll()).isEqualTo(stop(other));
		assertThat(this.board.poll()).isEqualTo(stop(child));
		assertThat(this.board.poll()).isNull();
	}

	@Test
	void aNoticeIsWithdrawnOnlyBeforeItWasTold() {
		ActorId child = ActorId.random();
		this.board.put(stop(child));
		assertThat(this.board.withdraw(child)).isTrue();
		assertThat(this.board.isWaiting()).isFalse();
		assertThat(this.board.withdraw(child)).isFalse();
		this.board.put(stop(child));
		this.board.poll();
		assertThat(this.board.withdraw(child)).isFalse();
	}

	@Test
	void whatCouldNotBeStoredComesBackFirstUnlessThereIsNewerNews() {
		ActorId child = ActorId.random();
		ActorId other = ActorId.random();
		this.board.put(stop(child));
		this.board.put(stop(other));
		Notice first = this.board.poll();
		this.board.unhandled(first);
		assertThat(this.unhandled).containsExactly(first);
		this.board.putBack(first);
		assertThat(this.board.poll()).isSameAs(first);
		Notice newer = new Notice.ChildError(child, new ActorError(ActorError.Type.INTERNAL, "x"));
		this.board.put(newer);
		this.board.putBack(first);
		assertThat(this.board.poll()).isEqualTo(stop(other));
		assertThat(this.board.poll()).isSameAs(newer);
		assertThat(this.board.isWaiting()).isFalse();
	}

	@Test
	void aBoardIsClearedAndTellsWhatWasHandled() {
		this.board.put(stop(ActorId.random()));
		this.board.clear();
		assertThat(this.board.poll()).isNull();
		assertThat(this.board.isWaiting()).isFalse();
		Notice notice = stop(ActorId.random());
		this.board.handled(notice);
		assertThat(this.handled).containsExactly(notice);
	}

	@Test
	void anOutageGrowsWhileTheStoreGoesOnFailing() {
		ManualClock clock = new ManualClock();
		AtomicInteger over = new AtomicInteger();
		StoreOutage outage = new StoreOutage(clock, over::incrementAndGet);
		assertThat(outage.lasts()).isFalse();
		long[] expected = { 100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000 };
		for (int i = 0; i < expected.length; i++) {
			outage.begin();
			clock.advance(Duration.ofMillis(expected[i] - 1));
			assertThat(outage.lasts()).isTrue();
			assertThat(over).hasValue(i);
			clock.advance(Duration.ofMillis(1));
			assertThat(outage.lasts()).isFalse();
			assertThat(over).hasValue(i + 1);
		}
		outage.over();
		outage.begin();
		clock.advance(Duration.ofMillis(100));
		assertThat(outage.lasts()).isFalse();
	}

	@Test
	void anExportsNameBecomesAnEventsName() {
		assertThat(GuestExport.eventName("handle-child-external-stop")).isEqualTo("HandleChildExternalStop");
		assertThat(GuestExport.eventName("init")).isEqualTo("Init");
		assertThat(GuestExport.HANDLE_SEND).hasToString("theater:simple/message-server-client#handle-send");
	}

}
