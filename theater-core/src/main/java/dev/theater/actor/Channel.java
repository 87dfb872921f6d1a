package dev.theater.actor;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A channel between two incarnations of actors: who opened it and who was asked to. It
 * ends with either of them.
 *
 * <p>
 * How it works: each end is PENDING until the asked actor's handler has accepted, then
 * both are OPEN. Whoever closes goes to GONE at once; the other end goes to CLOSED, which
 * is told through its mailbox behind the messages that are on their way, and to GONE when
 * its handler begins. All steps hold the channel's monitor, and messages are handed to
 * the mailbox under it, so none overtakes another or the news of the end. Inside it only
 * the monitors of a mailbox, of a {@link Channels} and of the dispatcher are taken, none
 * of which leads back.
 */
final class Channel {

	private enum Phase {

		PENDING, OPEN, CLOSED, GONE

	}

	/** Random, so that nobody can guess it; of no use to anybody but the two ends. */
	private final String id = UUID.randomUUID().toString();

	private final End opener;

	private final End asked;

	Channel(ActorInstance opener, ActorCell asked) {
		this.opener = new End(opener.cell());
		this.opener.instance = opener;
		this.asked = new End(asked);
	}

	/** The end of the actor that opens it. */
	End opener() {
		return this.opener;
	}

	/** The end of the actor that is asked. */
	End asked() {
		return this.asked;
	}

	/** One actor's side of the channel. */
	final class End {

		private final ActorCell cell;

		/** Whose it is; unknown until the asked actor's handler begins. */
		private @Nullable ActorInstance instance;

		private Phase phase = Phase.PENDING;

		private End(ActorCell cell) {
			this.cell = cell;
		}

		String id() {
			return Channel.this.id;
		}

		private End peer() {
			return (this == Channel.this.opener) ? Channel.this.asked : Channel.this.opener;
		}

		/**
		 * Ties the asked end to the incarnation whose handler is about to decide.
		 * @throws ChannelException if that has as many channels as it may have
		 */
		void begin(ActorInstance handler) {
			synchronized (Channel.this) {
				handler.channels().add(this);
				this.instance = handler;
			}
		}

		/**
		 * The asked actor accepts.
		 * @param first a message for the opener, before all others; null for none
		 * @return whether somebody still waited for the answer
		 */
		boolean accept(PendingRequest request, byte @Nullable [] first, Map<String, String> headers) {
			synchronized (Channel.this) {
				if (this.phase != Phase.PENDING) {
					return false;
				}
				End opener = peer();
				if (opener.phase != Phase.PENDING) {
					// it waits no longer, and this actor believes that the channel is
					// open
					tellClosed();
					return false;
				}
				opener.phase = Phase.OPEN;
				this.phase = Phase.OPEN;
				try {
					if (first != null) {
						opener.cell.deliver(opener, first, headers);
					}
				}
				catch (MessagingException ex) {
					opener.leave();
					request.fail(ex);
					return true;
				}
			}
			return request.complete(Channel.this.id);
		}

		/** Ends what its handler has not accepted. */
		void giveUpPending() {
			synchronized (Channel.this) {
				if (this.phase == Phase.PENDING) {
					leave();
				}
			}
		}

		/**
		 * Hands a message to the other end's mailbox.
		 * @throws ChannelException if the channel is not open
		 * @throws MessagingException if the other end's mailbox does not take it
		 */
		void send(byte[] message, Map<String, String> headers) {
			synchronized (Channel.this) {
				requireOpen();
				peer().cell.deliver(peer(), message, headers);
			}
		}

		private void requireOpen() {
			switch (this.phase) {
				case OPEN -> {
				}
				case PENDING -> throw new ChannelException(
						"channel " + Channel.this.id + " is not open yet: it is when handle-channel-open has accepted");
				case CLOSED, GONE -> throw new ChannelException(
						"channel " + Channel.this.id + " is closed: the other end closed it, or has ended");
			}
		}

		/**
		 * Closes the channel from this end, to which nothing of it comes any more.
		 * @throws ChannelException if it is not open yet
		 */
		void close() {
			synchronized (Channel.this) {
				if (this.phase == Phase.PENDING) {
					requireOpen();
				}
				leave();
			}
		}

		/**
		 * The end's actor has ended or does not know the channel: tells the other end.
		 */
		void leave() {
			synchronized (Channel.this) {
				this.phase = Phase.GONE;
				forget();
				End peer = peer();
				if (peer.phase == Phase.OPEN) {
					peer.tellClosed();
				}
			}
		}

		private void tellClosed() {
			this.phase = Phase.CLOSED;
			if (!this.cell.deliverClose(this)) {
				this.phase = Phase.GONE;
				forget();
			}
		}

		/** Whether a message that comes now still concerns this incarnation. */
		boolean takesMessage(ActorInstance receiver) {
			synchronized (Channel.this) {
				return this.instance == receiver && (this.phase == Phase.OPEN || this.phase == Phase.CLOSED);
			}
		}

		/** Whether this incarnation is to be told of the end now; says so once. */
		boolean takesClose(ActorInstance receiver) {
			synchronized (Channel.this) {
				if (this.instance != receiver || this.phase != Phase.CLOSED) {
					return false;
				}
				this.phase = Phase.GONE;
				forget();
				return true;
			}
		}

		private void forget() {
			ActorInstance owner = this.instance;
			if (owner != null) {
				owner.channels().remove(this);
			}
		}

	}

}
