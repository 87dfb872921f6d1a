package dev.theater.component.fuzz;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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

/** Values of any type, small mostly, at the edges often. */
final class RandomValues {

	private static final int LARGEST_TYPE = 3000;

	private static final String[] TEXTS = { "", "a", "theater", "\0", "ä", "\u20ac", "\ud83d\ude00", "x".repeat(300),
			"\u00ff\u0100", "{\"a\":1}" };

	private final Random random;

	RandomValues(Random random) {
		this.random = random;
	}

	/** Whether values can be made here: no handles, not too large. */
	static boolean makes(ValueType type) {
		return type == null || (!type.containsHandle() && type.effectiveSize() <= LARGEST_TYPE);
	}

	Object value(ValueType type) {
		return switch (type) {
			case PrimitiveType primitive -> primitive(primitive);
			case ListType list when list.element() == PrimitiveType.U8 -> bytes();
			case ListType list -> items(list.element(), this.random.nextInt(4));
			case OptionType option -> this.random.nextBoolean() ? Optional.empty() : Optional.of(value(option.some()));
			case ResultType result -> this.random.nextBoolean() ? ResultValue.ok(optional(result.ok()))
					: ResultValue.err(optional(result.err()));
			case EnumType cases -> new EnumValue(cases.cases().get(this.random.nextInt(cases.cases().size())));
			case FlagsType flags -> flags(flags);
			case VariantType variant -> {
				VariantType.Case picked = variant.cases().get(this.random.nextInt(variant.cases().size()));
				yield new VariantValue(picked.name(), optional(picked.payload()));
			}
			case TupleType tuple -> {
				List<Object> items = new ArrayList<>();
				tuple.items().forEach((item) -> items.add(value(item)));
				yield new TupleValue(items);
			}
			case RecordType fields -> {
				List<Object> values = new ArrayList<>();
				fields.fields().forEach((field) -> values.add(value(field.type())));
				yield new RecordValue(fields.fields().stream().map(RecordType.Field::name).toList(), values);
			}
			default -> throw new IllegalArgumentException("no values of " + type);
		};
	}

	/** A value of no type in particular. */
	Object anything() {
		return switch (this.random.nextInt(6)) {
			case 0 -> null;
			case 1 -> "\ud800";
			case 2 -> this.random.nextInt();
			case 3 -> new Object();
			case 4 -> List.of(1, "two");
			default -> Optional.of(Optional.empty());
		};
	}

	private Object optional(ValueType type) {
		return type != null ? value(type) : null;
	}

	private byte[] bytes() {
		byte[] bytes = new byte[this.random.nextInt(20) == 0 ? this.random.nextInt(100_000) : this.random.nextInt(40)];
		this.random.nextBytes(bytes);
		return bytes;
	}

	private List<Object> items(ValueType element, int count) {
		List<Object> items = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			items.add(value(element));
		}
		return items;
	}

	private FlagsValue flags(FlagsType type) {
		Set<String> names = new LinkedHashSet<>();
		for (String name : type.names()) {
			if (this.random.nextBoolean()) {
				names.add(name);
			}
		}
		return new FlagsValue(names);
	}

	private Object primitive(PrimitiveType type) {
		long bits = this.random.nextBoolean() ? RawMutations.number(this.random) : this.random.nextLong();
		return switch (type) {
			case BOOL -> (bits & 1) == 0;
			case S8 -> (byte) bits;
			case U8 -> (short) (bits & 0xff);
			case S16 -> (short) bits;
			case U16 -> (int) (bits & 0xffff);
			case S32 -> (int) bits;
			case U32 -> bits & 0xffff_ffffL;
			case S64 -> bits;
			case U64 -> new BigInteger(Long.toUnsignedString(bits));
			case F32 -> Float.intBitsToFloat((int) bits);
			case F64 -> Double.longBitsToDouble(bits);
			case CHAR -> scalar((int) (bits & 0x1f_ffff));
			case STRING -> TEXTS[this.random.nextInt(TEXTS.length)];
		};
	}

	private static int scalar(int bits) {
		return bits > 0x10ffff || (bits >= 0xd800 && bits < 0xe000) ? 0x20 : bits;
	}

}
