package dev.theater.spring.http;

import java.io.IOException;
import java.io.InputStream;

/** Reads lines, of so many bytes in all. */
final class Lines {

	private final InputStream in;

	private final int most;

	private int left;

	Lines(InputStream in, int most) {
		this.in = in;
		this.most = most;
		this.left = most;
	}

	/** The next line without its end; its bytes as characters of the same number. */
	String next() throws IOException {
		StringBuilder line = new StringBuilder(80);
		for (int next = this.in.read(); next != '\n'; next = this.in.read()) {
			if (next < 0) {
				throw new HttpRefusedException("the server closed the connection before its response was complete");
			}
			if (--this.left < 0) {
				throw new HttpRefusedException("the response has more than " + this.most + " bytes of headers");
			}
			line.append((char) next);
		}
		this.left--;
		int end = line.length() - 1;
		if (end >= 0 && line.charAt(end) == '\r') {
			line.setLength(end);
		}
		return line.toString();
	}

}
