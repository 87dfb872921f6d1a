package dev.theater.component.abi;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import dev.theater.component.type.ValueType;
import dev.theater.component.wasm.GuestMemory;
import org.jspecify.annotations.Nullable;

/**
 * Lists of anything but {@code u8}, as unmodifiable {@link List}s.
 */
final class ListCodec extends Codec {

	private static final long MAX_BYTES = (1L << 28) - 1;

	private final Codec element;

	ListCodec(ValueType type, Codec element) {
		super(type);
		this.element = element;
	}

	static void checkLength(long bytes) {
		if (bytes > MAX_BYTES) {
			throw CallContext.trap("list of " + bytes + " bytes, at most " + MAX_BYTES + " are allowed");
		}
	}

	@Override
	void check(@Nullable Object value) {
		if (!(value instanceof List<?> list)) {
			throw notOf(value, "a List");
		}
		int index = 0;
		for (Object item : list) {
			try {
				this.element.check(item);
			}
			catch (IllegalArgumentException wrong) {
				throw inside("element " + index, wrong);
			}
			index++;
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

	private List<Object> read(CallContext context, long address, long count) {
		long bytes = count * this.element.size();
		checkLength(bytes);
		context.checkBlock(address, this.element.alignment(), bytes, "list at");
		context.charge(3 * OBJECT_BYTES + 8 * count);
		Object[] items = new Object[(int) count];
		long at = address;
		for (int i = 0; i < items.length; i++) {
			items[i] = this.element.load(context, at);
			at += this.element.size();
		}
		return Collections.unmodifiableList(Arrays.asList(items));
	}

	@Override
	void store(CallContext context, Object value, long address) {
		List<?> list = (List<?>) value;
		long block = write(context, list);
		GuestMemory memory = context.memory();
		memory.writeI32(address, (int) block);
		memory.writeI32(address + 4, list.size());
	}

	@Override
	void lower(CallContext context, Object value, FlatValues to) {
		List<?> list = (List<?>) value;
		to.put(write(context, list));
		to.put(list.size());
	}

	private long write(CallContext context, List<?> list) {
		long bytes = (long) list.size() * this.element.size();
		checkLength(bytes);
		context.charge(bytes);
		long block = context.allocate(this.element.alignment(), bytes);
		long at = block;
		for (Object item : list) {
			this.element.store(context, item, at);
			at += this.element.size();
		}
		return block;
	}

}
