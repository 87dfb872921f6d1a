package dev.theater.component.type;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A value of a flags type.
 *
 * @param names the names of the flags that are set
 */
public record FlagsValue(Set<String> names) {

	/**
	 * Copies, keeping the order.
	 */
	public FlagsValue {
		names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
	}

	/**
	 * Flags that are set.
	 * @param names their names
	 * @return the value
	 */
	public static FlagsValue of(String... names) {
		return new FlagsValue(new LinkedHashSet<>(List.of(names)));
	}

	@Override
	public String toString() {
		return this.names.toString();
	}

}
