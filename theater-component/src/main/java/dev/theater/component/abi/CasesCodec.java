package dev.theater.component.abi;

import java.util.List;

import dev.theater.component.type.Layout;
import dev.theater.component.type.ValueType;
import dev.theater.component.wasm.GuestMemory;
import org.jspecify.annotations.Nullable;

/**
 * Variants, enums, options and results: a discriminant and the payload of its case. What
 * differs is how Java shows the case.
 */
final class CasesCodec extends Codec {

	private final CaseShape shape;

	private final @Nullable Codec[] payloads;

	private final int discriminantSize;

	private final int payloadOffset;

	CasesCodec(ValueType type, CaseShape shape, List<? extends @Nullable ValueType> payloadTypes,
			@Nullable Codec[] payloads) {
		super(type);
		this.shape = shape;
		this.payloads = payloads;
		this.discriminantSize = Layout.discriminantSize(payloads.length);
		this.payloadOffset = Layout.payloadOffset(payloadTypes);
	}

	@Override
	void check(@Nullable Object value) {
		int index = (value != null) ? this.shape.index(value) : -1;
		if (value == null || index < 0) {
			throw notOf(value, this.shape.expected());
		}
		Codec payload = this.payloads[index];
		Object content = this.shape.payload(value);
		if (payload == null) {
			if (content != null) {
				throw inside(this.shape.name(index), new IllegalArgumentException(describe(content)
						+ " for a case without payload of type " + type() + "; expected none (null)"));
			}
			return;
		}
		try {
			payload.check(content);
		}
		catch (IllegalArgumentException wrong) {
			throw inside(this.shape.name(index), wrong);
		}
	}

	private Object made(CallContext context, int index, @Nullable Object payload) {
		context.charge(OBJECT_BYTES);
		return this.shape.make(index, payload);
	}

	private int checked(int discriminant) {
		if (discriminant < 0 || discriminant >= this.payloads.length) {
			throw CallContext.trap("discriminant " + Integer.toUnsignedString(discriminant) + " of a type with "
					+ this.payloads.length + " cases");
		}
		return discriminant;
	}

	@Override
	Object load(CallContext context, long address) {
		GuestMemory memory = context.memory();
		int index = checked(switch (this.discriminantSize) {
			case 1 -> memory.readU8(address);
			case 2 -> memory.readU16(address);
			default -> memory.readI32(address);
		});
		Codec payload = this.payloads[index];
		return made(context, index, (payload != null) ? payload.load(context, address + this.payloadOffset) : null);
	}

	@Override
	Object lift(CallContext context, FlatValues from) {
		int end = from.position() + flatCount();
		int index = checked(from.nextInt());
		Codec payload = this.payloads[index];
		Object content = (payload != null) ? payload.lift(context, from) : null;
		from.skipTo(end);
		return made(context, index, content);
	}

	@Override
	void store(CallContext context, Object value, long address) {
		GuestMemory memory = context.memory();
		int index = this.shape.index(value);
		switch (this.discriminantSize) {
			case 1 -> memory.writeI8(address, index);
			case 2 -> memory.writeI16(address, index);
			default -> memory.writeI32(address, index);
		}
		Codec payload = this.payloads[index];
		Object content = this.shape.payload(value);
		if (payload != null && content != null) {
			payload.store(context, content, address + this.payloadOffset);
		}
	}

	@Override
	void lower(CallContext context, Object value, FlatValues to) {
		int end = to.position() + flatCount();
		int index = this.shape.index(value);
		to.put(index);
		Codec payload = this.payloads[index];
		Object content = this.shape.payload(value);
		if (payload != null && content != null) {
			payload.lower(context, content, to);
		}
		to.padTo(end);
	}

}
