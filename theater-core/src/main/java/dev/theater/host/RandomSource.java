package dev.theater.host;

import java.security.SecureRandom;

/**
 * Where {@code theater:simple/random} takes its bytes from, for actors whose manifest
 * gives no seed. Thread-safe, and quick: the guest's thread waits for it.
 */
@FunctionalInterface
public interface RandomSource {

	/** Fills an array with bytes that nobody can foresee. */
	void nextBytes(byte[] bytes);

	/** The machine's source for cryptography. */
	static RandomSource secure() {
		return new SecureRandom()::nextBytes;
	}

}
