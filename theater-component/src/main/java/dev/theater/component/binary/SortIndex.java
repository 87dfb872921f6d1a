package dev.theater.component.binary;

/**
 * An index into the space of a sort.
 *
 * @param sort the space
 * @param index the index, an unsigned 32-bit number
 */
public record SortIndex(Sort sort, long index) {

	@Override
	public String toString() {
		return this.sort + " " + this.index;
	}

}
