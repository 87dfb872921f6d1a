package dev.theater.component.abi;

import java.math.BigInteger;

import dev.theater.component.type.PrimitiveType;
import dev.theater.component.wasm.GuestMemory;
import org.jspecify.annotations.Nullable;

/**
 * Booleans, numbers and characters: one core value each. NaNs are canonical in both
 * directions.
 */
final class PrimitiveCodec extends Codec {

	private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

	private final PrimitiveType type;

	PrimitiveCodec(PrimitiveType type) {
		super(type);
		this.type = type;
	}

	@Override
	void check(@Nullable Object value) {
		switch (this.type) {
			case BOOL -> require(value instanceof Boolean, value, "a Boolean");
			case S8 -> require(value instanceof Byte, value, "a Byte");
			case U8 ->
				require(value instanceof Short number && number >= 0 && number <= 0xff, value, "a Short from 0 to 255");
			case S16 -> require(value instanceof Short, value, "a Short");
			case U16 -> require(value instanceof Integer number && number >= 0 && number <= 0xffff, value,
					"an Integer from 0 to 65535");
			case S32 -> require(value instanceof Integer, value, "an Integer");
			case U32 -> require(value instanceof Long number && number >= 0 && number <= 0xffff_ffffL, value,
					"a Long from 0 to 4294967295");
			case S64 -> require(value instanceof Long, value, "a Long");
			case U64 -> require(value instanceof BigInteger number && number.signum() >= 0 && number.bitLength() <= 64,
					value, "a BigInteger from 0 to 18446744073709551615");
			case F32 -> require(value instanceof Float, value, "a Float");
			case F64 -> require(value instanceof Double, value, "a Double");
			case CHAR -> require(value instanceof Integer number && isScalar(number), value,
					"an Integer that is a Unicode scalar value");
			case STRING -> throw new IllegalStateException("strings have their own codec");
		}
	}

	private void require(boolean holds, @Nullable Object value, String expected) {
		if (!holds) {
			throw notOf(value, expected);
		}
	}

	private static boolean isScalar(int point) {
		return point >= 0 && point < 0x11_0000 && (point < 0xd800 || point > 0xdfff);
	}

	@Override
	Object load(CallContext context, long address) {
		GuestMemory memory = context.memory();
		return switch (size()) {
			case 1 -> ofBits(context, memory.readU8(address));
			case 2 -> ofBits(context, memory.readU16(address));
			case 4 -> ofBits(context, memory.readI32(address));
			default -> ofBits(context, memory.readI64(address));
		};
	}

	@Override
	Object lift(CallContext context, FlatValues from) {
		return ofBits(context, from.next());
	}

	private Object ofBits(CallContext context, long bits) {
		context.charge(16);
		return switch (this.type) {
			case BOOL -> (int) bits != 0;
			case S8 -> (byte) bits;
			case U8 -> (short) (bits & 0xff);
			case S16 -> (short) bits;
			case U16 -> (int) (bits & 0xffff);
			case S32 -> (int) bits;
			case U32 -> bits & 0xffff_ffffL;
			case S64 -> bits;
			case U64 -> unsigned(context, bits);
			case F32 -> canonical(Float.intBitsToFloat((int) bits));
			case F64 -> canonical(Double.longBitsToDouble(bits));
			case CHAR -> character((int) bits);
			case STRING -> throw new IllegalStateException("strings have their own codec");
		};
	}

	private static float canonical(float number) {
		return Float.isNaN(number) ? Float.NaN : number;
	}

	private static double canonical(double number) {
		return Double.isNaN(number) ? Double.NaN : number;
	}

	private static Integer character(int point) {
		if (!isScalar(point)) {
			throw CallContext.trap("char 0x" + Integer.toHexString(point) + " is not a Unicode scalar value");
		}
		return point;
	}

	private static BigInteger unsigned(CallContext context, long bits) {
		context.charge(64);
		BigInteger number = BigInteger.valueOf(bits);
		return (bits >= 0) ? number : number.add(TWO_TO_64);
	}

	@Override
	void store(CallContext context, Object value, long address) {
		GuestMemory memory = context.memory();
		long bits = bits(value);
		switch (size()) {
			case 1 -> memory.writeI8(address, (int) bits);
			case 2 -> memory.writeI16(address, (int) bits);
			case 4 -> memory.writeI32(address, (int) bits);
			default -> memory.writeI64(address, bits);
		}
	}

	@Override
	void lower(CallContext context, Object value, FlatValues to) {
		if (size() == 8) {
			to.put(bits(value));
		}
		else {
			to.putInt((int) bits(value));
		}
	}

	private long bits(Object value) {
		return switch (this.type) {
			case BOOL -> ((Boolean) value) ? 1 : 0;
			case F32 -> Float.floatToIntBits((Float) value);
			case F64 -> Double.doubleToLongBits((Double) value);
			default -> ((Number) value).longValue();
		};
	}

}
