package dev.theater.actor;

/**
 * How much an actor may write to the log.
 *
 * @param maxLine bytes of one line as it is written, in UTF-8; what is longer is cut; 1
 * or more
 * @param rate lines per second in the long run, 0 or more
 * @param burst lines at once after a time of silence, 0 or more
 */
public record LogBounds(long maxLine, int rate, int burst) {

	/** 8 KB, 100 lines per second, 1,000 at once. */
	public static final LogBounds DEFAULT = new LogBounds(8L << 10, 100, 1_000);

	public LogBounds {
		atLeast("max_log_line", maxLine, 1);
		atLeast("log_rate", rate, 0);
		atLeast("log_burst", burst, 0);
	}

	/** The smaller of each. */
	public LogBounds atMost(LogBounds other) {
		return new LogBounds(Math.min(this.maxLine, other.maxLine), Math.min(this.rate, other.rate),
				Math.min(this.burst, other.burst));
	}

	static void atLeast(String name, long value, long least) {
		if (value < least) {
			throw new IllegalArgumentException(name + " is " + value + "; it must be " + least + " or more");
		}
	}

}
