package dev.theater.spring.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.http.HttpHeaders;

/**
 * Status and headers of a response (RFC 9112), read strictly: what can be read in two
 * ways is no response.
 *
 * @param status the status
 * @param reason what the server calls it
 * @param headers its headers
 */
record ResponseHead(int status, String reason, HttpHeaders headers) {

	/** Of all heads together: interim responses have theirs. */
	static final int LONGEST = 65_536;

	static final int MOST_HEADERS = 200;

	private static final int LONGEST_LENGTH = 18;

	private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: ([^\\p{Cntrl}]*))?");

	/**
	 * Reads the head of the final response, past those that only say it takes a while.
	 */
	static ResponseHead read(InputStream in) throws IOException {
		Lines lines = new Lines(in, LONGEST);
		ResponseHead head = readOne(lines);
		while (head.status < 200) {
			if (head.status == 101) {
				throw malformed("it changes the protocol, which nobody asked for");
			}
			head = readOne(lines);
		}
		return head;
	}

	private static ResponseHead readOne(Lines lines) throws IOException {
		Matcher status = STATUS.matcher(lines.next());
		if (!status.matches()) {
			throw malformed("its first line is no status line");
		}
		HttpHeaders headers = new HttpHeaders();
		int count = 0;
		for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
			int colon = line.indexOf(':');
			if (colon <= 0) {
				throw malformed("it has a header without a name");
			}
			if (++count > MOST_HEADERS) {
				throw new HttpRefusedException("the response has more than " + MOST_HEADERS + " headers");
			}
			String name = line.substring(0, colon);
			String value = line.substring(colon + 1).strip();
			if (!GuestHeaders.isName(name) || !GuestHeaders.isReadable(value)) {
				throw malformed("it has a header that no server may send");
			}
			headers.add(name, value);
		}
		String reason = status.group(2);
		return new ResponseHead(Integer.parseInt(status.group(1)), (reason != null) ? reason : "", headers);
	}

	/**
	 * The body that follows.
	 * @param toHead whether it answers HEAD
	 * @param most bytes that it may have
	 */
	InputStream body(InputStream in, boolean toHead, long most) throws IOException {
		List<String> codings = this.headers.getOrEmpty(HttpHeaders.TRANSFER_ENCODING);
		List<String> lengths = this.headers.getOrEmpty(HttpHeaders.CONTENT_LENGTH);
		if (toHead || this.status == 204 || this.status == 304) {
			return InputStream.nullInputStream();
		}
		if (!codings.isEmpty()) {
			if (!lengths.isEmpty() || codings.size() > 1 || !"chunked".equalsIgnoreCase(codings.get(0))) {
				throw malformed("its length cannot be told");
			}
			return new BoundedBody(new ChunkedBody(in), BoundedBody.UNKNOWN, most);
		}
		return new BoundedBody(in, lengths.isEmpty() ? BoundedBody.UNKNOWN : length(lengths), most);
	}

	private static long length(List<String> lengths) throws HttpRefusedException {
		String length = lengths.get(0);
		if (lengths.stream().distinct().count() > 1 || length.isEmpty() || length.length() > LONGEST_LENGTH
				|| !length.chars().allMatch((c) -> c >= '0' && c <= '9')) {
			throw malformed("its length cannot be told");
		}
		return Long.parseLong(length);
	}

	static HttpRefusedException malformed(String why) {
		return new HttpRefusedException("the server's answer is no HTTP response: " + why);
	}

}
