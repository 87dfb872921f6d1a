package dev.theater.spring.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server on the loopback address that answers byte for byte what a test says, right or
 * wrong, and remembers what it was asked.
 */
final class ScriptedServer implements AutoCloseable {

	private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *([0-9]+)");

	private final ServerSocket server;

	private final Map<String, Script> scripts = new ConcurrentHashMap<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final List<Socket> connections = new CopyOnWriteArrayList<>();

	ScriptedServer() throws IOException {
		this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		Thread.ofVirtual().start(this::accept);
	}

	int port() {
		return this.server.getLocalPort();
	}

	/** All requests that came, whole. */
	List<String> requests() {
		return this.requests;
	}

	/** All connections that were made, with or without a request. */
	List<Socket> connections() {
		return this.connections;
	}

	/** What is answered to requests for a path. */
	ScriptedServer on(String path, Script script) {
		this.scripts.put(path, script);
		return this;
	}

	ScriptedServer on(String path, String response) {
		return on(path, (out) -> out.write(response.getBytes(StandardCharsets.ISO_8859_1)));
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket socket = this.server.accept();
				this.connections.add(socket);
				Thread.ofVirtual().start(() -> serve(socket));
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			String request = read(socket.getInputStream());
			this.requests.add(request);
			String path = request.split(" ", 3)[1].split("\\?", 2)[0];
			Script script = this.scripts.get(path);
			OutputStream out = socket.getOutputStream();
			if (script != null) {
				script.serve(out);
			}
			else {
				out.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello".getBytes(StandardCharsets.ISO_8859_1));
			}
			out.flush();
		}
		catch (IOException | InterruptedException ex) {
			// the client has gone, as some tests want it to
		}
	}

	private static String read(InputStream in) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		String request = "";
		while (!request.contains("\r\n\r\n")) {
			int next = in.read();
			if (next < 0) {
				throw new IOException("no request");
			}
			bytes.write(next);
			request = bytes.toString(StandardCharsets.ISO_8859_1);
		}
		Matcher length = LENGTH.matcher(request);
		byte[] body = length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
		return request + new String(body, StandardCharsets.ISO_8859_1);
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		for (Socket connection : this.connections) {
			connection.close();
		}
	}

	/** Answers. */
	@FunctionalInterface
	interface Script {

		void serve(OutputStream out) throws IOException, InterruptedException;

	}

}
