package dev.theater.host;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.theater.component.type.RecordType;
import dev.theater.component.type.RecordValue;
import org.jspecify.annotations.Nullable;

/**
 * A record of WIT as one of Java: their fields and components have the same names, in any
 * order.
 */
final class RecordMapping {

	private final List<Field> fields = new ArrayList<>();

	private final List<String> names;

	private final PreparedCall constructor;

	/**
	 * A field.
	 *
	 * @param component where the component stands in the Java record
	 * @param accessor gives its value
	 * @param mapping of its values
	 */
	private record Field(int component, PreparedCall accessor, ValueMapping mapping) {
	}

	private RecordMapping(RecordType type, Class<?> java) {
		RecordComponent[] components = java.getRecordComponents();
		this.names = type.fields().stream().map(RecordType.Field::name).toList();
		for (RecordType.Field field : type.fields()) {
			int component = 0;
			while (component < components.length && !JavaNames.isOf(field.name(), components[component].getName())) {
				component++;
			}
			if (component == components.length) {
				throw new MisfitException(java.getName() + " has no component for the field " + field.name()
						+ ", such as " + JavaTypes.describe(field.type()) + " " + JavaNames.camelCase(field.name()));
			}
			RecordComponent found = components[component];
			ValueMapping mapping = ValueMappings.ofPart(field.name(), field.type(), found.getGenericType());
			this.fields.add(new Field(component, PreparedCall.of(found.getAccessor()), mapping));
		}
		if (components.length != this.fields.size()) {
			throw new MisfitException(java.getName() + " has " + components.length + " components; those of " + type
					+ " are wanted and no others");
		}
		this.constructor = PreparedCall.of(constructor(java, components));
	}

	static ValueMapping of(RecordType type, Class<?> java) {
		RecordMapping mapping = new RecordMapping(type, java);
		return new ValueMapping(mapping::toJava, mapping::toWit);
	}

	private static Constructor<?> constructor(Class<?> java, RecordComponent[] components) {
		try {
			return java
				.getDeclaredConstructor(Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(java + " is a record without its constructor", ex);
		}
	}

	private Object toJava(Object value) {
		List<Object> values = ((RecordValue) value).values();
		@Nullable Object[] arguments = new @Nullable Object[values.size()];
		for (int i = 0; i < arguments.length; i++) {
			Field field = this.fields.get(i);
			arguments[field.component()] = field.mapping().toJava(values.get(i));
		}
		return Objects.requireNonNull(this.constructor.call(arguments));
	}

	private Object toWit(Object value) {
		List<Object> values = new ArrayList<>(this.fields.size());
		for (Field field : this.fields) {
			values.add(field.mapping().toWit(field.accessor().call(value)));
		}
		return new RecordValue(this.names, values);
	}

}
