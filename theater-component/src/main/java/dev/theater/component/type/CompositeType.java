package dev.theater.component.type;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** A type that is made of others or of names: what all of them compute once. */
public abstract sealed class CompositeType implements ValueType permits ListType, RecordType, TupleType, VariantType,
		EnumType, OptionType, ResultType, FlagsType, OwnType, BorrowType {

	private final Layout layout;

	private final int effectiveSize;

	private final int depth;

	private final boolean handle;

	private final boolean pointer;

	private final int hash;

	CompositeType(Layout layout, int ownHash, List<? extends @Nullable ValueType> parts, boolean handle) {
		long size = 1;
		int deepest = 0;
		boolean inside = handle;
		boolean points = this instanceof ListType;
		int code = getClass().getName().hashCode() * 31 + ownHash;
		for (ValueType part : parts) {
			code = code * 31 + (part != null ? part.hashCode() : 7);
			if (part != null) {
				size += part.effectiveSize();
				deepest = Math.max(deepest, part.depth());
				inside |= part.containsHandle();
				points |= part.containsPointer();
			}
		}
		if (size > MAX_EFFECTIVE_SIZE) {
			throw new IllegalArgumentException(
					"a type of " + size + " nodes; the effective size of a type is at most " + MAX_EFFECTIVE_SIZE);
		}
		if (deepest >= MAX_DEPTH) {
			throw new IllegalArgumentException("a type nested deeper than " + MAX_DEPTH + " levels");
		}
		this.layout = layout;
		this.effectiveSize = (int) size;
		this.depth = deepest + 1;
		this.handle = inside;
		this.pointer = points;
		this.hash = code;
	}

	/** Equality of the parts; the class and the hash have been compared. */
	abstract boolean sameAs(CompositeType other);

	/** Writes the type as WIT. */
	abstract void print(WitText text);

	@Override
	public final Layout layout() {
		return this.layout;
	}

	@Override
	public final int effectiveSize() {
		return this.effectiveSize;
	}

	@Override
	public final int depth() {
		return this.depth;
	}

	@Override
	public final boolean containsHandle() {
		return this.handle;
	}

	@Override
	public final boolean containsPointer() {
		return this.pointer;
	}

	@Override
	public final boolean equals(@Nullable Object other) {
		if (this == other) {
			return true;
		}
		return other instanceof CompositeType type && type.getClass() == getClass() && type.hash == this.hash
				&& sameAs(type);
	}

	@Override
	public final int hashCode() {
		return this.hash;
	}

	/**
	 * The type in WIT, anonymous types written where they are used; cut with an ellipsis
	 * after some thousand characters.
	 * @return such as {@code result<tuple<option<list<u8>>>, string>}
	 */
	@Override
	public final String toString() {
		return new WitText().type(this).toString();
	}

}
