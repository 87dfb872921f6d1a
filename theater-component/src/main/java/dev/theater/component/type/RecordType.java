package dev.theater.component.type;

import java.util.List;

/** {@code record} of one field or more; in Java {@link RecordValue}. */
public final class RecordType extends CompositeType {

	private final List<Field> fields;

	/**
	 * A record type.
	 * @param fields the fields in order, at least one, their names strongly unique
	 */
	public RecordType(List<Field> fields) {
		super(Layout.ofFields(types(Label.notEmpty(fields, "a record", "field"))), names(fields).hashCode(),
				types(fields), false);
		Label.requireUnique(names(fields), "field");
		this.fields = List.copyOf(fields);
	}

	/**
	 * A record type.
	 * @param fields the fields in order, at least one, their names strongly unique
	 * @return the type
	 */
	public static RecordType of(Field... fields) {
		return new RecordType(List.of(fields));
	}

	/**
	 * A field.
	 * @param name its name
	 * @param type its type
	 * @return the field
	 */
	public static Field field(String name, ValueType type) {
		return new Field(name, type);
	}

	/**
	 * The fields in order.
	 * @return unmodifiable
	 */
	public List<Field> fields() {
		return this.fields;
	}

	private static List<String> names(List<Field> fields) {
		return fields.stream().map(Field::name).toList();
	}

	private static List<ValueType> types(List<Field> fields) {
		return fields.stream().map(Field::type).toList();
	}

	@Override
	boolean sameAs(CompositeType other) {
		return this.fields.equals(((RecordType) other).fields);
	}

	@Override
	void print(WitText text) {
		text.text("record { ");
		for (int i = 0; i < this.fields.size(); i++) {
			Field field = this.fields.get(i);
			text.text(i == 0 ? "" : ", ").text(field.name()).text(": ").type(field.type());
		}
		text.text(" }");
	}

	/**
	 * One field.
	 *
	 * @param name a label
	 * @param type its type
	 */
	public record Field(String name, ValueType type) {

		/**
		 * Checks the name.
		 */
		public Field {
			Label.require(name, "field");
		}

	}

}
