package dev.theater.component.binary;

/** What an index points at: each sort has its own index space. */
public enum Sort {

	/** A core function. */
	CORE_FUNCTION("core func"),
	/** A core table. */
	CORE_TABLE("core table"),
	/** A core memory. */
	CORE_MEMORY("core memory"),
	/** A core global. */
	CORE_GLOBAL("core global"),
	/** A core exception tag. */
	CORE_TAG("core tag"),
	/** A core type. */
	CORE_TYPE("core type"),
	/** A core module. */
	CORE_MODULE("core module"),
	/** A core instance. */
	CORE_INSTANCE("core instance"),
	/** A component-level function. */
	FUNCTION("func"),
	/** A component-level value, a feature that is refused. */
	VALUE("value"),
	/** A component-level type. */
	TYPE("type"),
	/** A component. */
	COMPONENT("component"),
	/** A component instance. */
	INSTANCE("instance");

	private final String text;

	Sort(String text) {
		this.text = text;
	}

	/**
	 * Whether the index space belongs to core WebAssembly.
	 * @return true for the core sorts
	 */
	public boolean isCore() {
		return compareTo(FUNCTION) < 0;
	}

	/**
	 * The sort as the text format writes it.
	 * @return such as {@code core func}
	 */
	@Override
	public String toString() {
		return this.text;
	}

}
