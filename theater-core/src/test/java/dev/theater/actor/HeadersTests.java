package dev.theater.actor;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HeadersTests {

	private final AtomicInteger dropped = new AtomicInteger();

	private Map<String, String> outgoing(Map<String, String> handled, Map<String, String> own) {
		return Headers.outgoing(handled, own, this.dropped::incrementAndGet);
	}

	private static Map<String, String> many(String prefix, int count, int length) {
		Map<String, String> headers = new HashMap<>();
		for (int i = 0; i < count; i++) {
			String name = prefix + (100 + i);
			headers.put(name, "x".repeat(length - name.length()));
		}
		return headers;
	}

	@Test
	void takesWhatTheApplicationGivesAndKeepsACopy() {
		Map<String, String> given = many("h", 16, 256);
		Map<String, String> headers = Headers.checked(given);
		assertThat(headers).isEqualTo(many("h", 16, 256));
		given.clear();
		assertThat(headers).hasSize(16);
		assertThatThrownBy(headers::clear).isInstanceOf(UnsupportedOperationException.class);
	}

	@Test
	void refusesTooManyTooLongAndMissingValues() {
		assertThatIllegalArgumentException().isThrownBy(() -> Headers.checked(many("h", 17, 10)))
			.withMessageContaining("17 headers")
			.withMessageContaining("16 of 4096 characters");
		assertThatIllegalArgumentException().isThrownBy(() -> Headers.checked(Map.of("h", "x".repeat(4_096))))
			.withMessageContaining("1 headers of 4097 characters");
		Map<String, String> missing = new HashMap<>();
		missing.put("h", null);
		assertThatNullPointerException().isThrownBy(() -> Headers.checked(missing));
	}

	@Test
	void whatIsSentHasItsOwnOverThoseOfTheMessageHandled() {
		Map<String, String> handled = Map.of("traceparent", "of the sender", "tenant", "blue");
		assertThat(outgoing(handled, Map.of("traceparent", "of this")))
			.containsOnly(Map.entry("traceparent", "of this"), Map.entry("tenant", "blue"));
		assertThat(outgoing(handled, Map.of())).isSameAs(handled);
		assertThat(this.dropped).hasValue(0);
	}

	@Test
	void whatIsGivenAlwaysLeavesRoomForTraceContext() {
		Map<String, String> headers = outgoing(Headers.checked(many("h", 16, 256)), many("t", 16, 256));
		assertThat(headers).hasSize(32);
		// and that may be another from hop to hop, without growing
		assertThat(outgoing(headers, many("t", 16, 768))).hasSize(32).containsAllEntriesOf(many("t", 16, 768));
		assertThat(this.dropped).hasValue(0);
	}

	@Test
	void whatThereIsNoRoomForIsLeftOutAndCounted() {
		assertThat(outgoing(Map.of(), many("t", 33, 10))).hasSize(32);
		assertThat(this.dropped).hasValue(1);
		assertThat(outgoing(Map.of("a", "1"), Map.of("t", "x".repeat(16_384)))).containsOnlyKeys("a");
		assertThat(this.dropped).hasValue(2);
		Map<String, String> full = Map.of("t", "x".repeat(16_383));
		assertThat(outgoing(full, Map.of("t", "y"))).containsOnly(Map.entry("t", "y"));
		assertThat(outgoing(full, Map.of("t", "y".repeat(16_384)))).isEqualTo(full);
		assertThat(this.dropped).hasValue(3);
	}

	@Test
	void weighsWhatTheyTakeOfTheHeap() {
		assertThat(Headers.weight(Map.of())).isZero();
		assertThat(Headers.weight(Map.of("ab", "cde"))).isEqualTo(128 + 5);
	}

}
