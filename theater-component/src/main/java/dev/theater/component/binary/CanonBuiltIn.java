package dev.theater.component.binary;

import java.util.Map;

import dev.theater.component.type.ComponentException;
import dev.theater.component.type.UnsupportedFeatureException;

/**
 * The canonical built-ins that the format knows and this host refuses, by opcode
 * (Binary.md, canonical definitions).
 */
final class CanonBuiltIn {

	private static final Map<Integer, String> NAMES = Map.ofEntries(Map.entry(0x05, "task.cancel (async)"),
			Map.entry(0x06, "subtask.cancel (async)"), Map.entry(0x07, "resource.drop async (async)"),
			Map.entry(0x09, "task.return (async)"), Map.entry(0x0a, "context.get (async)"),
			Map.entry(0x0b, "context.set (async)"), Map.entry(0x0c, "thread.yield (async)"),
			Map.entry(0x0d, "subtask.drop (async)"), Map.entry(0x0e, "stream.new (async)"),
			Map.entry(0x0f, "stream.read (async)"), Map.entry(0x10, "stream.write (async)"),
			Map.entry(0x11, "stream.cancel-read (async)"), Map.entry(0x12, "stream.cancel-write (async)"),
			Map.entry(0x13, "stream.drop-readable (async)"), Map.entry(0x14, "stream.drop-writable (async)"),
			Map.entry(0x15, "future.new (async)"), Map.entry(0x16, "future.read (async)"),
			Map.entry(0x17, "future.write (async)"), Map.entry(0x18, "future.cancel-read (async)"),
			Map.entry(0x19, "future.cancel-write (async)"), Map.entry(0x1a, "future.drop-readable (async)"),
			Map.entry(0x1b, "future.drop-writable (async)"), Map.entry(0x1c, "error-context.new"),
			Map.entry(0x1d, "error-context.debug-message"), Map.entry(0x1e, "error-context.drop"),
			Map.entry(0x1f, "waitable-set.new (async)"), Map.entry(0x20, "waitable-set.wait (async)"),
			Map.entry(0x21, "waitable-set.poll (async)"), Map.entry(0x22, "waitable-set.drop (async)"),
			Map.entry(0x23, "waitable.join (async)"), Map.entry(0x24, "backpressure.inc (async)"),
			Map.entry(0x25, "backpressure.dec (async)"), Map.entry(0x26, "thread.index (threads)"),
			Map.entry(0x27, "thread.new-indirect (threads)"), Map.entry(0x28, "thread.resume-later (threads)"),
			Map.entry(0x29, "thread.suspend (threads)"), Map.entry(0x2a, "thread.suspend-then-resume (threads)"),
			Map.entry(0x2b, "thread.yield-then-resume (threads)"),
			Map.entry(0x2c, "thread.suspend-then-promote (threads)"),
			Map.entry(0x2d, "thread.yield-then-promote (threads)"), Map.entry(0x2e, "stream.forward (async)"),
			Map.entry(0x2f, "future.forward (async)"), Map.entry(0x40, "thread.spawn-ref (threads)"),
			Map.entry(0x41, "thread.spawn-indirect (threads)"),
			Map.entry(0x42, "thread.available-parallelism (threads)"));

	private CanonBuiltIn() {
	}

	static ComponentException refusal(int opcode, long offset) {
		String name = NAMES.get(opcode);
		if (name != null) {
			return new UnsupportedFeatureException("the built-in " + name, offset);
		}
		return new MalformedComponentException(
				"0x" + Integer.toHexString(opcode) + " where a canonical definition should begin", offset);
	}

}
