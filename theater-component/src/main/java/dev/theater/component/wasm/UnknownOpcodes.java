package dev.theater.component.wasm;

import org.jspecify.annotations.Nullable;

/**
 * Proposals whose instructions the engine's parser does not know. A module that uses one
 * is not broken, so its refusal should not say so.
 */
final class UnknownOpcodes {

	private UnknownOpcodes() {
	}

	/**
	 * Whose instruction it is.
	 * @param code the first byte
	 * @return the proposal's name, null for none that is known here
	 */
	static @Nullable String proposal(int code) {
		return switch (code) {
			case 0x06, 0x07, 0x09, 0x18, 0x19 ->
				"legacy exceptions (opcode 0x%02x, replaced by try_table)".formatted(code);
			case 0xe0, 0xe1, 0xe2, 0xe3, 0xe4, 0xe5, 0xe6 ->
				"stack switching (opcode 0x" + Integer.toHexString(code) + ")";
			default -> null;
		};
	}

	/**
	 * Whose instruction it is.
	 * @param prefix the first byte, 0xfb or more
	 * @param code the number after it
	 * @return the proposal's name, null for none that is known here
	 */
	static @Nullable String proposal(int prefix, long code) {
		String text = " (opcode 0x" + Integer.toHexString(prefix) + " " + code + ")";
		if (prefix == 0xfc && code >= 0x13 && code <= 0x16) {
			return "wide arithmetic" + text;
		}
		return (prefix == 0xfd && code >= 0x100 && code <= 0x113) ? "relaxed SIMD" + text : null;
	}

}
