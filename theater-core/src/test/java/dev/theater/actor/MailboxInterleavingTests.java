package dev.theater.actor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.theater.component.wasm.MemoryBudget;
import dev.theater.interleaving.Interleavings;
import dev.theater.interleaving.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** What waits for an actor: messages and notices, offered and taken at the same time. */
@Timeout(600)
class MailboxInterleavingTests {

	private static final UUID NOBODY = new UUID(0, 0);

	private static final List<ActorId> CHILDREN = List.of(ActorId.random(), ActorId.random(), ActorId.random());

	private static Envelope message(int number) {
		return new Envelope(NOBODY, 1, Envelope.Kind.SEND, Map.of(), new byte[] { (byte) number }, null);
	}

	private static Envelope news(int number) {
		return new Envelope(NOBODY, 1, Envelope.Kind.CHANNEL_CLOSE, Map.of(), new byte[] { (byte) number }, null);
	}

	private static int number(Envelope envelope) {
		return (envelope != null) ? envelope.payload()[0] : 0;
	}

	private static Mailbox open(int capacity) {
		Mailbox mailbox = new Mailbox(capacity, MemoryBudget.UNLIMITED);
		mailbox.open();
		return mailbox;
	}

	private static List<Integer> rest(Mailbox mailbox) {
		return mailbox.close().stream().map(MailboxInterleavingTests::number).toList();
	}

	@Test
	void losesNothingAndKeepsTheOrderOfEachSender() {
		Report report = Interleavings.of("mailbox, two senders", () -> open(3))
			.actor("one", (mailbox) -> mailbox.offer(message(11)), (mailbox) -> mailbox.offer(message(12)))
			.actor("two", (mailbox) -> mailbox.offer(message(21)), (mailbox) -> mailbox.offer(message(22)))
			.actor("receiver", (mailbox) -> number(mailbox.poll()), (mailbox) -> number(mailbox.poll()))
			.end(MailboxInterleavingTests::rest)
			.check();
		assertThat(report.possible()).as("one of four messages may not fit")
			.anySatisfy((outcome) -> assertThat(outcome.results().toString()).contains("FULL"));
	}

	@Test
	void holdsExactlyAsManyAsItMay() {
		Report report = Interleavings.of("mailbox, the last room", () -> open(2))
			.actor("one", (mailbox) -> mailbox.offer(message(11)), Mailbox::size)
			.actor("two", (mailbox) -> mailbox.offer(message(21)), Mailbox::size)
			.actor("three", (mailbox) -> mailbox.offer(message(31)))
			.end((mailbox) -> mailbox.size() + " " + rest(mailbox))
			.check();
		assertThat(report.seen().keySet())
			.allSatisfy((outcome) -> assertThat(outcome.end().toString()).startsWith("2 "));
	}

	@Test
	void givesOutWhatItAcceptedAndNothingElseWhenItCloses() {
		Interleavings.of("mailbox, closing", () -> open(5))
			.actor("sender", (mailbox) -> mailbox.offer(message(11)), (mailbox) -> mailbox.offer(message(12)),
					(mailbox) -> mailbox.offer(message(13)))
			.actor("receiver", (mailbox) -> number(mailbox.poll()), (mailbox) -> number(mailbox.poll()))
			.actor("lane", MailboxInterleavingTests::rest, Mailbox::isOpen)
			.end((mailbox) -> mailbox.size() + " " + rest(mailbox))
			.check();
	}

	@Test
	void keepsItsPromiseWhileItClosesAndOpensAgain() {
		Interleavings.of("mailbox, closing and opening", () -> open(2))
			.actor("sender", (mailbox) -> mailbox.offer(message(11)), (mailbox) -> mailbox.offer(message(12)),
					(mailbox) -> mailbox.offer(message(13)))
			.actor("receiver", (mailbox) -> number(mailbox.poll()))
			.actor("lane", MailboxInterleavingTests::rest, (mailbox) -> {
				mailbox.open();
				return "open";
			})
			.end(MailboxInterleavingTests::rest)
			.check();
	}

	@Test
	void newsOfClosedChannelsTakeNoRoom() {
		Interleavings.of("mailbox, news", () -> open(1))
			.actor("peer", (mailbox) -> mailbox.offer(news(1)), (mailbox) -> mailbox.offer(message(11)))
			.actor("sender", (mailbox) -> mailbox.offer(message(21)), (mailbox) -> mailbox.offer(message(22)))
			.actor("receiver", (mailbox) -> number(mailbox.poll()), (mailbox) -> number(mailbox.poll()))
			.end(MailboxInterleavingTests::rest)
			.check();
	}

	// ---- notices

	private static Notice error(int child, String text) {
		return new Notice.ChildError(CHILDREN.get(child),
				ActorError.of(new ExitReason.Failed(FailureCause.ERROR, "test", text)));
	}

	private static Notice stop(int child) {
		return new Notice.ChildExternalStop(CHILDREN.get(child));
	}

	private static String text(Notice notice) {
		return (notice != null) ? notice.getClass().getSimpleName() + CHILDREN.indexOf(notice.child()) : "none";
	}

	private static NoticeBoard board() {
		NoticeBoard board = new NoticeBoard((notice) -> {
		}, (notice) -> {
		});
		board.put(error(0, "first"));
		return board;
	}

	private static List<String> rest(NoticeBoard board) {
		List<String> rest = new ArrayList<>();
		for (boolean waiting = board.isWaiting(); waiting; waiting = board.isWaiting()) {
			rest.add(text(board.poll()));
		}
		return rest;
	}

	@Test
	void aNoticeIsEitherToldOrWithdrawn() {
		Interleavings.of("notices, told or withdrawn", MailboxInterleavingTests::board)
			.actor("lane", (board) -> board.withdraw(CHILDREN.get(0)), (board) -> {
				board.put(stop(1));
				return "put";
			}, (board) -> board.withdraw(CHILDREN.get(1)))
			.actor("turn", (board) -> text(board.poll()), (board) -> text(board.poll()))
			.end(MailboxInterleavingTests::rest)
			.check();
	}

	@Test
	void theLastNoticeOfEachChildIsKept() {
		Report report = Interleavings.of("notices, the last of each child", MailboxInterleavingTests::board)
			.actor("lane", (board) -> {
				board.put(error(1, "second"));
				return "put";
			}, (board) -> {
				board.put(stop(0));
				return "put";
			}, (board) -> {
				board.put(stop(1));
				return "put";
			})
			.actor("turn", (board) -> text(board.poll()), (board) -> text(board.poll()))
			.end(MailboxInterleavingTests::rest)
			.check();
		assertThat(report.seen().keySet()).allSatisfy(
				(outcome) -> assertThat(outcome.toString()).contains("ChildExternalStop0", "ChildExternalStop1"));
	}

	/** A board, and the notice that the turn has taken. */
	private static final class Taken {

		final NoticeBoard board = board();

		Notice notice;

		String poll() {
			this.notice = this.board.poll();
			return text(this.notice);
		}

		String putBack() {
			if (this.notice != null) {
				this.board.putBack(this.notice);
			}
			return text(this.notice);
		}

	}

	@Test
	void whatCouldNotBeStoredIsToldAgainUnlessThereIsSomethingNewer() {
		Interleavings.of("notices, put back", Taken::new).actor("lane", (taken) -> {
			taken.board.put(stop(1));
			return "put";
		}, (taken) -> {
			taken.board.put(stop(0));
			return "put";
		})
			.actor("turn", Taken::poll, Taken::putBack)
			.actor("reader", (taken) -> taken.board.isWaiting())
			.end((taken) -> rest(taken.board))
			.check();
	}

}
