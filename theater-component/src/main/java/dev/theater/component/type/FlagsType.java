package dev.theater.component.type;

import java.util.List;

/** {@code flags} of one to 32 names; in Java {@link FlagsValue}. */
public final class FlagsType extends CompositeType {

	/** The standard's limit since the canonical ABI gave up larger sets. */
	public static final int MAX_FLAGS = 32;

	private final List<String> names;

	/**
	 * A flags type.
	 * @param names the flags' names from the lowest bit up, 1 to 32, strongly unique
	 */
	public FlagsType(List<String> names) {
		super(layoutOf(Label.notEmpty(names, "flags", "name").size()), names.hashCode(), List.of(), false);
		Label.requireUnique(names, "flag");
		this.names = List.copyOf(names);
	}

	/**
	 * A flags type.
	 * @param names the flags' names from the lowest bit up, 1 to 32, strongly unique
	 * @return the type
	 */
	public static FlagsType of(String... names) {
		return new FlagsType(List.of(names));
	}

	/**
	 * The flags' names from the lowest bit up.
	 * @return unmodifiable
	 */
	public List<String> names() {
		return this.names;
	}

	private static Layout layoutOf(int flags) {
		if (flags > MAX_FLAGS) {
			throw new IllegalArgumentException("flags with " + flags + " names; at most " + MAX_FLAGS + " are allowed");
		}
		int size = 4;
		if (flags <= 16) {
			size = flags <= 8 ? 1 : 2;
		}
		return new Layout(size, size, List.of(FlatType.I32));
	}

	@Override
	boolean sameAs(CompositeType other) {
		return this.names.equals(((FlagsType) other).names);
	}

	@Override
	void print(WitText text) {
		text.text("flags { ");
		for (int i = 0; i < this.names.size(); i++) {
			text.text(i == 0 ? "" : ", ").text(this.names.get(i));
		}
		text.text(" }");
	}

}
