package dev.theater.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;

/**
 * The least that a hash-linked chain can be: SHA-256 over the link before, the time, the
 * type and the bytes as they are; the last 256 records are kept.
 */
final class PlainChain {

	private static final int KEPT = 256;

	private final MessageDigest digest = sha256();

	private final ArrayDeque<Link> links = new ArrayDeque<>();

	private byte[] head = new byte[32];

	@SuppressWarnings("ArrayRecordComponent")
	private record Link(byte[] hash, long time, String type, byte[] bytes) {
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

	byte[] append(String type, byte[] bytes) {
		long time = System.currentTimeMillis();
		this.digest.update(this.head);
		this.digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, time));
		this.digest.update(type.getBytes(StandardCharsets.UTF_8));
		this.head = this.digest.digest(bytes);
		this.links.add(new Link(this.head, time, type, bytes));
		if (this.links.size() > KEPT) {
			this.links.remove();
		}
		return this.head;
	}

}
