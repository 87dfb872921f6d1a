package dev.theater.component.wasm;

/**
 * Sees to it that host code which a guest calls has stack to run on. A guest chooses how
 * deep it is when it calls; without a reserve it could have the stack overflow at any
 * point of the host's code, in the middle of what others depend on: a lock, a class
 * initialiser.
 */
public final class StackReserve {

	/** Of 450 bytes when compiled and 1,200 when interpreted: 100 KB or more. */
	static final int FRAMES = 240;

	private StackReserve() {
	}

	/**
	 * Touches the stack that a host function may need.
	 * @throws StackOverflowError if it is not there; nothing has been begun then
	 */
	public static void require() {
		touch(FRAMES, 1);
	}

	/**
	 * Touches the stack that it takes to hand something over to another thread: less.
	 * @throws StackOverflowError if it is not there; nothing has been begun then
	 */
	public static void requireToHandOver() {
		touch(FRAMES / 2, 1);
	}

	/**
	 * Calls itself. Frames are large, so that few calls take much stack: the innermost
	 * call needs all of its variables at the same time, and all frames of a method have
	 * the same size.
	 */
	static long touch(int frames, long seed) {
		if (frames > 0) {
			return touch(frames - 1, seed) + 1;
		}
		long v1 = seed * 3, v2 = seed * 5, v3 = seed * 7, v4 = seed * 9, v5 = seed * 11, v6 = seed * 13, v7 = seed * 15,
				v8 = seed * 17, v9 = seed * 19, v10 = seed * 21, v11 = seed * 23, v12 = seed * 25, v13 = seed * 27,
				v14 = seed * 29, v15 = seed * 31, v16 = seed * 33, v17 = seed * 35, v18 = seed * 37, v19 = seed * 39,
				v20 = seed * 41, v21 = seed * 43, v22 = seed * 45, v23 = seed * 47, v24 = seed * 49, v25 = seed * 51,
				v26 = seed * 53, v27 = seed * 55, v28 = seed * 57, v29 = seed * 59, v30 = seed * 61, v31 = seed * 63,
				v32 = seed * 65, v33 = seed * 67, v34 = seed * 69, v35 = seed * 71, v36 = seed * 73, v37 = seed * 75,
				v38 = seed * 77, v39 = seed * 79, v40 = seed * 81, v41 = seed * 83, v42 = seed * 85, v43 = seed * 87,
				v44 = seed * 89, v45 = seed * 91, v46 = seed * 93, v47 = seed * 95, v48 = seed * 97, v49 = seed * 99,
				v50 = seed * 101, v51 = seed * 103, v52 = seed * 105, v53 = seed * 107, v54 = seed * 109,
				v55 = seed * 111, v56 = seed * 113, v57 = seed * 115, v58 = seed * 117, v59 = seed * 119,
				v60 = seed * 121, v61 = seed * 123, v62 = seed * 125, v63 = seed * 127, v64 = seed * 129;
		long sum = v1 + v2 + v3 + v4 + v5 + v6 + v7 + v8 + v9 + v10 + v11 + v12 + v13 + v14 + v15 + v16 + v17 + v18
				+ v19 + v20 + v21 + v22 + v23 + v24 + v25 + v26 + v27 + v28 + v29 + v30 + v31 + v32 + v33 + v34 + v35
				+ v36 + v37 + v38 + v39 + v40 + v41 + v42 + v43 + v44 + v45 + v46 + v47 + v48 + v49 + v50 + v51 + v52
				+ v53 + v54 + v55 + v56 + v57 + v58 + v59 + v60 + v61 + v62 + v63 + v64;
		return (sum ^ v1) + (sum ^ v2) + (sum ^ v3) + (sum ^ v4) + (sum ^ v5) + (sum ^ v6) + (sum ^ v7) + (sum ^ v8)
				+ (sum ^ v9) + (sum ^ v10) + (sum ^ v11) + (sum ^ v12) + (sum ^ v13) + (sum ^ v14) + (sum ^ v15)
				+ (sum ^ v16) + (sum ^ v17) + (sum ^ v18) + (sum ^ v19) + (sum ^ v20) + (sum ^ v21) + (sum ^ v22)
				+ (sum ^ v23) + (sum ^ v24) + (sum ^ v25) + (sum ^ v26) + (sum ^ v27) + (sum ^ v28) + (sum ^ v29)
				+ (sum ^ v30) + (sum ^ v31) + (sum ^ v32) + (sum ^ v33) + (sum ^ v34) + (sum ^ v35) + (sum ^ v36)
				+ (sum ^ v37) + (sum ^ v38) + (sum ^ v39) + (sum ^ v40) + (sum ^ v41) + (sum ^ v42) + (sum ^ v43)
				+ (sum ^ v44) + (sum ^ v45) + (sum ^ v46) + (sum ^ v47) + (sum ^ v48) + (sum ^ v49) + (sum ^ v50)
				+ (sum ^ v51) + (sum ^ v52) + (sum ^ v53) + (sum ^ v54) + (sum ^ v55) + (sum ^ v56) + (sum ^ v57)
				+ (sum ^ v58) + (sum ^ v59) + (sum ^ v60) + (sum ^ v61) + (sum ^ v62) + (sum ^ v63) + (sum ^ v64);
	}

}
