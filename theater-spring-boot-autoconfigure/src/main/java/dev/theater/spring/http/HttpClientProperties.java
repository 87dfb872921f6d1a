package dev.theater.spring.http;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/**
 * The {@code theater.http-client.*} properties: ceilings, and defaults for what a
 * manifest leaves out.
 *
 * @param maxRequest Body of one request.
 * @param maxResponse Body of one response.
 * @param timeout Time for one exchange, from looking up the host's name to the last byte.
 * @param maxConcurrent Exchanges of all actors at a time; those beyond are refused.
 * @param sslBundle SSL bundle by which servers are trusted; the JVM's trust store if left
 * out.
 */
@ConfigurationProperties("theater.http-client")
public record HttpClientProperties(@DefaultValue("1MB") DataSize maxRequest, @DefaultValue("1MB") DataSize maxResponse,
		@DefaultValue("10s") @DurationUnit(ChronoUnit.SECONDS) Duration timeout, @DefaultValue("32") int maxConcurrent,
		@Nullable String sslBundle) {

	private static final DataSize LARGEST = DataSize.ofGigabytes(1);

	private static final Duration LONGEST = Duration.ofDays(1);

	private static final int MOST = 10_000;

	public HttpClientProperties {
		checkSize("max-request", maxRequest);
		checkSize("max-response", maxResponse);
		if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0) {
			throw refusal("timeout", timeout.toMillis() + "ms", "longer than zero and at most 1d");
		}
		if (maxConcurrent < 1 || maxConcurrent > MOST) {
			throw refusal("max-concurrent", String.valueOf(maxConcurrent), "from 1 to " + MOST);
		}
		if (sslBundle != null && sslBundle.isBlank()) {
			throw refusal("ssl-bundle", "'" + sslBundle + "'", "the name of a bundle under spring.ssl.bundle");
		}
	}

	private static void checkSize(String name, DataSize size) {
		if (size.isNegative() || size.compareTo(LARGEST) > 0) {
			throw refusal(name, size.toBytes() + "B", "from 0B to 1GB");
		}
	}

	private static IllegalArgumentException refusal(String name, String value, String expected) {
		return new IllegalArgumentException(
				"theater.http-client." + name + " is " + value + "; it must be " + expected);
	}

}
