package dev.theater.chain;

import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EventHashTests {

	private static final String HEX = "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1fff";

	private static final byte[] BYTES = HexFormat.of().parseHex(HEX);

	@Test
	void isWrittenAndReadAsLowerCaseHex() {
		assertThat(EventHash.of(BYTES)).hasToString(HEX).isEqualTo(EventHash.parse(HEX));
		assertThat(EventHash.parse(HEX)).hasSameHashCodeAs(EventHash.of(BYTES));
	}

	@Test
	void isAPlainStringInJson() {
		JsonMapper mapper = JsonMapper.builder().build();
		assertThat(mapper.writeValueAsString(EventHash.of(BYTES))).isEqualTo("\"" + HEX + "\"");
		assertThat(mapper.readValue("\"" + HEX + "\"", EventHash.class)).isEqualTo(EventHash.of(BYTES));
	}

	@Test
	void hasItsFirstEightBytesAsABigEndianNumber() {
		assertThat(EventHash.of(BYTES).firstLong()).isEqualTo(0x0102030405060708L);
	}

	@Test
	void copiesBytesInAndOut() {
		byte[] given = BYTES.clone();
		EventHash hash = EventHash.of(given);
		given[0] = 99;
		hash.bytes()[1] = 99;
		assertThat(hash.bytes()).isEqualTo(BYTES);
	}

	@Test
	void differsInEveryBit() {
		EventHash hash = EventHash.of(BYTES);
		for (int bit = 0; bit < 256; bit++) {
			byte[] flipped = BYTES.clone();
			flipped[bit / 8] ^= (byte) (1 << (bit % 8));
			assertThat(EventHash.of(flipped)).isNotEqualTo(hash);
		}
	}

	@Test
	void spreadsOverHashTables() {
		assertThat(EventHash.of(BYTES)).hasToString(HEX).matches((hash) -> hash.hashCode() == 0x05060708);
	}

	@Test
	void showsALongTextThatIsNoHashByItsBeginning() {
		assertThatIllegalArgumentException().isThrownBy(() -> EventHash.parse("x".repeat(80)))
			.withMessage("an event hash is 64 lower-case hex digits, not '" + "x".repeat(80) + "'");
		assertThatIllegalArgumentException().isThrownBy(() -> EventHash.parse("x".repeat(81)))
			.withMessage("an event hash is 64 lower-case hex digits, not '" + "x".repeat(80) + "…'");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 31, 33, 64 })
	void refusesAnyOtherNumberOfBytes(int length) {
		assertThatIllegalArgumentException().isThrownBy(() -> EventHash.of(new byte[length]))
			.withMessageContaining("32 bytes, not " + length);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "00", "0102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1FFF",
			"g102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1fff",
			" 102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1fff",
			"0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1fff0",
			"٠102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1fff" })
	void refusesAnyOtherText(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> EventHash.parse(text))
			.withMessageContaining("64 lower-case hex digits");
	}

}
