package dev.theater.component.validation;

import java.util.HashMap;
import java.util.Map;

import dev.theater.component.type.FunctionType;
import dev.theater.component.type.UnsupportedFeatureException;
import dev.theater.component.type.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * What one validation shares. Equal types are one object, so that comparing them is cheap
 * however large their trees are; the work on types that are made by replacing parts is
 * bounded; and what this host does not support is kept until the rest is known to be
 * valid.
 */
final class TypePool {

	/**
	 * A component of a megabyte can ask for very many; honest ones need some thousand.
	 */
	private static final int MAX_REPLACED = 500_000;

	private final Map<ValueType, ValueType> values = new HashMap<>();

	private final Map<FunctionType, FunctionType> functions = new HashMap<>();

	private int replaced;

	private @Nullable UnsupportedFeatureException unsupported;

	ValueType intern(ValueType type) {
		ValueType known = this.values.putIfAbsent(type, type);
		return (known != null) ? known : type;
	}

	FunctionType intern(FunctionType type) {
		FunctionType known = this.functions.putIfAbsent(type, type);
		return (known != null) ? known : type;
	}

	/** Counts definitions that are looked at to replace parts of them. */
	void charge(int definitions) {
		this.replaced += definitions;
		if (this.replaced > MAX_REPLACED) {
			throw new InvalidComponentException(ValidationRule.LIMIT,
					"instantiations in which more than " + MAX_REPLACED + " types take part", -1);
		}
	}

	/** Remembers the first feature that is not supported. */
	void unsupported(String feature, long offset) {
		if (this.unsupported == null) {
			this.unsupported = new UnsupportedFeatureException(feature, offset);
		}
	}

	/** Refuses what was remembered. */
	void requireSupported() {
		if (this.unsupported != null) {
			throw this.unsupported;
		}
	}

}
