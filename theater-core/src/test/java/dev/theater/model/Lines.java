package dev.theater.model;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The model of an actor's channels: what comes on each is in order, from its opening to
 * its end and no longer, and for the incarnation alone that opened or accepted it.
 */
final class Lines {

	private static final String HOST = "theater:simple/message-server-host/";

	private final Life life;

	private final Map<String, Line> all = new HashMap<>();

	/** The channel that the last call has decided about. */
	private @Nullable Line opening;

	/** The channel that the guest is closing. */
	private @Nullable Line closing;

	Lines(Life life) {
		this.life = life;
	}

	/** A channel, as one of its ends knows it. */
	static final class Line {

		private final int incarnation;

		private boolean open;

		/** Whether this end has closed it. */
		private boolean closed;

		/** Whether this end was told that the other one has closed it. */
		private boolean told;

		/** The last number that came, where numbers are counted. */
		private int last = -1;

		Line(int incarnation) {
			this.incarnation = incarnation;
		}

	}

	/** Another call begins. */
	void next() {
		this.opening = null;
		this.closing = null;
	}

	/** What came of the last call was not stored: it has accepted nothing. */
	void unstored() {
		if (this.opening != null) {
			this.opening.open = false;
		}
	}

	/** The guest's handler is called with something of a channel. */
	void call(Step step) {
		String id = step.text("channel");
		if (step.name().equals("HandleChannelOpenCall")) {
			this.opening = new Line(this.life.incarnation());
			this.life.require(this.all.put(id, this.opening) == null, step, "a channel a second time");
			return;
		}
		Line line = this.all.get(id);
		boolean open = line != null && line.open && !line.closed && !line.told
				&& line.incarnation == this.life.incarnation();
		this.life.require(open, step, "on a channel that is not open");
		if (line == null) {
			return;
		}
		if (step.name().equals("HandleChannelCloseCall")) {
			line.told = true;
		}
		else {
			message(line, step);
		}
	}

	private void message(Line line, Step step) {
		String text = step.bytes("message");
		if (text.chars().allMatch(Character::isDigit)) {
			int number = Integer.parseInt(text);
			this.life.require(number == 0 || number == line.last + 1, step, "out of order, after " + line.last);
			line.last = number;
		}
	}

	/** The guest's handler has decided whether a channel is opened. */
	void decided(Step step) {
		Line line = this.opening;
		if (line != null) {
			line.open = step.data().path("accepted").asBoolean(false);
		}
	}

	/** The guest asks for something on a channel, or it is done. */
	void host(Step step) {
		if (step.type().equals(HOST + "open-channel") && step.name().endsWith("Result")) {
			Line line = new Line(this.life.incarnation());
			line.open = true;
			this.life.require(this.all.put(step.text("value"), line) == null, step, "a channel a second time");
		}
		else if (step.name().equals("CloseChannelCall")) {
			this.closing = this.all.get(step.text("channel-id"));
		}
		else if (step.name().equals("CloseChannelResult") && this.closing != null) {
			this.closing.closed = true;
		}
	}

	/**
	 * Whether an end can use a channel and has no reason to believe that it is closed.
	 */
	private boolean isOpen(Line line) {
		return line.open && !line.closed && !line.told && this.life.phase() == Life.Phase.UP
				&& this.life.incarnation() == line.incarnation;
	}

	/** Says, now that all is quiet, which ends were not told of the other's end. */
	static String untold(Map<UUID, Life> lives) {
		Map<String, Integer> open = new HashMap<>();
		lives.values()
			.forEach((life) -> life.lines().all
				.forEach((id, line) -> open.merge(id, life.lines().isOpen(line) ? 1 : 0, Integer::sum)));
		StringBuilder untold = new StringBuilder();
		lives.values().forEach((life) -> life.lines().all.forEach((id, line) -> {
			if (open.get(id) == 1 && life.lines().isOpen(line)) {
				untold.append("%n%s was not told that channel %s is closed: %s".formatted(life.id, id, life.steps()));
			}
		}));
		return untold.toString();
	}

	/** How many channels have been open at this end. */
	long opened() {
		return this.all.values().stream().filter((line) -> line.open).count();
	}

}
