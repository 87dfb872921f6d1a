package dev.theater.component.abi;

/**
 * Core values in a row, written and read from the front. Values of 32 bits are written
 * zero extended and read by their low half, which makes every coercion between the joined
 * types of a variant's payloads the identity.
 */
final class FlatValues {

	private final long[] slots;

	private int position;

	FlatValues(long[] slots) {
		this.slots = slots;
	}

	void put(long value) {
		this.slots[this.position++] = value;
	}

	void putInt(int value) {
		this.slots[this.position++] = value & 0xffff_ffffL;
	}

	long next() {
		return this.slots[this.position++];
	}

	int nextInt() {
		return (int) this.slots[this.position++];
	}

	long nextUnsigned() {
		return this.slots[this.position++] & 0xffff_ffffL;
	}

	int position() {
		return this.position;
	}

	void skipTo(int slot) {
		this.position = slot;
	}

	/** Writes zeros up to a slot, for what a variant's case does not use. */
	void padTo(int slot) {
		while (this.position < slot) {
			this.slots[this.position++] = 0;
		}
	}

}
