package dev.theater.component;

import dev.theater.component.wasm.GuestWatch;
import dev.theater.component.wasm.MemoryBudget;
import dev.theater.component.wasm.WasmLimits;
import org.jspecify.annotations.Nullable;

/**
 * What an instance may use and whom it belongs to.
 *
 * @param limits over all its memories and tables
 * @param shared heap that it shares with other instances; one that is not unlimited gets
 * it back when the instance is closed
 * @param maxTransferBytes the host's bytes for the values of one call, both ways
 * @param watch told whenever control passes into guest code and out of it
 * @param attachment handed to host functions, may be null
 */
public record InstanceOptions(WasmLimits limits, MemoryBudget shared, long maxTransferBytes, GuestWatch watch,
		@Nullable Object attachment) {

	/** 16 MiB of values per call. */
	public static final long DEFAULT_TRANSFER_BYTES = 16L << 20;

	/** Default limits, no watch, no attachment. */
	public static final InstanceOptions DEFAULTS = new InstanceOptions(WasmLimits.DEFAULTS, MemoryBudget.UNLIMITED,
			DEFAULT_TRANSFER_BYTES, GuestWatch.NONE, null);

	/**
	 * Checks the budget.
	 */
	public InstanceOptions {
		if (maxTransferBytes < 0) {
			throw new IllegalArgumentException("maxTransferBytes is " + maxTransferBytes + ", must be 0 or more");
		}
	}

	/**
	 * The same with other limits.
	 * @param limits over all memories and tables
	 * @return new options
	 */
	public InstanceOptions withLimits(WasmLimits limits) {
		return new InstanceOptions(limits, this.shared, this.maxTransferBytes, this.watch, this.attachment);
	}

	/**
	 * The same with a budget of heap in common with others.
	 * @param shared what they share
	 * @return new options
	 */
	public InstanceOptions withShared(MemoryBudget shared) {
		return new InstanceOptions(this.limits, shared, this.maxTransferBytes, this.watch, this.attachment);
	}

	/**
	 * The same with another budget of values.
	 * @param bytes per call, both ways
	 * @return new options
	 */
	public InstanceOptions withMaxTransferBytes(long bytes) {
		return new InstanceOptions(this.limits, this.shared, bytes, this.watch, this.attachment);
	}

	/**
	 * The same with another watch.
	 * @param watch told whenever control passes into guest code and out of it
	 * @return new options
	 */
	public InstanceOptions withWatch(GuestWatch watch) {
		return new InstanceOptions(this.limits, this.shared, this.maxTransferBytes, watch, this.attachment);
	}

	/**
	 * The same with another attachment.
	 * @param attachment handed to host functions
	 * @return new options
	 */
	public InstanceOptions withAttachment(@Nullable Object attachment) {
		return new InstanceOptions(this.limits, this.shared, this.maxTransferBytes, this.watch, attachment);
	}

}
