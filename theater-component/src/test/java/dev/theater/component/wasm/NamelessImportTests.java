package dev.theater.component.wasm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import dev.theater.component.wasm.WasmEngine.Mode;
import dev.theater.component.wasm.WasmLoadException.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Imports whose names are empty, which the engine's parser takes for malformed. */
class NamelessImportTests {

	private static final String SIGNATURE = "01050160" + "00017f";

	/** Imports two functions and exports f, their sum. */
	private static byte[] sum(String imports) {
		String content = "02" + imports;
		return HexFormat.of()
			.parseHex("0061736d01000000" + SIGNATURE + "02" + "%02x".formatted(content.length() / 2) + content
					+ "03020100" + "070501016600" + "02" + "0a090107001000" + "10016a0b");
	}

	private static String hex(String text) {
		return "%02x".formatted(text.length()) + HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
	}

	private static int call(Mode mode, byte[] module, List<String> asked) {
		FunctionSignature type = new FunctionSignature(List.of(), List.of(CoreType.I32));
		WasmInstance instance = WasmInstance.instantiate(Guests.store(), WasmModule.load(WasmEngine.of(mode), module),
				(wanted) -> {
					asked.add(wanted.module() + "/" + wanted.name());
					int answer = wanted.module().isEmpty() && wanted.name().isEmpty() ? 7 : 100;
					return WasmFunction.host(type, (args) -> new long[] { answer });
				});
		return Guests.callInt(instance, "f");
	}

	@ParameterizedTest
	@EnumSource
	void aFunctionWithoutNamesIsImported(Mode mode) {
		List<String> asked = new ArrayList<>();
		assertThat(call(mode, sum("00000000" + "00" + hex("a") + "0000"), asked)).isEqualTo(107);
		assertThat(asked).containsExactly("/", "/a");
	}

	@ParameterizedTest
	@EnumSource
	void twoFunctionsWithoutNamesAreTheSame(Mode mode) {
		assertThat(call(mode, sum("00000000" + "00000000"), new ArrayList<>())).isEqualTo(14);
	}

	@ParameterizedTest
	@EnumSource
	void theNameInItsPlaceNeverMeetsAnother(Mode mode) {
		List<String> asked = new ArrayList<>();
		assertThat(call(mode, sum(hex("nameless-0") + "00" + "0000" + "00000000"), asked)).isEqualTo(107);
		assertThat(asked).containsExactly("nameless-0/", "/");
	}

	@ParameterizedTest
	@EnumSource
	void anEmptyNameMayBeWrittenLong(Mode mode) {
		assertThat(call(mode, sum("808000" + "8000" + "0000" + "00000000"), new ArrayList<>())).isEqualTo(14);
	}

	/** A kind that does not exist, a type that does not, an import that ends early. */
	@ParameterizedTest
	@ValueSource(strings = { "00000500" + "00000000", "00000000" + "000000", "00000000" })
	void brokenImportsWithoutNamesStayBroken(String imports) {
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> WasmModule.load(WasmEngine.of(Mode.INTERPRETER), sum(imports)))
			.matches((refused) -> refused.reason() == Reason.MALFORMED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "00007f" + "01" + "01610000", "00007e" + "0000" + "010161" })
	void compactImportsAreRefusedByName(String imports) {
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> WasmModule.load(WasmEngine.of(Mode.INTERPRETER), sum(imports)))
			.withMessage("unsupported feature: compact-import-section")
			.matches((refused) -> refused.reason() == Reason.UNSUPPORTED);
	}

}
