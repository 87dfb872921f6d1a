package dev.theater.host;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;

import dev.theater.component.type.PrimitiveType;

/**
 * Integers of WIT as those of Java: as the type that holds all values, as {@code int} up
 * to 32 bits, as {@code long}. A value that the other side cannot hold is an error.
 */
final class IntegerMapping {

	private static final Set<PrimitiveType> SIGNED = Set.of(PrimitiveType.S8, PrimitiveType.S16, PrimitiveType.S32,
			PrimitiveType.S64);

	private final PrimitiveType type;

	private final int bits;

	private IntegerMapping(PrimitiveType type) {
		this.type = type;
		this.bits = type.layout().size() * 8;
	}

	/** The Java types for a WIT type, the one that holds all its values first. */
	static List<Class<?>> choices(PrimitiveType type) {
		return switch (type) {
			case S8 -> List.of(byte.class, int.class, long.class);
			case U8, S16 -> List.of(short.class, int.class, long.class);
			case U16, S32 -> List.of(int.class, long.class);
			case U32 -> List.of(long.class, int.class);
			case S64 -> List.of(long.class);
			case U64 -> List.of(BigInteger.class, long.class);
			default -> List.of();
		};
	}

	static ValueMapping of(PrimitiveType type, Class<?> java) {
		IntegerMapping mapping = new IntegerMapping(type);
		return new ValueMapping((value) -> mapping.toJava((Number) value, java),
				(value) -> mapping.toWit((Number) value));
	}

	private Object toJava(Number value, Class<?> java) {
		if (java == BigInteger.class) {
			return value;
		}
		long number = value.longValue();
		boolean fits = (java == int.class) ? number == (int) number
				: !(value instanceof BigInteger big) || big.bitLength() < Long.SIZE;
		if (!fits) {
			throw new IllegalArgumentException(value + " is too large here; at most "
					+ ((java == int.class) ? Integer.MAX_VALUE : Long.MAX_VALUE) + " can be taken");
		}
		return switch (java.getName()) {
			case "byte" -> (byte) number;
			case "short" -> (short) number;
			case "int" -> (int) number;
			default -> number;
		};
	}

	private Object toWit(Number value) {
		BigInteger number = (value instanceof BigInteger big) ? big : BigInteger.valueOf(value.longValue());
		boolean signed = SIGNED.contains(this.type);
		boolean fits = signed ? number.bitLength() < this.bits
				: number.signum() >= 0 && number.bitLength() <= this.bits;
		if (!fits) {
			throw new IllegalArgumentException(number + " is no " + this.type);
		}
		return switch (this.type) {
			case S8 -> number.byteValue();
			case U8, S16 -> number.shortValue();
			case U16, S32 -> number.intValue();
			case U32, S64 -> number.longValue();
			default -> number;
		};
	}

}
