package dev.theater.actor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The channels of one incarnation, which alone can use them. One that the other end has
 * closed counts until this end has been told.
 */
public final class Channels {

	/** Bytes of heap that a channel takes, at each end. */
	private static final int CHANNEL = 512;

	private final ActorCell cell;

	private final int most;

	private final Map<String, Channel.End> ends = new HashMap<>();

	private boolean ended;

	/**
	 * @param most channels at a time
	 */
	Channels(ActorCell cell, int most) {
		this.cell = cell;
		this.most = most;
	}

	void add(Channel.End end) {
		synchronized (this.ends) {
			if (this.ended) {
				throw new ChannelException(this.cell.describe() + " has ended and opens no channel");
			}
			if (this.ends.size() >= this.most) {
				throw new ChannelException(this.cell.describe() + " has " + this.ends.size()
						+ " channels, as many as max_channels allows; close one first");
			}
			if (!this.cell.store().memory().tryTake(CHANNEL)) {
				throw new ChannelException("no memory is left for a channel of " + this.cell.describe()
						+ ": all guests together hold " + this.cell.store().memory());
			}
			this.ends.put(end.id(), end);
		}
	}

	void remove(Channel.End end) {
		synchronized (this.ends) {
			if (this.ends.remove(end.id()) != null) {
				this.cell.store().memory().giveBack(CHANNEL);
			}
		}
	}

	/** How many there are. */
	public int size() {
		synchronized (this.ends) {
			return this.ends.size();
		}
	}

	/**
	 * Sends to the other end of a channel; returns once its mailbox has the message.
	 * @throws ChannelException if the channel is closed, not open yet, or not this
	 * actor's
	 * @throws MessagingException if the other end's mailbox does not take it
	 */
	public void send(String id, byte[] message, Map<String, String> headers) {
		find(id).send(message, headers);
	}

	/**
	 * Closes a channel: nothing more comes on it, and the other end is told.
	 * @throws ChannelException if the channel is not open yet or not this actor's
	 */
	public void close(String id) {
		find(id).close();
	}

	private Channel.End find(String id) {
		Channel.End end;
		synchronized (this.ends) {
			end = this.ends.get(id);
		}
		if (end == null) {
			throw new ChannelException("there is no channel '" + ErrorText.bounded(id)
					+ "' of this actor; it is closed, or was opened for others, or before this actor's last start");
		}
		return end;
	}

	/** The incarnation has ended: closes all its channels. */
	void end() {
		List<Channel.End> rest;
		synchronized (this.ends) {
			this.ended = true;
			rest = List.copyOf(this.ends.values());
			this.ends.clear();
			this.cell.store().memory().giveBack((long) CHANNEL * rest.size());
		}
		rest.forEach(Channel.End::leave);
	}

	/** The answer of a handler that was asked for a channel, with what came beside it. */
	@SuppressWarnings("ArrayRecordComponent")
	record Answer(boolean accepted, byte @Nullable [] message) {
	}

}
