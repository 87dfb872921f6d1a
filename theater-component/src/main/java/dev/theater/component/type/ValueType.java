package dev.theater.component.type;

/**
 * A component-level value type. Two types are equal when they have the same structure,
 * names and order included; resources are equal by identity. A type that exists is valid:
 * the constructors refuse what the standard's validation refuses.
 * <p>
 * Layout, effective size, depth and hash are computed once, at construction, so that a
 * type whose tree is large but whose graph is small costs no more than its graph.
 */
public sealed interface ValueType permits PrimitiveType, CompositeType {

	/** The largest effective size of a type: the number of nodes of its tree. */
	int MAX_EFFECTIVE_SIZE = 1_000_000;

	/** The largest depth of a type's tree. */
	int MAX_DEPTH = 100;

	/** Every element size in linear memory is below this number of bytes. */
	int ELEMENT_SIZE_LIMIT = 1 << 28;

	/**
	 * How values of the type lie in linear memory and in core parameters.
	 * @return size, alignment and flat types
	 */
	Layout layout();

	/**
	 * The number of nodes of the type's tree, shared parts counted each time.
	 * @return 1 or more, never above {@link #MAX_EFFECTIVE_SIZE}
	 */
	int effectiveSize();

	/**
	 * The depth of the type's tree.
	 * @return 1 for a primitive type, never above {@link #MAX_DEPTH}
	 */
	int depth();

	/**
	 * Whether a handle of a resource occurs anywhere in the type.
	 * @return true with {@code own} or {@code borrow} inside
	 */
	boolean containsHandle();

	/**
	 * Whether values of the type carry pointers into linear memory.
	 * @return true with a list or {@code string} inside
	 */
	boolean containsPointer();

}
