package dev.theater.component.wasm;

import org.jspecify.annotations.Nullable;

/**
 * Proposals whose instructions the engine does not know. A module that uses one
 * is not broken, so its refusal should not say so.
 */
final class UnknownOpcodes {

	private UnknownOpcodes() {
	}

	/**
	 * The proposal that an instruction belongs to.
	 * @param opcode with its prefix in the second byte
	 * @return the proposal's name, null when no known one has it
	 */
	static @Nullable String proposal(int opcode) {
		return switch (opcode) {
			case 0x06, 0x07, 0x09, 0x18, 0x19 -> "legacy exceptions (opcode 0x%02x, replaced by try_table)".formatted(opcode);
			case 0xe0, 0xe1, 0xe2, 0xe3, 0xe4, 0xe5, 0xe6 ->
				"stack switching (opcode 0x" + Integer.toHexString(opcode) + ")";
			case 0xfc13, 0xfc14, 0xfc15, 0xfc16 -> "wide arithmetic (opcode 0x" + Integer.toHexString(opcode) + ")";
			default -> null;
		};
	}

}
