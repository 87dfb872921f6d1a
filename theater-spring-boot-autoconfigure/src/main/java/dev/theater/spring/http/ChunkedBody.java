package dev.theater.spring.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A body in chunks (RFC 9112, section 7.1), put together. */
final class ChunkedBody extends InputStream {

	private static final Pattern SIZE = Pattern.compile("([0-9a-fA-F]{1,15})[ \\t]*(?:;.*)?");

	private static final int LONGEST_LINE = 1024;

	private final InputStream in;

	private long left;

	private boolean begun;

	private boolean ended;

	ChunkedBody(InputStream in) {
		this.in = in;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		if (length == 0) {
			return 0;
		}
		if (this.left == 0 && !nextChunk()) {
			return -1;
		}
		int read = this.in.read(bytes, offset, (int) Math.min(length, this.left));
		if (read < 0) {
			throw BoundedBody.cutOff();
		}
		this.left -= read;
		return read;
	}

	private boolean nextChunk() throws IOException {
		if (this.ended) {
			return false;
		}
		if (this.begun && !line().isEmpty()) {
			throw ResponseHead.malformed("a chunk does not end where it says");
		}
		this.begun = true;
		Matcher size = SIZE.matcher(line());
		if (!size.matches()) {
			throw ResponseHead.malformed("a chunk does not say its size");
		}
		this.left = Long.parseLong(size.group(1), 16);
		if (this.left > 0) {
			return true;
		}
		this.ended = true;
		skipTrailers();
		return false;
	}

	/** Trailers are nobody's business. */
	private void skipTrailers() throws IOException {
		Lines trailers = new Lines(this.in, ResponseHead.LONGEST);
		String line = trailers.next();
		while (!line.isEmpty()) {
			line = trailers.next();
		}
	}

	private String line() throws IOException {
		return new Lines(this.in, LONGEST_LINE).next();
	}

}
