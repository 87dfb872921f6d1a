package dev.theater.actor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import dev.theater.interleaving.Interleavings;
import dev.theater.interleaving.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Both ends of a channel at work on it, and what ends an actor: every message that was
 * accepted is handled or counted dead, and each end is told of the close once, if at all.
 */
@Timeout(600)
class ChannelInterleavingTests {

	/** Two actors with all they have are made for each round. */
	private static final int SHARE = 4;

	private static final ExitReason STOPPED = new ExitReason.Stopped(ExitReason.StoppedBy.PARENT);

	/** One side: its actor, its end, and what its turn has handled. */
	private static final class Side {

		final ActorCell cell;

		final ActorInstance instance;

		final List<String> handled = new ArrayList<>();

		private int sent;

		Side(ActorCell cell) {
			this.cell = cell;
			this.instance = cell.instance();
		}

		/** What its turn does next; as InstanceCalls does. */
		String turn() {
			Envelope next = this.cell.nextMessage();
			if (next == null) {
				return "nothing";
			}
			Channel.End end = next.channel();
			boolean takes = next.isMessage() ? end.takesMessage(this.instance) : end.takesClose(this.instance);
			String what = next.isMessage() ? "message " + next.payload()[0] : "close";
			this.handled.add(takes ? what : what + " dropped");
			return this.handled.getLast();
		}

		String turns() {
			for (String next = turn(); !next.equals("nothing"); next = turn()) {
				// until nothing waits
			}
			return this.handled.toString();
		}

		String send(Channel channel) {
			this.instance.channels().send(channel.opener().id(), new byte[] { (byte) ++this.sent }, Map.of());
			return "sent " + this.sent;
		}

		String close(Channel channel) {
			this.instance.channels().close(channel.opener().id());
			return "closed";
		}

	}

	/** A channel with its two sides. */
	private static class Pair {

		final Cast cast = new Cast();

		final Side opener = new Side(this.cast.actor("opener"));

		final Side asked = new Side(this.cast.actor("asked"));

		final Channel channel = new Channel(this.opener.instance, this.asked.cell);

		final PendingRequest request = new PendingRequest("1", this.asked.cell.id(), Duration.ofSeconds(1),
				this.cast.clock);

		Pair() {
			this.opener.instance.channels().add(this.channel.opener());
			this.channel.asked().begin(this.asked.instance);
		}

		static Pair open() {
			Pair pair = new Pair();
			pair.accept(null);
			return pair;
		}

		boolean accept(byte[] first) {
			return this.channel.asked().accept(this.request, first, Map.of());
		}

		/** As the lane does when the opener's instance has ended for good. */
		String openerEnds() {
			this.opener.instance.channels().end();
			return "ended";
		}

		String openersMailboxCloses() {
			this.opener.cell.closeMailbox("has ended", "stopped");
			return "closed";
		}

		/** As whoever opens does when it waits no longer. */
		String openerLeaves() {
			this.request.fail(new ActorFailedException("the caller waits no longer"));
			return "waits no longer";
		}

		String openerEndLeaves() {
			this.channel.opener().leave();
			return "left";
		}

		String end() {
			return this.opener.turns() + this.asked.turns() + " left " + this.opener.instance.channels().size()
					+ " and " + this.asked.instance.channels().size() + " dead " + this.cast.dead("stopped");
		}

	}

	@Test
	void bothEndsSendAndClose() {
		Report report = Interleavings.of("channel, both send and close", Pair::open)
			.actor("opener", (pair) -> pair.opener.send(pair.channel), (pair) -> pair.opener.close(pair.channel),
					(pair) -> pair.opener.turn())
			.actor("asked", (pair) -> pair.asked.turn(), (pair) -> pair.asked.send(pair.channel),
					(pair) -> pair.asked.close(pair.channel))
			.end(Pair::end)
			.oneIn(SHARE)
			.check();
		assertThat(report.seen().keySet())
			.allSatisfy((outcome) -> assertThat(outcome.end().toString()).contains("left 0 and 0"));
	}

	@Test
	void messagesComeInOrderAndTheCloseBehindThem() {
		Interleavings.of("channel, a stream and its end", Pair::open)
			.actor("opener", (pair) -> pair.opener.send(pair.channel), (pair) -> pair.opener.send(pair.channel),
					(pair) -> pair.opener.close(pair.channel))
			.actor("asked", (pair) -> pair.asked.turn(), (pair) -> pair.asked.turn(),
					(pair) -> pair.asked.close(pair.channel))
			.end(Pair::end)
			.oneIn(SHARE)
			.check();
	}

	@Test
	void theActorOfOneEndStops() {
		Report report = Interleavings.of("channel, one end's actor stops", Pair::open)
			.actor("asked", (pair) -> pair.asked.send(pair.channel), (pair) -> pair.asked.send(pair.channel),
					(pair) -> pair.asked.turn())
			.actor("lane", Pair::openerEnds, Pair::openersMailboxCloses)
			.end(Pair::end)
			.oneIn(SHARE)
			.check();
		assertThat(report.seen().keySet()).as("the other end is told once, by itself or by the next turn")
			.allSatisfy((outcome) -> assertThat(outcome.toString()).contains("close")
				.contains("left 0 and 0")
				.doesNotContain("close, close"));
	}

	@Test
	void theActorsOfBothEndsStop() {
		Interleavings.of("channel, both actors stop", Pair::open)
			.actor("one", Pair::openerEnds, Pair::openersMailboxCloses)
			.actor("two", (pair) -> {
				pair.asked.instance.channels().end();
				return "ended";
			}, (pair) -> {
				pair.asked.cell.closeMailbox("has ended", "stopped");
				return "closed";
			})
			.actor("late", (pair) -> {
				pair.channel.asked().send(new byte[] { 9 }, Map.of());
				return "sent";
			})
			.end(Pair::end)
			.oneIn(SHARE)
			.check();
	}

	@Test
	void acceptedAtTheMomentTheOpenerWaitsNoLonger() {
		Report report = Interleavings.of("channel, accepted or given up", Pair::new)
			.actor("asked", (pair) -> pair.accept(null), (pair) -> pair.asked.turn())
			.actor("opener", Pair::openerLeaves, Pair::openerEndLeaves)
			.end(Pair::end)
			.oneIn(SHARE)
			.check();
		assertThat(report.seen().keySet()).as("who accepted is told")
			.allSatisfy((outcome) -> assertThat(outcome.end().toString()).contains("[close]").contains("left 0 and 0"));
	}

	@Test
	void acceptedWithAFirstMessageAtTheMomentTheOpenerEnds() {
		Interleavings.of("channel, accepted or ended", Pair::new)
			.actor("asked", (pair) -> pair.accept(new byte[] { 5 }), (pair) -> pair.asked.turn())
			.actor("lane", Pair::openerEnds, Pair::openersMailboxCloses)
			.actor("timer", (pair) -> {
				pair.cast.clock.advance(Duration.ofSeconds(1));
				return "later";
			})
			.end((pair) -> pair.end() + " " + pair.request.ended())
			.oneIn(SHARE)
			.check();
	}

	@Test
	void acceptedAtTheMomentTheAskedActorEnds() {
		Interleavings.of("channel, accepted by who ends", Pair::new)
			.actor("turn", (pair) -> pair.accept(null), (pair) -> {
				pair.channel.asked().giveUpPending();
				return "over";
			})
			.actor("end", (pair) -> {
				pair.asked.instance.channels().end();
				return "ended";
			})
			.actor("opener", Pair::openerLeaves, Pair::openerEndLeaves)
			.end(Pair::end)
			.oneIn(SHARE)
			.check();
	}

	// ---- requests and messages to an actor that ends and starts

	/** An actor that is restarted or stopped while others send to it. */
	private static final class Receiver {

		final Cast cast = new Cast();

		final ActorCell cell = this.cast.actor("receiver");

		final AtomicInteger told = new AtomicInteger();

		PendingRequest request;

		String ask() {
			this.request = this.cell.request(new byte[] { 7 }, Map.of(), Duration.ofSeconds(1), 10);
			return this.request.ended() ? "refused" : "asked";
		}

		String send(int number) {
			this.cell.send(new byte[] { (byte) number }, Map.of());
			return "sent";
		}

		String poll() {
			Envelope next = this.cell.nextMessage();
			return (next != null) ? String.valueOf(next.payload()[0]) : "nothing";
		}

		String closes() {
			this.cell.stopMark().set();
			return "marked";
		}

		String mailboxCloses() {
			this.cell.closeMailbox("has ended", "stopped");
			return "closed";
		}

		String startsAgain() {
			this.cell.discard();
			this.cell.stopMark().clear();
			Cast.start(this.cell, 2);
			return "started";
		}

		String gone() {
			this.cell.gone(STOPPED);
			return "gone";
		}

		String watch() {
			if (this.cell.watchers().add((reason) -> this.told.incrementAndGet()) != null) {
				this.told.incrementAndGet();
				return "gone before";
			}
			return "watches";
		}

		String rest() {
			List<String> rest = new ArrayList<>();
			for (String next = poll(); !next.equals("nothing"); next = poll()) {
				rest.add(next);
			}
			boolean ended = this.request == null || this.request.ended();
			return rest + " dead " + this.cast.dead("stopped") + (ended ? " ended" : " open");
		}

	}

	@Test
	void everyMessageToAnActorThatStopsIsRefusedOrTakenOrDead() {
		Interleavings.of("stop, with messages on their way", Receiver::new)
			.actor("one", Receiver::ask, (all) -> all.send(1))
			.actor("two", (all) -> all.send(2))
			.actor("turn", Receiver::poll)
			.actor("lane", Receiver::closes, Receiver::mailboxCloses)
			.end(Receiver::rest)
			.oneIn(SHARE)
			.check();
	}

	@Test
	void everyMessageDuringARestartIsKeptForTheNextIncarnation() {
		Interleavings.of("restart, with messages on their way", Receiver::new)
			.actor("one", (all) -> all.send(1), (all) -> all.send(2))
			.actor("two", (all) -> all.send(3))
			.actor("lane", (all) -> {
				all.cell.close(STOPPED);
				return "closed";
			}, Receiver::startsAgain)
			.end(Receiver::rest)
			.oneIn(SHARE)
			.check();
	}

	@Test
	void aWatchThatMeetsAnEndAndANewStart() {
		Interleavings.of("watch, while the actor ends and starts again", Receiver::new)
			.actor("watcher", Receiver::watch)
			.actor("lane", Receiver::gone, Receiver::startsAgain, Receiver::gone)
			.actor("other", Receiver::watch)
			.end((all) -> all.told.get())
			.oneIn(SHARE)
			.check();
	}

	@Test
	void aTurnAndTheLaneAndTheTimerEndAnIncarnationOnce() {
		Interleavings.of("end of an incarnation", Ending::new)
			.actor("turn", Ending::turnEnds)
			.actor("lane", Ending::laneCloses)
			.actor("watcher", Ending::onEnd)
			.end((all) -> all.told.get() + " " + all.ended.get())
			.oneIn(SHARE)
			.check();
	}

	/** An incarnation that several would like to end. */
	private static final class Ending {

		final Cast cast = new Cast();

		final AtomicInteger ended = new AtomicInteger();

		final AtomicInteger told = new AtomicInteger();

		final ActorCell cell = this.cast.actors.cell(UUID.randomUUID().toString());

		final ActorInstance instance = Cast.start(this.cell, 1, this.ended::incrementAndGet);

		String turnEnds() {
			this.instance.close(STOPPED);
			return "closed";
		}

		String laneCloses() {
			this.instance.close(STOPPED);
			return "closed";
		}

		String onEnd() {
			this.instance.onEnd(this.told::incrementAndGet);
			return "asked";
		}

	}

}
