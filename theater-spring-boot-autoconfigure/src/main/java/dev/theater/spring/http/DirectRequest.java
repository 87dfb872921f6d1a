package dev.theater.spring.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.AbstractClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;

/** A request of HTTP/1.1 (RFC 9112) on a connection of its own. */
final class DirectRequest extends AbstractClientHttpRequest {

	/** What frames the message, which nobody else may say. */
	private static final Set<String> FRAMING = Set.of("host", "connection", "content-length", "transfer-encoding",
			"keep-alive", "upgrade", "te", "trailer", "expect");

	private final URI uri;

	private final HttpMethod method;

	private final DirectRequestFactory factory;

	private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);

	DirectRequest(URI uri, HttpMethod method, DirectRequestFactory factory) {
		this.uri = uri;
		this.method = method;
		this.factory = factory;
	}

	@Override
	public HttpMethod getMethod() {
		return this.method;
	}

	@Override
	public URI getURI() {
		return this.uri;
	}

	@Override
	protected OutputStream getBodyInternal(HttpHeaders headers) {
		return this.body;
	}

	@Override
	protected ClientHttpResponse executeInternal(HttpHeaders headers) throws IOException {
		Exchange exchange = Exchange.of(getAttributes());
		GuestUri target = GuestUri.parse(this.uri.toString());
		byte[] head = head(target, headers);
		try {
			return exchange(target, head, exchange);
		}
		catch (IOException ex) {
			throw exchange.explain(ex);
		}
	}

	private ClientHttpResponse exchange(GuestUri target, byte[] head, Exchange exchange) throws IOException {
		Socket socket = this.factory.connect(target, exchange);
		try {
			OutputStream out = socket.getOutputStream();
			out.write(head);
			this.body.writeTo(out);
			out.flush();
			return DirectResponse.read(socket, HttpMethod.HEAD.equals(this.method), exchange);
		}
		catch (IOException | RuntimeException ex) {
			socket.close();
			throw ex;
		}
	}

	private byte[] head(GuestUri target, HttpHeaders headers) {
		StringBuilder head = new StringBuilder(256);
		head.append(this.method.name()).append(' ').append(target.target()).append(" HTTP/1.1\r\n");
		String origin = target.origin();
		add(head, "Host", origin.substring(origin.indexOf("//") + 2));
		headers.forEach((name, values) -> {
			if (!FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
				values.forEach((value) -> add(head, name, value));
			}
		});
		if (this.body.size() > 0 || sendsBody()) {
			add(head, "Content-Length", String.valueOf(this.body.size()));
		}
		add(head, "Connection", "close");
		return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
	}

	/** Methods that say a length even if there is nothing (RFC 9110, section 8.6). */
	private boolean sendsBody() {
		return Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH).contains(this.method);
	}

	private static void add(StringBuilder head, String name, String value) {
		GuestHeaders.check(name, value);
		head.append(name).append(": ").append(value).append("\r\n");
	}

}
