package dev.theater.component.type;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ValuesTests {

	@Test
	void comparesBytesByContent() {
		TupleValue one = TupleValue.of(Optional.of(new byte[] { 1, 2 }), List.of(new byte[] { 3 }));
		TupleValue two = TupleValue.of(Optional.of(new byte[] { 1, 2 }), List.of(new byte[] { 3 }));
		assertThat(one).isEqualTo(two).hasSameHashCodeAs(two);
		assertThat(one).isNotEqualTo(TupleValue.of(Optional.of(new byte[] { 1, 2 }), List.of(new byte[] { 4 })));
		assertThat(one).isNotEqualTo(TupleValue.of(Optional.empty(), List.of(new byte[] { 3 })));
		assertThat(ResultValue.ok(one)).isEqualTo(ResultValue.ok(two)).isNotEqualTo(ResultValue.err(two));
		assertThat(VariantValue.of("a", new byte[] { 1 })).isEqualTo(VariantValue.of("a", new byte[] { 1 }))
			.isNotEqualTo(VariantValue.of("b", new byte[] { 1 }));
		assertThat(RecordValue.of("a", new byte[] { 1 })).isEqualTo(RecordValue.of("a", new byte[] { 1 }))
			.isNotEqualTo(RecordValue.of("b", new byte[] { 1 }));
	}

	@Test
	void describesValuesWithoutTheirBytes() {
		Object value = ResultValue.ok(TupleValue.of(Optional.of("secret".getBytes()), RecordValue.of("a-b", "text")));
		assertThat(value).hasToString("ok((some(6 bytes), {a-b: \"text\"}))");
		assertThat(ResultValue.err("x".repeat(1_000)).toString()).hasSizeLessThan(100);
		assertThat(TupleValue.of("a", "a", "a")).hasToString("(\"a\", \"a\", \"a\")");
		assertThat(ResultValue.ok()).hasToString("ok");
	}

	@Test
	void findsFieldsByName() {
		RecordValue value = RecordValue.of("a", 1, "b", "two");
		assertThat(value.get("b")).isEqualTo("two");
		assertThatIllegalArgumentException().isThrownBy(() -> value.get("c")).withMessageContaining("[a, b]");
	}

	@Test
	void refusesRecordsWithoutAValuePerName() {
		assertThatIllegalArgumentException().isThrownBy(() -> new RecordValue(List.of("a", "b"), List.of(1)))
			.withMessageContaining("2 names and 1 values");
		assertThatIllegalArgumentException().isThrownBy(() -> RecordValue.of("a"))
			.withMessageContaining("followed by its value");
		assertThatIllegalArgumentException().isThrownBy(() -> RecordValue.of(1, "a"))
			.withMessageContaining("not a String");
	}

	@Test
	void refusesNull() {
		assertThatIllegalArgumentException().isThrownBy(() -> TupleValue.of(1, null))
			.withMessage("item 1 is null; an absent value is Optional.empty(), of the type option");
		assertThatIllegalArgumentException().isThrownBy(() -> RecordValue.of("a", null))
			.withMessage("value 0 is null; an absent value is Optional.empty(), of the type option");
	}

	@Test
	void comparesFlagsRegardlessOfOrder() {
		assertThat(FlagsValue.of("a", "b")).isEqualTo(FlagsValue.of("b", "a")).isNotEqualTo(FlagsValue.of("a"));
		assertThat(new EnumValue("a")).isEqualTo(new EnumValue("a")).hasToString("a");
	}

}
