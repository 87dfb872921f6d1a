package dev.theater.spring.endpoint;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ValueDescriptorTests {

	@Test
	void showsReadableBytesAsTextToo() {
		assertThat(ValueDescriptor.of("größe:\t3\n".getBytes(StandardCharsets.UTF_8)))
			.isEqualTo(new ValueDescriptor(11, "Z3LDtsOfZToJMwo=", "größe:\t3\n"));
		assertThat(ValueDescriptor.of(new byte[0])).isEqualTo(new ValueDescriptor(0, "", ""));
	}

	@Test
	void doesNotTakeOtherBytesForText() {
		assertThat(ValueDescriptor.of(new byte[] { (byte) 0xff, 'a' }).text()).isNull();
		assertThat(ValueDescriptor.of(new byte[] { (byte) 0xc3 }).text()).isNull();
		assertThat(ValueDescriptor.of(new byte[] { 'a', 0 }).text()).isNull();
		assertThat(ValueDescriptor.of(new byte[] { 27, '[', '3', '1', 'm' }).text()).isNull();
	}

	@Test
	void showsJsonAsSuch() {
		assertThat(payload("{\"SpawnChildCall\":{\"manifest\":\"worker.toml\",\"n\":[1,2.50,null]}}")).isEqualTo(Map
			.of("SpawnChildCall", Map.of("manifest", "worker.toml", "n", list(1, new BigDecimal("2.50"), null))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "{} {}", "not json", "{'a':1}", "[1,]", "NaN" })
	void showsWhatIsNoJsonAsBytes(String text) {
		assertThat(payload(text)).isInstanceOfSatisfying(ValueDescriptor.class,
				(value) -> assertThat(value.text()).isEqualTo(text));
	}

	@Test
	void showsJsonThatIsTooDeepAsBytes() {
		assertThat(payload("[".repeat(100_000) + "]".repeat(100_000))).isInstanceOf(ValueDescriptor.class);
	}

	private static Object payload(String text) {
		return Payload.describe(text.getBytes(StandardCharsets.UTF_8));
	}

	private static List<Object> list(Object... elements) {
		return Arrays.asList(elements);
	}

}
