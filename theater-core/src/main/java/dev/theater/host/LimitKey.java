package dev.theater.host;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** A {@link GrantKey} that sets a limit, which is least if absent for a child. */
record LimitKey<T extends Comparable<T>>(String name, T absent, T least, T most, Function<Object, T> reader,
		Function<T, String> shower) implements GrantKey<T> {

	@Override
	public T read(Object value) {
		T read = this.reader.apply(value);
		if (read.compareTo(this.least) < 0 || read.compareTo(this.most) > 0) {
			throw new IllegalArgumentException(
					"is " + shown(read) + "; it must be from " + shown(this.least) + " to " + shown(this.most));
		}
		return read;
	}

	@Override
	public T absent(T parents) {
		return (this.absent.compareTo(parents) > 0) ? parents : this.absent;
	}

	@Override
	public Optional<String> beyond(T own, T parents) {
		return (own.compareTo(parents) > 0) ? Optional.of(this.name + " = " + shown(own)) : Optional.empty();
	}

	@Override
	public String shown(T value) {
		return this.shower.apply(value);
	}

	static Long readSize(Object value) {
		return quantity(value, "a size like \"64MB\" or \"16KB\"", Quantity::size);
	}

	static Duration readDuration(Object value) {
		return quantity(value, "a duration like \"5s\", \"100ms\" or \"1m\"", Quantity::duration);
	}

	static Long readCount(Object value) {
		if (value instanceof Long number) {
			return number;
		}
		throw new IllegalArgumentException("is " + ShownValue.of(value) + "; it must be a whole number");
	}

	private static <T> T quantity(Object value, String wanted, Function<String, T> parser) {
		if (!(value instanceof String || value instanceof Long)) {
			throw new IllegalArgumentException("is " + ShownValue.of(value) + "; it must be " + wanted);
		}
		try {
			return parser.apply(value.toString().strip());
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("is " + ShownValue.of(value) + ", which " + ex.getMessage(), ex);
		}
	}
}
