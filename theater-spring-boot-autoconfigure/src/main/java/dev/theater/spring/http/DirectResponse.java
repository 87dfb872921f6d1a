package dev.theater.spring.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/** A response on a connection that ends with it. */
final class DirectResponse implements ClientHttpResponse {

	private final Socket socket;

	private final ResponseHead head;

	private final InputStream body;

	private DirectResponse(Socket socket, ResponseHead head, InputStream body) {
		this.socket = socket;
		this.head = head;
		this.body = body;
	}

	/** Reads a response as far as its body. */
	static DirectResponse read(Socket socket, boolean toHead, Exchange exchange) throws IOException {
		InputStream in = new BufferedInputStream(socket.getInputStream());
		ResponseHead head = ResponseHead.read(in);
		return new DirectResponse(socket, head, head.body(in, toHead, exchange.maxResponse()));
	}

	@Override
	public HttpStatusCode getStatusCode() {
		return HttpStatusCode.valueOf(this.head.status());
	}

	@Override
	public String getStatusText() {
		return this.head.reason();
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.head.headers();
	}

	@Override
	public InputStream getBody() {
		return this.body;
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
