package dev.theater.component.type;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Equality, hash and description of values by content, {@code byte[]} included. */
final class Content {

	private static final int MAX_SHOWN = 16;

	private static final int MAX_TEXT = 60;

	private Content() {
	}

	static boolean same(@Nullable Object one, @Nullable Object two) {
		if (one instanceof byte[] bytes) {
			return two instanceof byte[] others && Arrays.equals(bytes, others);
		}
		if (one instanceof Optional<?> option) {
			return two instanceof Optional<?> other && same(option.orElse(null), other.orElse(null));
		}
		if (one instanceof List<?> list) {
			return two instanceof List<?> other && sameItems(list, other);
		}
		return Objects.equals(one, two);
	}

	static int hash(@Nullable Object value) {
		if (value instanceof byte[] bytes) {
			return Arrays.hashCode(bytes);
		}
		if (value instanceof Optional<?> option) {
			return 31 + hash(option.orElse(null));
		}
		if (value instanceof List<?> list) {
			int code = 1;
			for (Object item : list) {
				code = code * 31 + hash(item);
			}
			return code;
		}
		return Objects.hashCode(value);
	}

	/** An unmodifiable copy; values of components are never null. */
	static List<Object> copy(List<?> values, String what) {
		try {
			return List.copyOf(values);
		}
		catch (NullPointerException ex) {
			int index = 0;
			while (index < values.size() && values.get(index) != null) {
				index++;
			}
			throw new IllegalArgumentException(
					what + " " + index + " is null; an absent value is Optional.empty(), of the type option", ex);
		}
	}

	/** Short, and never a payload's bytes. */
	static String describe(@Nullable Object value) {
		if (value instanceof byte[] bytes) {
			return bytes.length + " bytes";
		}
		if (value instanceof String text) {
			return text.length() <= MAX_TEXT ? "\"" + text + "\""
					: "\"" + text.substring(0, MAX_TEXT) + "…\" (" + text.length() + " chars)";
		}
		if (value instanceof Optional<?> option) {
			return option.isEmpty() ? "none" : "some(" + describe(option.get()) + ")";
		}
		if (value instanceof List<?> list) {
			return "[" + describeItems(list) + "]";
		}
		return String.valueOf(value);
	}

	static String describeItems(List<?> items) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < Math.min(items.size(), MAX_SHOWN); i++) {
			text.append(i == 0 ? "" : ", ").append(describe(items.get(i)));
		}
		if (items.size() > MAX_SHOWN) {
			text.append(", … (").append(items.size()).append(" items)");
		}
		return text.toString();
	}

	private static boolean sameItems(List<?> one, List<?> two) {
		if (one.size() != two.size()) {
			return false;
		}
		var others = two.iterator();
		for (Object item : one) {
			if (!same(item, others.next())) {
				return false;
			}
		}
		return true;
	}

}
