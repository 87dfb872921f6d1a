package dev.theater.host;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations and sizes in the notation of Spring Boot's properties (its reference
 * documentation, "Converting Durations" and "Converting Data Sizes"), so that a value
 * moves between a property and a manifest as it stands.
 */
public final class Quantity {

	/** Far below where nanoseconds overflow 64 bits. */
	private static final Duration LONGEST = Duration.ofDays(365);

	private static final Pattern SIMPLE = Pattern.compile("([+-]?[0-9]{1,18})([a-zA-Z]{0,2})");

	private static final Map<String, BigInteger> NANOS = Map.of("ns", BigInteger.ONE, "us", BigInteger.valueOf(1_000),
			"ms", BigInteger.valueOf(1_000_000), "s", BigInteger.valueOf(1_000_000_000), "m",
			BigInteger.valueOf(60_000_000_000L), "h", BigInteger.valueOf(3_600_000_000_000L), "d",
			BigInteger.valueOf(86_400_000_000_000L), "", BigInteger.valueOf(1_000_000));

	private static final Map<String, Long> BYTES = Map.of("B", 1L, "KB", 1L << 10, "MB", 1L << 20, "GB", 1L << 30, "TB",
			1L << 40, "", 1L);

	private Quantity() {
	}

	/**
	 * A duration of zero or more.
	 * @throws IllegalArgumentException with what is wrong, to be put after the value
	 */
	public static Duration duration(String text) {
		Duration duration = (text.startsWith("P") || text.startsWith("p")) ? iso(text) : simple(text);
		if (duration.isNegative()) {
			throw new IllegalArgumentException("is negative; a duration is zero or more, like 5s, 100ms, 1m or PT5S");
		}
		if (duration.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("is too long; the longest duration is 365d");
		}
		return duration;
	}

	private static Duration iso(String text) {
		try {
			return Duration.parse(text);
		}
		catch (DateTimeException | ArithmeticException ex) {
			throw notADuration();
		}
	}

	private static Duration simple(String text) {
		Matcher matcher = SIMPLE.matcher(text);
		if (!matcher.matches()) {
			throw notADuration();
		}
		BigInteger unit = NANOS.get(matcher.group(2).toLowerCase(Locale.ROOT));
		if (unit == null) {
			throw new IllegalArgumentException(
					"has the unknown unit '" + matcher.group(2) + "'; units are ns, us, ms, s, m, h and d");
		}
		BigInteger[] parts = new BigInteger(matcher.group(1)).multiply(unit)
			.divideAndRemainder(BigInteger.valueOf(1_000_000_000));
		if (parts[0].bitLength() > 62) {
			throw new IllegalArgumentException((parts[0].signum() < 0) ? "is negative; a duration is zero or more"
					: "is too long; the longest duration is 365d");
		}
		return Duration.ofSeconds(parts[0].longValue(), parts[1].longValue());
	}

	private static IllegalArgumentException notADuration() {
		return new IllegalArgumentException(
				"is not a duration; write one like 5s, 100ms, 1m or PT5S (a plain number is milliseconds)");
	}

	/**
	 * A size of zero bytes or more.
	 * @throws IllegalArgumentException with what is wrong, to be put after the value
	 */
	public static long size(String text) {
		Matcher matcher = SIMPLE.matcher(text);
		if (!matcher.matches()) {
			throw new IllegalArgumentException(
					"is not a size; write one like 64MB, 16KB or 1GB (a plain number is bytes)");
		}
		Long unit = BYTES.get(matcher.group(2));
		if (unit == null) {
			throw new IllegalArgumentException(
					"has the unknown unit '" + matcher.group(2) + "'; units are B, KB, MB, GB and TB, in capitals");
		}
		BigInteger bytes = new BigInteger(matcher.group(1)).multiply(BigInteger.valueOf(unit));
		if (bytes.signum() < 0) {
			throw new IllegalArgumentException("is negative; a size is like 64MB or 16KB");
		}
		if (bytes.bitLength() > 62) {
			throw new IllegalArgumentException("is more than 64 bits of bytes can say");
		}
		return bytes.longValue();
	}

	/** A size as manifests write it, in the largest unit that gives a whole number. */
	public static String shown(long bytes) {
		String[] units = { "B", "KB", "MB", "GB", "TB" };
		int unit = 0;
		long number = bytes;
		while (unit < units.length - 1 && number != 0 && number % 1024 == 0) {
			number /= 1024;
			unit++;
		}
		return "\"" + number + units[unit] + "\"";
	}

	/** A duration as manifests write it. */
	public static String shown(Duration duration) {
		return duration.toMillisPart() == 0 ? "\"" + duration.toSeconds() + "s\"" : "\"" + duration.toMillis() + "ms\"";
	}

}
