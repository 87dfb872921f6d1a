package dev.theater.spring.http;

import java.io.IOException;
import java.io.InputStream;

/**
 * A body that has as many bytes as was said, and no more than is allowed: one that has
 * more is an error, never cut.
 */
final class BoundedBody extends InputStream {

	/** For a body that ends where the stream does. */
	static final long UNKNOWN = -1;

	private final InputStream in;

	private final long length;

	private final long most;

	private long count;

	/**
	 * @throws HttpRefusedException if it says that it is longer than is allowed
	 */
	BoundedBody(InputStream in, long length, long most) throws HttpRefusedException {
		this.in = in;
		this.length = length;
		this.most = most;
		if (length > most) {
			throw tooLong(most);
		}
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
		if (this.count == this.length) {
			return -1;
		}
		int wanted = (this.length == UNKNOWN) ? length : (int) Math.min(length, this.length - this.count);
		int read = this.in.read(bytes, offset, wanted);
		if (read < 0) {
			if (this.length != UNKNOWN) {
				throw cutOff();
			}
			return -1;
		}
		this.count += read;
		if (this.count > this.most) {
			throw tooLong(this.most);
		}
		return read;
	}

	static HttpRefusedException tooLong(long most) {
		return new HttpRefusedException("the response's body has more than max_response = " + most + " bytes, which "
				+ "[[handler]] type = \"http-client\" of the actor's manifest allows at most");
	}

	static HttpRefusedException cutOff() {
		return new HttpRefusedException("the server closed the connection before its response was complete");
	}

}
