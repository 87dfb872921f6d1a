package dev.theater.host;

import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * How values of a WIT type become values of a Java type and back. Found once, when a
 * handler is set up.
 *
 * @param part that has the type, for messages; empty where it needs no name
 * @param in from the value that a guest gave
 * @param out to a value for a guest
 */
record ValueMapping(String part, UnaryOperator<Object> in, UnaryOperator<Object> out) {

	ValueMapping(UnaryOperator<Object> in, UnaryOperator<Object> out) {
		this("", in, out);
	}

	ValueMapping named(String name) {
		return new ValueMapping(name, this.in, this.out);
	}

	/**
	 * @throws IllegalArgumentException if the Java type cannot hold the value
	 */
	Object toJava(Object value) {
		try {
			return this.in.apply(value);
		}
		catch (IllegalArgumentException ex) {
			throw within(ex);
		}
	}

	/**
	 * @throws IllegalArgumentException if it is no value of the WIT type
	 */
	Object toWit(@Nullable Object value) {
		try {
			if (value == null) {
				throw new IllegalArgumentException("null; what is absent is Optional.empty(), of the WIT type option");
			}
			return this.out.apply(value);
		}
		catch (IllegalArgumentException ex) {
			throw within(ex);
		}
	}

	private IllegalArgumentException within(IllegalArgumentException ex) {
		return this.part.isEmpty() ? ex : new IllegalArgumentException(this.part + ": " + ex.getMessage(), ex);
	}

}
