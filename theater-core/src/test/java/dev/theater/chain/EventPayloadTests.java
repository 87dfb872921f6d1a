package dev.theater.chain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class EventPayloadTests {

	private static String text(EventPayload payload) {
		return new String(payload.toBytes(), StandardCharsets.UTF_8);
	}

	private static JsonNode read(EventPayload payload) {
		return JsonMapper.builder().build().readTree(payload.toBytes());
	}

	@Test
	void hasOneKeyThatNamesTheEvent() {
		assertThat(text(EventPayload.named("SpawnChildCall").with("manifest", "worker.toml")))
			.isEqualTo("{\"SpawnChildCall\":{\"manifest\":\"worker.toml\"}}");
	}

	@Test
	void mayHaveNoFields() {
		assertThat(text(EventPayload.named("ListChildrenCall"))).isEqualTo("{\"ListChildrenCall\":{}}");
	}

	@Test
	void writesEveryKindOfValueInTheOrderGiven() {
		EventPayload payload = EventPayload.named("E")
			.with("text", "a\"b\n")
			.with("bytes", new byte[] { 'h', 'e', 'l', 'l', 'o' })
			.with("number", -7L)
			.with("truth", true)
			.with("list", List.of("x", "y"))
			.with("noText", (String) null)
			.with("noBytes", (byte[]) null);
		assertThat(text(payload)).isEqualTo("{\"E\":{\"text\":\"a\\\"b\\n\",\"bytes\":\"aGVsbG8=\",\"number\":-7,"
				+ "\"truth\":true,\"list\":[\"x\",\"y\"],\"noText\":null,\"noBytes\":null}}");
	}

	@Test
	void writesBytesUpToTheLimitAndTheHashOfMore() {
		byte[] bytes = new byte[EventPayload.MAX_BYTES];
		Arrays.fill(bytes, (byte) 3);
		assertThat(read(EventPayload.named("E").with("b", bytes)).at("/E/b").binaryValue()).isEqualTo(bytes);
		JsonNode described = read(EventPayload.named("E").with("b", new byte[1025])).at("/E/b");
		assertThat(described.get("length").asInt()).isEqualTo(1025);
		assertThat(described.get("sha256").asString())
			.isEqualTo("c55b90509b8cb9bac53fbdddfc93d4e572685c509f1218423c43a5d6013bbd48");
		assertThat(described.size()).isEqualTo(2);
	}

	@Test
	void writesTextUpToTheLimitAndTheBeginningOfMore() {
		String longest = "é".repeat(EventPayload.MAX_CHARS);
		assertThat(read(EventPayload.named("E").with("t", longest)).at("/E/t").asString()).isEqualTo(longest);
		JsonNode described = read(EventPayload.named("E").with("t", longest + "é")).at("/E/t");
		assertThat(described.get("length").asInt()).isEqualTo(2 * (EventPayload.MAX_CHARS + 1));
		assertThat(described.get("start").asString()).isEqualTo("é".repeat(256));
		assertThat(described.get("sha256").asString()).hasSize(64);
	}

	@Test
	void neverCutsACharacterInHalf() {
		String text = "a".repeat(255) + "🎭".repeat(3000);
		assertThat(read(EventPayload.named("E").with("t", text)).at("/E/t/start").asString())
			.isEqualTo("a".repeat(255));
	}

	@Test
	void writesWholeCharactersBeyondTheBasicPlane() {
		assertThat(read(EventPayload.named("E").with("t", "🎭")).at("/E/t").asString()).isEqualTo("🎭");
	}

	@Test
	void replacesHalfACharacter() {
		assertThat(read(EventPayload.named("E").with("t", "a\ud83cb")).at("/E/t").asString()).isEqualTo("a\ufffdb");
		assertThat(read(EventPayload.named("E").with("t", "\ud83c")).at("/E/t").asString()).isEqualTo("\ufffd");
	}

	@Test
	void writesEveryCharacterSoThatAParserReadsItBack() {
		StringBuilder all = new StringBuilder();
		for (char letter = 0; letter < 0x3000; letter++) {
			all.append(letter);
			if (all.length() == 1000) {
				assertThat(read(EventPayload.named("E").with("t", all.toString())).at("/E/t").asString())
					.isEqualTo(all.toString());
				all.setLength(0);
			}
		}
		assertThat(text(EventPayload.named("E\"").with("a\nb", "\u0001\t\\/")))
			.isEqualTo("{\"E\\\"\":{\"a\\nb\":\"\\u0001\\t\\\\/\"}}");
	}

	@Test
	void writesListsOfAnyLength() {
		assertThat(text(EventPayload.named("E").with("n", List.of()).with("t", List.of("a", "\"", "c"))))
			.isEqualTo("{\"E\":{\"n\":[],\"t\":[\"a\",\"\\\"\",\"c\"]}}");
	}

	@Test
	void refusesAnEmptyName() {
		assertThatIllegalArgumentException().isThrownBy(() -> EventPayload.named("")).withMessageContaining("name");
	}

	@Test
	void refusesTheSameKeyTwice() {
		EventPayload payload = EventPayload.named("E").with("k", 1);
		assertThatIllegalStateException().isThrownBy(() -> payload.with("k", 2))
			.withMessageContaining("'k' comes twice");
	}

	@Test
	void refusesFieldsAfterItsEnd() {
		EventPayload payload = EventPayload.named("E");
		payload.toBytes();
		assertThatIllegalStateException().isThrownBy(() -> payload.with("k", 2)).withMessageContaining("after the");
		assertThatIllegalStateException().isThrownBy(payload::toBytes);
	}

	@Test
	void refusesANullKey() {
		assertThatNullPointerException().isThrownBy(() -> EventPayload.named("E").with(noKey(), 1L));
	}

	@SuppressWarnings("NullAway")
	private static String noKey() {
		return null;
	}

}
