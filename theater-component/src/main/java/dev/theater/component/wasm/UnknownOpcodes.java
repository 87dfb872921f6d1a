package dev.theater.component.wasm;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Proposals whose instructions the engine's parser does not know. A module that uses one
 * is not broken, so its refusal should not say so.
 */
final class UnknownOpcodes {

	private static final Pattern OPCODE = Pattern.compile("illegal opcode, op value ([0-9A-F]+)");

	private static final Pattern TYPE_FORM = Pattern.compile("Invalid composite type\\. Form 0x5D\\b");

	private UnknownOpcodes() {
	}

	/**
	 * Looks at what the parser says of a module.
	 * @param message the parser's words
	 * @return the proposal's name, null when the bytes belong to none that is known
	 */
	static @Nullable String proposal(String message) {
		if (TYPE_FORM.matcher(message).find()) {
			return "stack switching (a continuation type)";
		}
		Matcher opcode = OPCODE.matcher(message);
		return opcode.find() ? of(Integer.parseInt(opcode.group(1), 16)) : null;
	}

	private static @Nullable String of(int opcode) {
		return switch (opcode) {
			case 0x06, 0x07, 0x09, 0x18, 0x19 -> "legacy exceptions (opcode 0x%02x, replaced by try_table)".formatted(opcode);
			case 0xe0, 0xe1, 0xe2, 0xe3, 0xe4, 0xe5, 0xe6 ->
				"stack switching (opcode 0x" + Integer.toHexString(opcode) + ")";
			case 0xfc13, 0xfc14, 0xfc15, 0xfc16 -> "wide arithmetic (opcode 0x" + Integer.toHexString(opcode) + ")";
			default -> null;
		};
	}

}
