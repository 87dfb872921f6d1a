package dev.theater.component.abi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.theater.component.type.PrimitiveType;
import dev.theater.component.wasm.GuestMemory;
import org.jspecify.annotations.Nullable;

/**
 * Strings in the three encodings. A string is allocated once, at its exact size.
 */
final class StringCodec extends Codec {

	/** Bytes of one string at most, whatever the memory holds. */
	static final long MAX_BYTES = (1L << 28) - 1;

	private static final int WIDE = 0x8000_0000;

	StringCodec() {
		super(PrimitiveType.STRING);
	}

	@Override
	void check(@Nullable Object value) {
		if (!(value instanceof String text)) {
			throw notOf(value, "a String");
		}
		for (int i = 0; i < text.length(); i++) {
			char unit = text.charAt(i);
			if (Character.isSurrogate(unit)) {
				if (!Character.isHighSurrogate(unit) || i + 1 == text.length()
						|| !Character.isLowSurrogate(text.charAt(i + 1))) {
					throw new IllegalArgumentException("a String with a lone surrogate 0x" + Integer.toHexString(unit)
							+ " at index " + i + "; expected well-formed UTF-16");
				}
				i++;
			}
		}
	}

	@Override
	Object load(CallContext context, long address) {
		GuestMemory memory = context.memory();
		return decode(context, memory.readI32(address) & 0xffff_ffffL, memory.readI32(address + 4));
	}

	@Override
	Object lift(CallContext context, FlatValues from) {
		long address = from.nextUnsigned();
		return decode(context, address, from.nextInt());
	}

	@Override
	void store(CallContext context, Object value, long address) {
		long block = encode(context, (String) value);
		GuestMemory memory = context.memory();
		memory.writeI32(address, (int) (block >>> 32));
		memory.writeI32(address + 4, (int) block);
	}

	@Override
	void lower(CallContext context, Object value, FlatValues to) {
		long block = encode(context, (String) value);
		to.putInt((int) (block >>> 32));
		to.putInt((int) block);
	}

	private static String decode(CallContext context, long address, int length) {
		return switch (context.encoding()) {
			case UTF8 -> utf8(context, address, length & 0xffff_ffffL);
			case UTF16 -> utf16(context, address, length & 0xffff_ffffL);
			case LATIN1_UTF16 -> ((length & WIDE) != 0) ? utf16(context, address, length & ~WIDE)
					: new String(bytes(context, address, 2, length), StandardCharsets.ISO_8859_1);
		};
	}

	private static byte[] bytes(CallContext context, long address, int alignment, long count) {
		if (count > MAX_BYTES) {
			throw CallContext.trap("string of " + count + " bytes, at most " + MAX_BYTES + " are allowed");
		}
		context.checkBlock(address, alignment, count, "string at");
		// the bytes and, until they are copied, the string of up to two bytes each
		context.charge(2 * OBJECT_BYTES + 3 * count);
		return context.memory().readBytes(address, count);
	}

	private static String utf8(CallContext context, long address, long count) {
		byte[] bytes = bytes(context, address, 1, count);
		String text = new String(bytes, StandardCharsets.UTF_8);
		// what is malformed becomes U+FFFD; if one is there, see whether it was there
		// before
		if (text.indexOf('\ufffd') >= 0 && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
			throw CallContext.trap("string at " + address + " with " + count + " bytes is not valid UTF-8");
		}
		return text;
	}

	private static String utf16(CallContext context, long address, long units) {
		byte[] bytes = bytes(context, address, 2, 2 * units);
		String text = new String(bytes, StandardCharsets.UTF_16LE);
		if (text.indexOf('\ufffd') >= 0 && !Arrays.equals(text.getBytes(StandardCharsets.UTF_16LE), bytes)) {
			throw CallContext.trap("string at " + address + " with " + units + " code units is not valid UTF-16");
		}
		return text;
	}

	/** Returns address and tagged length as the halves of one number. */
	private static long encode(CallContext context, String text) {
		return switch (context.encoding()) {
			case UTF8 -> {
				context.charge(OBJECT_BYTES + 3L * text.length());
				byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
				yield write(context, bytes, 1, bytes.length);
			}
			case UTF16 -> wide(context, text, 0);
			case LATIN1_UTF16 -> {
				if (!isLatin1(text)) {
					yield wide(context, text, WIDE);
				}
				context.charge(OBJECT_BYTES + text.length());
				yield write(context, text.getBytes(StandardCharsets.ISO_8859_1), 2, text.length());
			}
		};
	}

	private static long wide(CallContext context, String text, int tag) {
		context.charge(OBJECT_BYTES + 2L * text.length());
		return write(context, text.getBytes(StandardCharsets.UTF_16LE), 2, text.length() | tag);
	}

	private static boolean isLatin1(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) > 0xff) {
				return false;
			}
		}
		return true;
	}

	private static long write(CallContext context, byte[] bytes, int alignment, int length) {
		if (bytes.length > MAX_BYTES) {
			throw CallContext.trap("string of " + bytes.length + " bytes, at most " + MAX_BYTES + " are allowed");
		}
		long address = context.allocate(alignment, bytes.length);
		context.memory().writeBytes(address, bytes);
		return address << 32 | length & 0xffff_ffffL;
	}

}
