package dev.theater.component.type;

/**
 * A value of an enum type.
 *
 * @param caseName the case's name, as in the type
 */
public record EnumValue(String caseName) {

	@Override
	public String toString() {
		return this.caseName;
	}

}
