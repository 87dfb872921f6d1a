package dev.theater.component.binary;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A canonical built-in that the format knows and this host refuses (Binary.md, canonical
 * definitions).
 *
 * @param name its name, with the feature that it belongs to
 * @param operands what follows the opcode, a letter each: i an index, b a flag of 0 or 1,
 * o options, r a result, v a core value type
 */
record CanonBuiltIn(String name, String operands) {

	private static final Map<Integer, CanonBuiltIn> BY_OPCODE = new HashMap<>();

	static {
		async(0x05, "task.cancel", "");
		async(0x06, "subtask.cancel", "b");
		async(0x09, "task.return", "ro");
		async(0x0a, "context.get", "vi");
		async(0x0b, "context.set", "vi");
		async(0x0c, "thread.yield", "b");
		async(0x0d, "subtask.drop", "");
		ends(0x0e, "stream");
		ends(0x15, "future");
		add(0x1c, "error-context.new", "o");
		add(0x1d, "error-context.debug-message", "o");
		add(0x1e, "error-context.drop", "");
		async(0x1f, "waitable-set.new", "");
		async(0x20, "waitable-set.wait", "bi");
		async(0x21, "waitable-set.poll", "bi");
		async(0x22, "waitable-set.drop", "");
		async(0x23, "waitable.join", "");
		async(0x24, "backpressure.inc", "");
		async(0x25, "backpressure.dec", "");
		threads(0x26, "thread.index", "");
		threads(0x27, "thread.new-indirect", "ii");
		threads(0x28, "thread.resume-later", "");
		threads(0x29, "thread.suspend", "b");
		threads(0x2a, "thread.suspend-then-resume", "b");
		threads(0x2b, "thread.yield-then-resume", "b");
		threads(0x2c, "thread.suspend-then-promote", "b");
		threads(0x2d, "thread.yield-then-promote", "b");
		threads(0x40, "thread.spawn-ref", "i");
		threads(0x41, "thread.spawn-indirect", "ii");
		threads(0x42, "thread.available-parallelism", "");
	}

	private static void ends(int first, String kind) {
		async(first, kind + ".new", "i");
		async(first + 1, kind + ".read", "io");
		async(first + 2, kind + ".write", "io");
		async(first + 3, kind + ".cancel-read", "ib");
		async(first + 4, kind + ".cancel-write", "ib");
		async(first + 5, kind + ".drop-readable", "i");
		async(first + 6, kind + ".drop-writable", "i");
	}

	private static void async(int opcode, String name, String operands) {
		add(opcode, name + " (async)", operands);
	}

	private static void threads(int opcode, String name, String operands) {
		add(opcode, name + " (threads)", operands);
	}

	private static void add(int opcode, String name, String operands) {
		BY_OPCODE.put(opcode, new CanonBuiltIn(name, operands));
	}

	static @Nullable CanonBuiltIn of(int opcode) {
		return BY_OPCODE.get(opcode);
	}

}
