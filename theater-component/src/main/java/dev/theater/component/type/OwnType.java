package dev.theater.component.type;

import java.util.List;

/**
 * {@code own<R>}: the handle is given away. Present in types, refused by the validator.
 */
public final class OwnType extends CompositeType {

	private static final Layout LAYOUT = new Layout(4, 4, List.of(FlatType.I32));

	private final ResourceType resource;

	/**
	 * A handle type.
	 * @param resource the resource, compared by identity
	 */
	public OwnType(ResourceType resource) {
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
		return this.resource == ((OwnType) other).resource;
	}

	@Override
	void print(WitText text) {
		text.text("own<").text(this.resource.name()).text(">");
	}

}
