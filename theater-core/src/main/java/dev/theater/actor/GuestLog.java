package dev.theater.actor;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an actor writes to the log, over all its incarnations. Lines beyond its rate are
 * dropped and counted, and the next that is written is preceded by their number. Loggers
 * are never freed, so their names are bounded as those of metrics are.
 */
public final class GuestLog {

	private static final String LOGGERS = "theater.guest.";

	private final ActorId id;

	private final String name;

	private final String actor;

	private final String path;

	private volatile LogBounds bounds;

	private final LineBudget budget;

	private final Counters counters;

	private volatile @Nullable Logger logger;

	private long dropped;

	/**
	 * @param name its actor's name among its siblings
	 * @param actor its manifest's name
	 * @param path its path from the root
	 * @param lender the log of its parent, for an actor that a guest started
	 */
	GuestLog(ActorId id, String name, String actor, String path, LogBounds bounds, @Nullable GuestLog lender,
			RuntimeClock clock, Counters counters) {
		this.id = id;
		this.name = name;
		this.actor = actor;
		this.path = path;
		this.bounds = bounds;
		this.budget = new LineBudget(bounds, (lender != null) ? lender.budget : null, clock);
		this.counters = counters;
	}

	/** Writes so many lines from now on; who has used them up gets no new ones by it. */
	void adopt(LogBounds bounds) {
		this.bounds = bounds;
		this.budget.adopt(bounds);
	}

	/** Writes a guest's text as one line, if it may write one now. */
	public void write(String text) {
		LogBounds bounds = this.bounds;
		Logger known = logger();
		if (!known.isInfoEnabled()) {
			return;
		}
		long left = admit(bounds);
		if (left < 0) {
			this.counters.increment("theater.log.lines.dropped", "actor", this.actor);
			return;
		}
		String line = line(text, bounds.maxLine());
		ActorMdc before = ActorMdc.put(this.id, this.name, this.path);
		try {
			write(known, bounds, line, left);
		}
		finally {
			before.restore();
		}
	}

	private void write(Logger known, LogBounds bounds, String line, long left) {
		if (left == 0) {
			known.info("[{}] {}", this.path, line);
			return;
		}
		String told = left + " lines were dropped: more than log_rate = " + bounds.rate()
				+ " a second (theater.limits.log-rate)";
		if (bounds.burst() == 1) {
			known.info("[{}] {} ({})", this.path, line, told);
			return;
		}
		known.warn("[{}] {}", this.path, told);
		known.info("[{}] {}", this.path, line);
	}

	/** How many were dropped before this line, which may be written; -1 if it may not. */
	private synchronized long admit(LogBounds bounds) {
		// the line that tells of the dropped ones counts too
		int lines = (this.dropped > 0 && bounds.burst() > 1) ? 2 : 1;
		if (!this.budget.take(lines)) {
			this.dropped++;
			return -1;
		}
		long before = this.dropped;
		this.dropped = 0;
		return before;
	}

	private Logger logger() {
		Logger known = this.logger;
		if (known == null) {
			known = LoggerFactory.getLogger(LOGGERS + this.counters.actorName(this.actor));
			this.logger = known;
		}
		return known;
	}

	/**
	 * A guest's text as one line that cannot pretend to be another.
	 * @param most bytes that are written of it
	 */
	static String line(String text, long most) {
		StringBuilder line = new StringBuilder((int) Math.min(text.length(), most));
		long bytes = 0;
		int point;
		for (int at = 0; at < text.length(); at += Character.charCount(point)) {
			point = text.codePointAt(at);
			String escape = isPlain(point) ? null : "\\u{" + Integer.toHexString(point) + "}";
			bytes += (escape != null) ? escape.length() : bytes(point);
			if (bytes > most) {
				return line.append("… (").append(text.length()).append(" characters)").toString();
			}
			if (escape != null) {
				line.append(escape);
			}
			else {
				line.appendCodePoint(point);
			}
		}
		return line.toString();
	}

	private static boolean isPlain(int point) {
		return switch (Character.getType(point)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE ->
				false;
			default -> true;
		};
	}

	private static int bytes(int point) {
		if (point < 0x80) {
			return 1;
		}
		return (point < 0x800) ? 2 : (point < 0x10000) ? 3 : 4;
	}

}
