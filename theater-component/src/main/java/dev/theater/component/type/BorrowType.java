package dev.theater.component.type;

import java.util.List;

/**
 * {@code borrow<R>}: the handle is lent for the call. Present in types, refused by the
 * validator.
 */
public final class BorrowType extends CompositeType {

	private static final Layout LAYOUT = new Layout(4, 4, List.of(FlatType.I32));

	private final ResourceType resource;

	/**
	 * A handle type.
	 * @param resource the resource, compared by identity
	 */
	public BorrowType(ResourceType resource) {
		super(LAYOUT, System.identityHashCode(resource), List.of(), true);
		this.resource = resource;
	}

	/**
	 * The resource.
	 * @return compared by identity
	 */
	public ResourceType resource() {
		return this.resource;
	}

	@Override
	boolean sameAs(CompositeType other) {
		return this.resource == ((BorrowType) other).resource;
	}

	@Override
	void print(WitText text) {
		text.text("borrow<").text(this.resource.name()).text(">");
	}

}
