package dev.theater.host;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.theater.component.type.EnumType;
import dev.theater.component.type.EnumValue;
import dev.theater.component.type.FlagsType;
import dev.theater.component.type.FlagsValue;
import dev.theater.component.type.ListType;
import dev.theater.component.type.OptionType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.RecordType;
import dev.theater.component.type.RecordValue;
import dev.theater.component.type.ResultType;
import dev.theater.component.type.ResultValue;
import dev.theater.component.type.TupleType;
import dev.theater.component.type.TupleValue;
import dev.theater.component.type.ValueType;
import dev.theater.component.type.VariantType;
import dev.theater.component.type.VariantValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Which Java type may stand for which WIT type, and which values go across. */
class ValueMappingsTests {

	private static final EnumType STATE = EnumType.of("in-stock", "sold-out");

	private static final RecordType ITEM = RecordType.of(RecordType.field("article-name", PrimitiveType.STRING),
			RecordType.field("state", STATE), RecordType.field("left", PrimitiveType.U32));

	private static final ValueType BYTES = new ListType(PrimitiveType.U8);

	enum State {

		SOLD_OUT, IN_STOCK {
			@Override
			public String toString() {
				return "another class";
			}
		}

	}

	enum TooFew {

		IN_STOCK

	}

	enum TooMany {

		IN_STOCK, SOLD_OUT, LOST

	}

	/** In another order than the WIT has them. */
	record Item(int left, String articleName, State state) {

		Item {
			if (left > 1000) {
				throw new IllegalArgumentException("more than there ever were");
			}
		}

	}

	record Incomplete(String articleName, State state) {
	}

	record Overfull(String articleName, State state, int left, int right) {
	}

	record Wrong(String articleName, State state, String left) {
	}

	record Any<T>(T articleName, State state, int left) {
	}

	/** Types of which a class is not enough. */
	interface Generic {

		List<Item> items();

		List<String> strings();

		List<Byte> bytes();

		List<? extends Item> wild();

		Optional<Optional<Long>> options();

		Optional<Integer> option();

		Set<String> set();

		List<Integer> longs();

		Any<String> any();

	}

	private static Type generic(String name) {
		try {
			Method method = Generic.class.getDeclaredMethod(name);
			return method.getGenericReturnType();
		}
		catch (NoSuchMethodException ex) {
			throw new AssertionError(ex);
		}
	}

	static List<Arguments> pairs() {
		BigInteger big = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
		RecordValue item = RecordValue.of("article-name", "pear", "state", new EnumValue("in-stock"), "left", 3L);
		Item java = new Item(3, "pear", State.IN_STOCK);
		return List.of(Arguments.of(PrimitiveType.BOOL, boolean.class, true, true),
				Arguments.of(PrimitiveType.S8, byte.class, (byte) -128, (byte) -128),
				Arguments.of(PrimitiveType.S8, long.class, (byte) -128, -128L),
				Arguments.of(PrimitiveType.U8, short.class, (short) 255, (short) 255),
				Arguments.of(PrimitiveType.U8, int.class, (short) 255, 255),
				Arguments.of(PrimitiveType.S16, Integer.class, (short) -32768, -32768),
				Arguments.of(PrimitiveType.U16, int.class, 65535, 65535),
				Arguments.of(PrimitiveType.S32, int.class, Integer.MIN_VALUE, Integer.MIN_VALUE),
				Arguments.of(PrimitiveType.U32, long.class, 4294967295L, 4294967295L),
				Arguments.of(PrimitiveType.U32, int.class, 2147483647L, 2147483647),
				Arguments.of(PrimitiveType.S64, Long.class, Long.MIN_VALUE, Long.MIN_VALUE),
				Arguments.of(PrimitiveType.U64, BigInteger.class, big, big),
				Arguments.of(PrimitiveType.U64, long.class, BigInteger.valueOf(Long.MAX_VALUE), Long.MAX_VALUE),
				Arguments.of(PrimitiveType.F32, float.class, 0.5f, 0.5f),
				Arguments.of(PrimitiveType.F64, Double.class, 0.5, 0.5),
				Arguments.of(PrimitiveType.CHAR, int.class, 0x1f600, 0x1f600),
				Arguments.of(PrimitiveType.STRING, String.class, "grün", "grün"),
				Arguments.of(BYTES, byte[].class, new byte[] { 1 }, new byte[] { 1 }),
				Arguments.of(new ListType(PrimitiveType.STRING), generic("strings"), List.of("a"), List.of("a")),
				Arguments.of(new ListType(ITEM), generic("items"), List.of(item), List.of(java)),
				Arguments.of(new OptionType(new OptionType(PrimitiveType.U32)), generic("options"),
						Optional.of(Optional.of(1L)), Optional.of(Optional.of(1L))),
				Arguments.of(new OptionType(PrimitiveType.U32), generic("option"), Optional.empty(), Optional.empty()),
				Arguments.of(STATE, State.class, new EnumValue("sold-out"), State.SOLD_OUT),
				Arguments.of(ITEM, Item.class, item, java), Arguments.of(ITEM, RecordValue.class, item, item),
				Arguments.of(TupleType.of(BYTES), TupleValue.class, TupleValue.of("a"), TupleValue.of("a")),
				Arguments.of(new ResultType(null, null), ResultValue.class, ResultValue.ok(), ResultValue.ok()),
				Arguments.of(VariantType.of(new VariantType.Case("a", null)), VariantValue.class, VariantValue.of("a"),
						VariantValue.of("a")),
				Arguments.of(new FlagsType(List.of("a")), FlagsValue.class, FlagsValue.of("a"), FlagsValue.of("a")));
	}

	@ParameterizedTest
	@MethodSource("pairs")
	void carriesAValueBothWays(ValueType type, Type java, Object guest, Object method) {
		ValueMapping mapping = ValueMappings.of(type, java);
		assertThat(mapping.toJava(guest)).isEqualTo(method);
		assertThat(mapping.toWit(method)).isEqualTo(guest);
	}

	static List<Arguments> misfits() {
		return List.of(Arguments.of(PrimitiveType.BOOL, String.class, "boolean"),
				Arguments.of(PrimitiveType.S8, short.class, "byte or int or long"),
				Arguments.of(PrimitiveType.U8, byte.class, "short or int or long"),
				Arguments.of(PrimitiveType.U16, short.class, "int or long"),
				Arguments.of(PrimitiveType.S64, int.class, "long"),
				Arguments.of(PrimitiveType.U64, double.class, "BigInteger or long"),
				Arguments.of(PrimitiveType.U32, BigInteger.class, "long or int"),
				Arguments.of(PrimitiveType.F32, double.class, "float"),
				Arguments.of(PrimitiveType.CHAR, char.class, "int"),
				Arguments.of(PrimitiveType.STRING, CharSequence.class, "String"),
				Arguments.of(PrimitiveType.STRING, Object.class, "String"),
				Arguments.of(BYTES, generic("bytes"), "byte[]"),
				Arguments.of(new ListType(PrimitiveType.STRING), String[].class, "List<String>"),
				Arguments.of(new ListType(PrimitiveType.STRING), List.class, "List<String>"),
				Arguments.of(new ListType(PrimitiveType.STRING), generic("set"), "List<String>"),
				Arguments.of(new OptionType(PrimitiveType.U64), Long.class, "Optional<BigInteger>"),
				Arguments.of(STATE, String.class, "enum{IN_STOCK, SOLD_OUT} or EnumValue"),
				Arguments.of(ITEM, Object.class,
						"record(String articleName, enum{IN_STOCK, SOLD_OUT} state, long left) or RecordValue"),
				Arguments.of(TupleType.of(PrimitiveType.U8), List.class, "TupleValue"),
				Arguments.of(new FlagsType(List.of("a")), Set.class, "FlagsValue"),
				Arguments.of(VariantType.of(new VariantType.Case("a", null)), String.class, "VariantValue"),
				Arguments.of(new ResultType(null, null), void.class, "ResultValue"));
	}

	@ParameterizedTest
	@MethodSource("misfits")
	void refusesATypeAndSaysWhichWouldDo(ValueType type, Type java, String wanted) {
		assertThatExceptionOfType(MisfitException.class).isThrownBy(() -> ValueMappings.of(type, java))
			.withMessage("the WIT type " + type + " cannot be " + java.getTypeName() + " in Java, but " + wanted);
	}

	static List<Arguments> partsThatDoNotFit() {
		String name = ValueMappingsTests.class.getName();
		return List.of(
				Arguments.of(ITEM, Incomplete.class,
						name + "$Incomplete has no component for the field left, such as long or int left"),
				Arguments.of(ITEM, Overfull.class,
						name + "$Overfull has 4 components; those of " + ITEM + " are wanted and no others"),
				Arguments.of(ITEM, Wrong.class,
						"left: the WIT type u32 cannot be java.lang.String in Java, but long or int"),
				Arguments.of(ITEM, Any.class, "article-name: the WIT type string cannot be T in Java, but String"),
				Arguments.of(STATE, TooFew.class,
						"the constants of " + name + "$TooFew must be those of " + STATE + ": IN_STOCK, SOLD_OUT"),
				Arguments.of(STATE, TooMany.class,
						"the constants of " + name + "$TooMany must be those of " + STATE + ": IN_STOCK, SOLD_OUT"),
				Arguments.of(new ListType(PrimitiveType.STRING), generic("longs"),
						"element: the WIT type string cannot be java.lang.Integer in Java, but String"),
				Arguments.of(new OptionType(PrimitiveType.BOOL), generic("option"),
						"value: the WIT type bool cannot be java.lang.Integer in Java, but boolean"));
	}

	@ParameterizedTest
	@MethodSource("partsThatDoNotFit")
	void refusesAPartAndSaysWhere(ValueType type, Type java, String message) {
		assertThatExceptionOfType(MisfitException.class).isThrownBy(() -> ValueMappings.of(type, java))
			.withMessage(message);
	}

	@Test
	void refusesWildcards() {
		assertThatExceptionOfType(MisfitException.class)
			.isThrownBy(() -> ValueMappings.of(new ListType(ITEM), generic("wild")))
			.withMessageContaining("? extends " + Item.class.getName());
	}

	@ParameterizedTest
	@CsvSource({ "U32, int, 2147483648, 2147483648 is too large here; at most 2147483647 can be taken",
			"U64, long, 9223372036854775808, 9223372036854775808 is too large here; at most 9223372036854775807 can be taken" })
	void refusesAGuestsNumberThatTheJavaTypeCannotHold(PrimitiveType type, String java, BigInteger number,
			String message) {
		Object value = (type == PrimitiveType.U32) ? (Object) number.longValue() : number;
		ValueMapping mapping = ValueMappings.of(type, java.equals("int") ? int.class : long.class);
		assertThatIllegalArgumentException().isThrownBy(() -> mapping.toJava(value)).withMessage(message);
	}

	@ParameterizedTest
	@CsvSource({ "S8, 128", "S8, -129", "U8, -1", "U8, 256", "S16, 32768", "U16, 65536", "U16, -1", "S32, 2147483648",
			"U32, 4294967296", "U32, -1", "U64, -1" })
	void refusesAMethodsNumberThatTheWitTypeCannotHold(PrimitiveType type, long number) {
		ValueMapping mapping = ValueMappings.of(type, long.class);
		assertThatIllegalArgumentException().isThrownBy(() -> mapping.toWit(number))
			.withMessage(number + " is no " + type);
	}

	@Test
	void namesTheFieldOfAValueThatCannotGo() {
		ValueMapping mapping = ValueMappings.ofPart("result", new ListType(ITEM), generic("items"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> mapping.toWit(List.of(new Item(-1, "pear", State.IN_STOCK))))
			.withMessage("result: element: left: -1 is no u32");
		assertThatIllegalArgumentException().isThrownBy(() -> mapping.toWit(List.of(new Item(1, null, State.IN_STOCK))))
			.withMessageStartingWith("result: element: article-name: null; what is absent is Optional.empty()");
	}

	@Test
	void whatARecordRefusesIsRefused() {
		ValueMapping mapping = ValueMappings.ofPart("parameter item", ITEM, Item.class);
		RecordValue item = RecordValue.of("article-name", "pear", "state", new EnumValue("in-stock"), "left", 1001L);
		assertThatIllegalArgumentException().isThrownBy(() -> mapping.toJava(item))
			.withMessage("parameter item: more than there ever were");
	}

}
