package dev.theater.component.abi;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.theater.component.type.FlagsType;
import dev.theater.component.type.FlagsValue;
import dev.theater.component.wasm.GuestMemory;
import org.jspecify.annotations.Nullable;

/**
 * Flags: a bit per name; other bits are ignored.
 */
final class FlagsCodec extends Codec {

	private final List<String> names;

	FlagsCodec(FlagsType type) {
		super(type);
		this.names = type.names();
	}

	@Override
	void check(@Nullable Object value) {
		if (!(value instanceof FlagsValue flags)) {
			throw notOf(value, "a FlagsValue");
		}
		for (String name : flags.names()) {
			if (!this.names.contains(name)) {
				throw new IllegalArgumentException("the unknown flag \"" + name + "\" for a value of type " + type()
						+ "; expected some of " + this.names);
			}
		}
	}

	@Override
	Object load(CallContext context, long address) {
		GuestMemory memory = context.memory();
		return ofBits(context, switch (size()) {
			case 1 -> memory.readU8(address);
			case 2 -> memory.readU16(address);
			default -> memory.readI32(address);
		});
	}

	@Override
	Object lift(CallContext context, FlatValues from) {
		return ofBits(context, from.nextInt());
	}

	private FlagsValue ofBits(CallContext context, int bits) {
		context.charge(8L * OBJECT_BYTES + 2L * OBJECT_BYTES * this.names.size());
		Set<String> set = new LinkedHashSet<>();
		for (int i = 0; i < this.names.size(); i++) {
			if ((bits >>> i & 1) != 0) {
				set.add(this.names.get(i));
			}
		}
		return new FlagsValue(set);
	}

	@Override
	void store(CallContext context, Object value, long address) {
		GuestMemory memory = context.memory();
		int bits = bits(value);
		switch (size()) {
			case 1 -> memory.writeI8(address, bits);
			case 2 -> memory.writeI16(address, bits);
			default -> memory.writeI32(address, bits);
		}
	}

	@Override
	void lower(CallContext context, Object value, FlatValues to) {
		to.putInt(bits(value));
	}

	private int bits(Object value) {
		Set<String> set = ((FlagsValue) value).names();
		int bits = 0;
		for (int i = 0; i < this.names.size(); i++) {
			if (set.contains(this.names.get(i))) {
				bits |= 1 << i;
			}
		}
		return bits;
	}

}
