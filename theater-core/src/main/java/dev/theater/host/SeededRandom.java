package dev.theater.host;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Bytes that a seed determines: the SHA-256 of a domain, the seed, the incarnation, the
 * number of the block and the actor's path, block after block. For one thread.
 */
final class SeededRandom implements RandomSource {

	private static final byte[] DOMAIN = "theater-random-1".getBytes(StandardCharsets.US_ASCII);

	private final MessageDigest digest;

	private final byte[] path;

	private final long seed;

	private final int incarnation;

	private long blocks;

	private ByteBuffer block = ByteBuffer.allocate(0);

	SeededRandom(long seed, String path, int incarnation) {
		this.seed = seed;
		this.path = path.getBytes(StandardCharsets.UTF_8);
		this.incarnation = incarnation;
		try {
			this.digest = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java has SHA-256", ex);
		}
	}

	@Override
	public void nextBytes(byte[] bytes) {
		int filled = 0;
		while (filled < bytes.length) {
			if (!this.block.hasRemaining()) {
				this.block = nextBlock();
			}
			int count = Math.min(this.block.remaining(), bytes.length - filled);
			this.block.get(bytes, filled, count);
			filled += count;
		}
	}

	private ByteBuffer nextBlock() {
		this.digest.update(DOMAIN);
		this.digest
			.update(ByteBuffer.allocate(20).putLong(this.seed).putInt(this.incarnation).putLong(this.blocks++).flip());
		return ByteBuffer.wrap(this.digest.digest(this.path));
	}

}
