package dev.theater.spring.autoconfigure;

import java.time.Duration;

import org.springframework.util.unit.DataSize;

/**
 * Checks of property values. Boot reports a record that refuses its values with the name
 * of the group alone, so each message names the whole property and the value.
 */
final class PropertyCheck {

	private PropertyCheck() {
	}

	static void positive(String property, Duration value) {
		if (!value.isPositive()) {
			throw refusal(property, text(value), "it must be longer than zero");
		}
	}

	static void notNegative(String property, Duration value) {
		if (value.isNegative()) {
			throw refusal(property, text(value), "it must be zero or more");
		}
	}

	static void atLeast(String property, long value, long least) {
		if (value < least) {
			throw refusal(property, value, "it must be " + least + " or more");
		}
	}

	static void atLeast(String property, DataSize value, DataSize least) {
		if (value.compareTo(least) < 0) {
			throw refusal(property, text(value), "it must be " + text(least) + " or more");
		}
	}

	static void that(boolean condition, String property, Object value, String expected) {
		if (!condition) {
			throw refusal(property, value, expected);
		}
	}

	/** A duration as properties write it. */
	static String text(Duration value) {
		return (value.toMillisPart() == 0) ? value.toSeconds() + "s" : value.toMillis() + "ms";
	}

	/** A size as properties write it. */
	static String text(DataSize value) {
		long bytes = value.toBytes();
		if (bytes != 0 && bytes % (1L << 20) == 0) {
			return value.toMegabytes() + "MB";
		}
		return (bytes != 0 && bytes % (1L << 10) == 0) ? value.toKilobytes() + "KB" : bytes + "B";
	}

	private static PropertyException refusal(String property, Object value, String expected) {
		return new PropertyException(property, value, expected, null);
	}

}
