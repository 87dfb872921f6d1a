package dev.theater.component.validation;

import java.util.HashMap;
import java.util.Map;

/** The names of one scope, which have to be strongly unique. */
final class NameTable {

	private final String what;

	private final Map<String, String> seen = new HashMap<>();

	NameTable(String what) {
		this.what = what;
	}

	void add(String name, long offset) {
		String previous = this.seen.putIfAbsent(ExternName.comparable(name), name);
		if (previous != null) {
			throw new InvalidComponentException(ValidationRule.UNIQUE_NAMES, "the " + this.what + " \"" + name
					+ "\" where there already is \"" + previous + "\"; names may not differ in case only", offset);
		}
	}

}
