package dev.theater.spring.variants;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.jspecify.annotations.Nullable;

/** A page's stream, read by hand over a connection of its own. */
final class EventStream implements AutoCloseable {

	private final Socket socket;

	private final BufferedReader reader;

	private final int status;

	private final Map<String, String> headers = new LinkedHashMap<>();

	/** An event, or a comment if it has no name. */
	record Message(@Nullable String event, @Nullable String id, String data) {

		Object read(String place) {
			return JsonPath.read(this.data, place);
		}
	}

	EventStream(int port, String path, String... headers) {
		try {
			this.socket = new Socket("localhost", port);
			this.socket.setSoTimeout(30_000);
			String lines = String.join("\r\n", headers) + ((headers.length > 0) ? "\r\n" : "");
			this.socket.getOutputStream()
				.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n" + lines
						+ "\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			this.reader = new BufferedReader(
					new InputStreamReader(this.socket.getInputStream(), StandardCharsets.UTF_8));
			this.status = Integer.parseInt(this.reader.readLine().split(" ")[1]);
			for (String line = this.reader.readLine(); !line.isEmpty(); line = this.reader.readLine()) {
				this.headers.put(line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
						line.substring(line.indexOf(':') + 1).strip());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	int status() {
		return this.status;
	}

	Map<String, String> headers() {
		return this.headers;
	}

	/** The next event, comments left out; null at the end of the stream. */
	@Nullable Message next() {
		try {
			String event = null;
			String id = null;
			String data = null;
			for (String line = this.reader.readLine(); line != null; line = this.reader.readLine()) {
				if (line.startsWith("event: ")) {
					event = line.substring("event: ".length());
				}
				else if (line.startsWith("id: ")) {
					id = line.substring("id: ".length());
				}
				else if (line.startsWith("data: ")) {
					data = line.substring("data: ".length());
				}
				else if (line.isEmpty() && data != null) {
					return new Message(event, id, data);
				}
			}
			return null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
