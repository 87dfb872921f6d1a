package dev.theater.component.wasm;

/**
 * Sees to it that host code which a guest calls has stack to run on. A guest chooses how
 * deep it is when it calls; without a reserve it could have the stack overflow at any
 * point of the host's code, in the middle of what others depend on: a lock, a class
 * initialiser.
 */
final class StackReserve {

	/** Frames of about 100 bytes or more: some 100 KB. */
	private static final int FRAMES = 1000;

	private StackReserve() {
	}

	/**
	 * Touches the stack that a host function may need.
	 * @throws StackOverflowError if it is not there; nothing has been begun then
	 */
	static void require() {
		touch(FRAMES, 1, 2, 3, 4, 5, 6);
	}

	private static long touch(int frames, long a, long b, long c, long d, long e, long f) {
		return (frames == 0) ? a + f : touch(frames - 1, b, c, d, e, f, a) + b + d;
	}

}
