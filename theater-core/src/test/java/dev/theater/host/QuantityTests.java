package dev.theater.host;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class QuantityTests {

	@ParameterizedTest
	@CsvSource({ "5s, PT5S", "100ms, PT0.1S", "1m, PT1M", "2h, PT2H", "365d, PT8760H", "7us, PT0.000007S",
			"9ns, PT0.000000009S", "5000, PT5S", "0, PT0S", "0s, PT0S", "PT5S, PT5S", "pt1m, PT1M", "+3s, PT3S",
			"5S, PT5S", "PT0S, PT0S" })
	void readsDurationsAsBootDoes(String text, Duration duration) {
		assertThat(Quantity.duration(text)).isEqualTo(duration);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			-1s                   | is negative
			-5                    | is negative
			PT-5S                 | is negative
			-999999999999999999d  | is negative
			366d                  | is too long
			PT8761H               | is too long
			999999999999999999d   | is too long
			5x                    | unknown unit 'x'
			5ss                   | unknown unit 'ss'
			5min                  | is not a duration
			5 s                   | is not a duration
			s                     | is not a duration
			1.5s                  | is not a duration
			1_000ms               | is not a duration
			PT                    | is not a duration
			P1                    | is not a duration
			-PT5S                 | is not a duration
			PT99999999999999999999S | is not a duration
			9999999999999999999s  | is not a duration
			٣s                    | is not a duration
			""")
	void refusesOtherDurations(String text, String why) {
		assertThatIllegalArgumentException().isThrownBy(() -> Quantity.duration(text)).withMessageContaining(why);
	}

	@ParameterizedTest
	@CsvSource({ "64MB, 67108864", "16KB, 16384", "1GB, 1073741824", "1TB, 1099511627776", "512B, 512", "4096, 4096",
			"0, 0", "+2KB, 2048" })
	void readsSizesAsBootDoes(String text, long bytes) {
		assertThat(Quantity.size(text)).isEqualTo(bytes);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			-1MB            | is negative
			-1              | is negative
			64mb            | unknown unit 'mb'
			64M             | unknown unit 'M'
			64MiB           | is not a size
			6.4MB           | is not a size
			MB              | is not a size
			64 MB           | is not a size
			0x10            | is not a size
			9999999999TB    | more than 64 bits
			9999999999999999999 | is not a size
			""")
	void refusesOtherSizes(String text, String why) {
		assertThatIllegalArgumentException().isThrownBy(() -> Quantity.size(text)).withMessageContaining(why);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\n" })
	void refusesNothing(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Quantity.duration(text));
		assertThatIllegalArgumentException().isThrownBy(() -> Quantity.size(text));
	}

}
