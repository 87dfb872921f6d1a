package dev.theater.component.type;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ValueTypeTests {

	private static final ListType BYTES = new ListType(PrimitiveType.U8);

	@Test
	void printsWit() {
		ValueType state = new OptionType(BYTES);
		assertThat(new ResultType(TupleType.of(state), PrimitiveType.STRING))
			.hasToString("result<tuple<option<list<u8>>>, string>");
		assertThat(new ResultType(null, PrimitiveType.STRING)).hasToString("result<_, string>");
		assertThat(new ResultType(PrimitiveType.CHAR, null)).hasToString("result<char>");
		assertThat(new ResultType(null, null)).hasToString("result");
		assertThat(RecordType.of(RecordType.field("a-b", PrimitiveType.BOOL), RecordType.field("c", BYTES)))
			.hasToString("record { a-b: bool, c: list<u8> }");
		assertThat(VariantType.of(new VariantType.Case("a", null), new VariantType.Case("b", PrimitiveType.S64)))
			.hasToString("variant { a, b(s64) }");
		assertThat(EnumType.of("x", "y")).hasToString("enum { x, y }");
		assertThat(FlagsType.of("r", "w")).hasToString("flags { r, w }");
		assertThat(new OwnType(new ResourceType("file"))).hasToString("own<file>");
		assertThat(
				FunctionType.of(state, FunctionType.param("state", state), FunctionType.param("n", PrimitiveType.U32)))
			.hasToString("func(state: option<list<u8>>, n: u32) -> option<list<u8>>");
		assertThat(FunctionType.of(null)).hasToString("func()");
	}

	@Test
	void cutsATextThatWouldBeHuge() {
		ValueType type = PrimitiveType.U8;
		for (int i = 0; i < 15; i++) {
			type = TupleType.of(type, type);
		}
		assertThat(type.toString()).endsWith("…").hasSizeLessThan(5_000);
	}

	@Test
	void isEqualByStructure() {
		assertThat(new ListType(PrimitiveType.U8)).isEqualTo(BYTES).hasSameHashCodeAs(BYTES);
		assertThat(new ListType(PrimitiveType.S8)).isNotEqualTo(BYTES);
		assertThat(RecordType.of(RecordType.field("a", PrimitiveType.U8)))
			.isEqualTo(RecordType.of(RecordType.field("a", PrimitiveType.U8)))
			.isNotEqualTo(RecordType.of(RecordType.field("b", PrimitiveType.U8)));
		assertThat(EnumType.of("a", "b")).isNotEqualTo(EnumType.of("b", "a"));
		assertThat(EnumType.of("a", "b")).isNotEqualTo(FlagsType.of("a", "b"));
		assertThat(new OptionType(PrimitiveType.U8)).isNotEqualTo(new ListType(PrimitiveType.U8));
		assertThat(new ResultType(null, PrimitiveType.U8)).isNotEqualTo(new ResultType(PrimitiveType.U8, null));
		assertThat(new OwnType(new ResourceType("r"))).isNotEqualTo(new OwnType(new ResourceType("r")));
	}

	@Test
	void laysOutRecordsWithPadding() {
		RecordType type = RecordType.of(RecordType.field("a", PrimitiveType.U8),
				RecordType.field("b", PrimitiveType.U64), RecordType.field("c", PrimitiveType.STRING));
		assertThat(type.layout().size()).isEqualTo(24);
		assertThat(type.layout().alignment()).isEqualTo(8);
		assertThat(Layout.offsets(List.of(PrimitiveType.U8, PrimitiveType.U64, PrimitiveType.STRING)))
			.containsExactly(0, 8, 16);
		assertThat(type.layout().flat()).containsExactly(FlatType.I32, FlatType.I64, FlatType.I32, FlatType.I32);
	}

	@Test
	void laysOutVariantsAndJoinsTheirPayloads() {
		VariantType type = VariantType.of(new VariantType.Case("a", PrimitiveType.F32),
				new VariantType.Case("b", PrimitiveType.U32),
				new VariantType.Case("c", TupleType.of(PrimitiveType.F64, PrimitiveType.F32)),
				new VariantType.Case("d", null));
		assertThat(type.layout()).isEqualTo(new Layout(24, 8, List.of(FlatType.I32, FlatType.I64, FlatType.F32)));
		assertThat(Layout.payloadOffset(List.of(PrimitiveType.U8, PrimitiveType.U64))).isEqualTo(8);
		ValueType floats = new ResultType(PrimitiveType.F32, PrimitiveType.F32);
		assertThat(floats.layout().flat()).containsExactly(FlatType.I32, FlatType.F32);
		ValueType mixed = new ResultType(PrimitiveType.F32, PrimitiveType.U16);
		assertThat(mixed.layout().flat()).containsExactly(FlatType.I32, FlatType.I32);
		assertThat(new OptionType(BYTES).layout())
			.isEqualTo(new Layout(12, 4, List.of(FlatType.I32, FlatType.I32, FlatType.I32)));
	}

	@Test
	void widensDiscriminantsWithTheNumberOfCases() {
		assertThat(Layout.discriminantSize(1)).isEqualTo(1);
		assertThat(Layout.discriminantSize(256)).isEqualTo(1);
		assertThat(Layout.discriminantSize(257)).isEqualTo(2);
		assertThat(Layout.discriminantSize(65_536)).isEqualTo(2);
		assertThat(Layout.discriminantSize(65_537)).isEqualTo(4);
	}

	@Test
	void stopsFlatteningAtSeventeen() {
		ValueType type = new TupleType(IntStream.range(0, 1_000).mapToObj(i -> PrimitiveType.U8).toList());
		assertThat(type.layout().flat()).hasSize(17);
		assertThat(type.layout().size()).isEqualTo(1_000);
		ValueType sixteen = new TupleType(IntStream.range(0, 16).mapToObj(i -> PrimitiveType.U8).toList());
		assertThat(sixteen.layout().flat()).hasSize(16);
	}

	@Test
	void sizesFlags() {
		assertThat(flags(8).layout().size()).isEqualTo(1);
		assertThat(flags(9).layout().size()).isEqualTo(2);
		assertThat(flags(17).layout().size()).isEqualTo(4);
		assertThat(flags(32).layout().flat()).containsExactly(FlatType.I32);
		assertThatIllegalArgumentException().isThrownBy(() -> flags(33)).withMessageContaining("at most 32");
	}

	@Test
	void refusesEmptyTypes() {
		assertThatIllegalArgumentException().isThrownBy(() -> new TupleType(List.of())).withMessageContaining("tuple");
		assertThatIllegalArgumentException().isThrownBy(() -> new RecordType(List.of()))
			.withMessageContaining("record");
		assertThatIllegalArgumentException().isThrownBy(() -> new VariantType(List.of()))
			.withMessageContaining("variant");
		assertThatIllegalArgumentException().isThrownBy(() -> new EnumType(List.of())).withMessageContaining("enum");
		assertThatIllegalArgumentException().isThrownBy(() -> new FlagsType(List.of())).withMessageContaining("flags");
	}

	@Test
	void refusesNamesThatDifferInCaseOnly() {
		assertThatIllegalArgumentException().isThrownBy(() -> EnumType.of("a-b", "A-b"))
			.withMessageContaining("differ in case only");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> FunctionType.of(null, FunctionType.param("x", BYTES), FunctionType.param("x", BYTES)))
			.withMessageContaining("\"x\" twice");
	}

	@Test
	void refusesTypesThatAreTooLargeOrTooDeep() {
		assertThatIllegalArgumentException().isThrownBy(() -> {
			ValueType type = PrimitiveType.U8;
			for (int i = 0; i < 27; i++) {
				type = TupleType.of(type, type);
			}
		}).withMessageContaining("effective size");
		assertThatIllegalArgumentException().isThrownBy(() -> {
			ValueType type = PrimitiveType.U8;
			for (int i = 0; i < 101; i++) {
				type = new ListType(type);
			}
		}).withMessageContaining("100 levels");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "get-chain", "get-URL", "a1", "a-1b", "A-b", "X509-cert", "a-1" })
	void takesLabels(String label) {
		assertThat(Label.isLabel(label)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-", "a-", "-a", "a--b", "1a", "aB", "a_b", "a b", "é", "a:b", "a/b", "a\u0000" })
	void refusesWhatIsNoLabel(String label) {
		assertThat(Label.isLabel(label)).isFalse();
		assertThatIllegalArgumentException().isThrownBy(() -> RecordType.field(label, BYTES))
			.withMessageContaining("is not a name for a field");
	}

	private static FlagsType flags(int count) {
		List<String> names = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			names.add("f" + i);
		}
		return new FlagsType(names);
	}

}
