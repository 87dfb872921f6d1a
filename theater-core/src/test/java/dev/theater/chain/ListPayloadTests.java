package dev.theater.chain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists of texts in payloads are bounded like texts. */
class ListPayloadTests {

	private static String payload(List<String> list) {
		return new String(EventPayload.named("X").with("list", list).toBytes(), StandardCharsets.UTF_8);
	}

	@Test
	void writesAListOfAsManyCharactersAsATextMayHaveInFull() {
		// 64 texts of 63 characters, and one more for each
		assertThat(payload(Collections.nCopies(64, "x".repeat(63)))).startsWith("{\"X\":{\"list\":[\"xxx");
		assertThat(payload(List.of())).isEqualTo("{\"X\":{\"list\":[]}}");
	}

	@Test
	void writesALongerOneAsCountHashAndLength() throws Exception {
		List<String> list = Collections.nCopies(65, "y".repeat(63));
		byte[] joined = ("y".repeat(63) + "\n").repeat(65).getBytes(StandardCharsets.UTF_8);
		String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(joined));
		assertThat(payload(list))
			.isEqualTo("{\"X\":{\"list\":{\"count\":65,\"sha256\":\"" + hash + "\",\"length\":4160}}}");
	}

	@Test
	void boundsManyEmptyTexts() {
		assertThat(payload(Collections.nCopies(100_000, ""))).hasSizeLessThan(150).contains("\"count\":100000");
	}

}
