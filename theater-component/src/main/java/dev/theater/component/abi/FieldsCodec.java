package dev.theater.component.abi;

import java.util.List;

import dev.theater.component.type.Layout;
import dev.theater.component.type.RecordType;
import dev.theater.component.type.RecordValue;
import dev.theater.component.type.TupleType;
import dev.theater.component.type.TupleValue;
import dev.theater.component.type.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Records and tuples: fields one after another.
 */
final class FieldsCodec extends Codec {

	/** The names of a record's fields, null for a tuple. */
	private final @Nullable List<String> names;

	private final Codec[] fields;

	private final int[] offsets;

	FieldsCodec(RecordType type, Codec[] fields) {
		this(type, type.fields().stream().map(RecordType.Field::name).toList(),
				type.fields().stream().map(RecordType.Field::type).toList(), fields);
	}

	FieldsCodec(TupleType type, Codec[] fields) {
		this(type, null, type.items(), fields);
	}

	private FieldsCodec(ValueType type, @Nullable List<String> names, List<ValueType> types, Codec[] fields) {
		super(type);
		// a copy that the values need not copy again
		this.names = (names != null) ? List.copyOf(names) : null;
		this.fields = fields;
		this.offsets = Layout.offsets(types);
	}

	@Override
	void check(@Nullable Object value) {
		List<String> labels = this.names;
		List<Object> items;
		if (labels == null && value instanceof TupleValue tuple && tuple.items().size() == this.fields.length) {
			items = tuple.items();
		}
		else if (labels != null && value instanceof RecordValue named && named.names().equals(labels)) {
			items = named.values();
		}
		else {
			throw notOf(value, (labels != null) ? "a RecordValue with the fields " + labels
					: "a TupleValue of " + this.fields.length + " items");
		}
		for (int i = 0; i < this.fields.length; i++) {
			try {
				this.fields[i].check(items.get(i));
			}
			catch (IllegalArgumentException wrong) {
				throw inside((labels != null) ? "field " + labels.get(i) : "item " + i, wrong);
			}
		}
	}

	private List<Object> items(Object value) {
		return (this.names != null) ? ((RecordValue) value).values() : ((TupleValue) value).items();
	}

	private Object[] room(CallContext context) {
		context.charge(4 * OBJECT_BYTES + 16L * this.fields.length);
		return new Object[this.fields.length];
	}

	private Object made(Object[] items) {
		List<Object> list = List.of(items);
		return (this.names != null) ? new RecordValue(this.names, list) : new TupleValue(list);
	}

	@Override
	Object load(CallContext context, long address) {
		Object[] items = room(context);
		for (int i = 0; i < items.length; i++) {
			items[i] = this.fields[i].load(context, address + this.offsets[i]);
		}
		return made(items);
	}

	@Override
	Object lift(CallContext context, FlatValues from) {
		Object[] items = room(context);
		for (int i = 0; i < items.length; i++) {
			items[i] = this.fields[i].lift(context, from);
		}
		return made(items);
	}

	@Override
	void store(CallContext context, Object value, long address) {
		List<Object> items = items(value);
		for (int i = 0; i < this.fields.length; i++) {
			this.fields[i].store(context, items.get(i), address + this.offsets[i]);
		}
	}

	@Override
	void lower(CallContext context, Object value, FlatValues to) {
		List<Object> items = items(value);
		for (int i = 0; i < this.fields.length; i++) {
			this.fields[i].lower(context, items.get(i), to);
		}
	}

}
