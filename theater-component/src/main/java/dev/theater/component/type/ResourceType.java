package dev.theater.component.type;

/** A resource. Two resources are the same only when they are the same object. */
public final class ResourceType {

	private final String name;

	/**
	 * A fresh resource, unequal to every other.
	 * @param name for messages
	 */
	public ResourceType(String name) {
		this.name = name;
	}

	/**
	 * The name for messages.
	 * @return not an identity
	 */
	public String name() {
		return this.name;
	}

	@Override
	public String toString() {
		return "resource " + this.name;
	}

}
