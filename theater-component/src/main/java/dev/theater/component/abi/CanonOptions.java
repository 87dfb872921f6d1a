package dev.theater.component.abi;

import dev.theater.component.wasm.GuestMemory;
import dev.theater.component.wasm.WasmFunction;
import org.jspecify.annotations.Nullable;

/**
 * The options of a {@code canon lift} or {@code canon lower}. Which are needed depends on
 * the function's type and is checked by validation; one that is missing here when it is
 * needed is a trap.
 *
 * @param memory where lists and strings are
 * @param realloc the guest's allocator, {@code (i32, i32, i32, i32) -> i32}
 * @param postReturn called with the core results once they are lifted; of lifts only
 * @param encoding how strings are encoded
 */
public record CanonOptions(@Nullable GuestMemory memory, @Nullable WasmFunction realloc,
		@Nullable WasmFunction postReturn, StringEncoding encoding) {

	/** Neither memory nor allocator; strings would be UTF-8. */
	public static final CanonOptions NONE = new CanonOptions(null, null, null, StringEncoding.UTF8);

}
