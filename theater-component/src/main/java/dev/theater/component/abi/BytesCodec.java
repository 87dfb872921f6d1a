package dev.theater.component.abi;

import dev.theater.component.type.ValueType;
import dev.theater.component.wasm.GuestMemory;
import org.jspecify.annotations.Nullable;

/**
 * {@code list<u8>} as {@code byte[]}: one copy each way.
 */
final class BytesCodec extends Codec {

	BytesCodec(ValueType type) {
		super(type);
	}

	@Override
	void check(@Nullable Object value) {
		if (!(value instanceof byte[])) {
			throw notOf(value, "a byte[]");
		}
	}

	@Override
	Object load(CallContext context, long address) {
		GuestMemory memory = context.memory();
		return read(context, memory.readI32(address) & 0xffff_ffffL, memory.readI32(address + 4) & 0xffff_ffffL);
	}

	@Override
	Object lift(CallContext context, FlatValues from) {
		long address = from.nextUnsigned();
		return read(context, address, from.nextUnsigned());
	}

	private static byte[] read(CallContext context, long address, long length) {
		ListCodec.checkLength(length);
		context.checkBlock(address, 1, length, "list at");
		context.charge(OBJECT_BYTES + length);
		return context.memory().readBytes(address, length);
	}

	@Override
	void store(CallContext context, Object value, long address) {
		byte[] bytes = (byte[]) value;
		long block = write(context, bytes);
		GuestMemory memory = context.memory();
		memory.writeI32(address, (int) block);
		memory.writeI32(address + 4, bytes.length);
	}

	@Override
	void lower(CallContext context, Object value, FlatValues to) {
		byte[] bytes = (byte[]) value;
		to.put(write(context, bytes));
		to.put(bytes.length);
	}

	private static long write(CallContext context, byte[] bytes) {
		ListCodec.checkLength(bytes.length);
		context.charge(bytes.length);
		long block = context.allocate(1, bytes.length);
		context.memory().writeBytes(block, bytes);
		return block;
	}

}
