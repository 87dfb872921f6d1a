package dev.theater.component.validation;

/** The groups of rules that a component can break. */
public enum ValidationRule {

	/** An index points outside its index space. */
	INDEX("index space"),
	/** Something of one sort stands where another is needed. */
	SORT("sort"),
	/** A name does not follow the grammar. */
	NAME("name"),
	/** Two names in one scope are not strongly unique. */
	UNIQUE_NAMES("unique names"),
	/** A type is not well-formed. */
	TYPE("type"),
	/** An import or export refers to a type that has no name outside. */
	VISIBILITY("external visibility"),
	/** Options of a canonical definition are missing, repeated or wrong. */
	CANON_OPTIONS("canonical options"),
	/** A core function's type does not fit a component-level function type. */
	CORE_SIGNATURE("core signature"),
	/** An instantiation's arguments do not fit the imports. */
	INSTANTIATION("instantiation"),
	/** An alias points at nothing, or at what may not be aliased. */
	ALIAS("alias"),
	/** An export does not fit the type that it is given. */
	EXPORT("export"),
	/** A core module inside the component is invalid. */
	CORE_MODULE("core module"),
	/** A core module's canonical names cannot be understood. */
	CANONICAL_NAMES("canonical names"),
	/** The component needs more than this host allows. */
	LIMIT("limit");

	private final String text;

	ValidationRule(String text) {
		this.text = text;
	}

	/**
	 * The group's name in messages.
	 * @return such as {@code unique names}
	 */
	@Override
	public String toString() {
		return this.text;
	}

}
