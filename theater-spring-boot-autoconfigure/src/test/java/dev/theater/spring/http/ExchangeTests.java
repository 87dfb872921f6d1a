package dev.theater.spring.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

import dev.theater.actor.ActorId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What goes to a server, what comes back, and what is refused on the way. */
@Timeout(120)
class ExchangeTests {

	@TempDir
	private Path directory;

	private ScriptedServer server;

	private Fetchers fetchers;

	private ActorId fetcher;

	@BeforeEach
	void start() throws IOException {
		this.server = new ScriptedServer();
		this.fetchers = new Fetchers(this.directory);
		this.fetcher = this.fetchers.spawn(hosts(), "methods = [\"GET\", \"HEAD\", \"POST\", \"PUT\"]",
				"max_request = \"1KB\"", "max_response = \"4KB\"");
	}

	@AfterEach
	void stop() throws IOException {
		this.fetchers.close();
		this.server.close();
	}

	private String hosts() {
		return "hosts = [\"http://127.0.0.1:" + this.server.port() + "\"]";
	}

	private String get(String path) {
		return send("GET", path, "");
	}

	private String send(String method, String path, String rest) {
		return this.fetchers.fetch(this.fetcher,
				method + " http://127.0.0.1:" + this.server.port() + path + (rest.isEmpty() ? "" : "\n" + rest));
	}

	@Test
	void sendsWhatTheGuestSaysAndNoMore() {
		assertThat(
				send("POST", "/in?a=b", "X-One: 1\nx-two: a, b\nX-One: again\nContent-Type: text/plain\n\nsome text"))
			.isEqualTo("200\nContent-Length: 5\n\nhello");
		assertThat(this.server.requests()).singleElement()
			.asString()
			.isEqualToIgnoringCase("POST /in?a=b HTTP/1.1\r\nHost: 127.0.0.1:" + this.server.port()
					+ "\r\nX-One: 1\r\nX-One: again\r\nx-two: a, b\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n"
					+ "Connection: close\r\n\r\nsome text");
	}

	@Test
	void sendsNoBodyWhereThereIsNone() {
		assertThat(get("/")).startsWith("200\n");
		assertThat(send("POST", "/", "")).startsWith("200\n");
		assertThat(this.server.requests().get(0)).doesNotContain("Content-Length");
		assertThat(this.server.requests().get(1)).contains("Content-Length: 0\r\n");
	}

	@Test
	void answersWithStatusHeadersAndBody() {
		this.server.on("/",
				"HTTP/1.1 418 I'm a teapot\r\nX-A: 1\r\nX-A: 2\r\nX-Empty:\r\nConnection: close\r\n\r\nshort");
		assertThat(get("/")).isEqualTo("418\nX-A: 1\nX-A: 2\nX-Empty: \n\nshort");
	}

	@Test
	void readsChunks() {
		this.server.on("/",
				"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=\"y\"\r\n0123456789\r\n0\r\n"
						+ "Trailer: x\r\n\r\nrest");
		assertThat(get("/")).isEqualTo("200\n\nabc0123456789");
	}

	@Test
	void waitsPastInterimResponses() {
		this.server.on("/",
				"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok");
		assertThat(get("/")).isEqualTo("200\nContent-Length: 2\n\nok");
	}

	@Test
	void expectsNoBodyWhereThereCanBeNone() {
		this.server.on("/head", "HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n")
			.on("/204", "HTTP/1.1 204 No\r\n\r\nx")
			.on("/304", "HTTP/1.1 304 Same\r\nContent-Length: 7\r\n\r\n");
		assertThat(send("HEAD", "/head", "")).isEqualTo("200\nContent-Length: 999999\n");
		assertThat(get("/204")).isEqualTo("204\n");
		assertThat(get("/304")).isEqualTo("304\nContent-Length: 7\n");
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 303, 307, 308 })
	void leavesRedirectsToTheGuest(int status) {
		String location = "http://127.0.0.1:" + this.server.port() + "/secret";
		this.server.on("/", "HTTP/1.1 " + status + " x\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n");
		assertThat(get("/")).isEqualTo(status + "\nLocation: " + location + "\nContent-Length: 0\n");
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void keepsNoCookiesAndShowsNone() {
		this.server.on("/", "HTTP/1.1 200 OK\r\nSet-Cookie: session=1\r\nset-cookie2: a=b\r\nX-B: 1\r\n\r\n");
		assertThat(get("/")).isEqualTo("200\nX-B: 1\n");
		assertThat(get("/")).isEqualTo("200\nX-B: 1\n");
		assertThat(this.server.requests()).hasSize(2)
			.allSatisfy((request) -> assertThat(request).doesNotContainIgnoringCase("cookie"));
	}

	@Test
	void makesAConnectionForEachExchange() {
		get("/");
		get("/");
		assertThat(this.server.connections()).hasSize(2);
	}

	@Test
	void unpacksNothing() throws IOException {
		byte[] bomb = packed(4_000_000);
		assertThat(bomb.length).isLessThan(4096);
		this.server.on("/", (out) -> {
			out.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
			out.write(bomb);
		});
		assertThat(get("/")).startsWith("200\nContent-Encoding: gzip\n\n").hasSizeLessThan(5000);
	}

	private static byte[] packed(int length) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(new byte[length]);
		}
		return bytes.toByteArray();
	}

	@Test
	void takesAsMuchAsIsGranted() {
		String most = "x".repeat(4096);
		this.server.on("/length", "HTTP/1.1 200 OK\r\nContent-Length: 4096\r\n\r\n" + most)
			.on("/chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1000\r\n" + most + "\r\n0\r\n\r\n")
			.on("/close", "HTTP/1.1 200 OK\r\n\r\n" + most);
		assertThat(get("/length")).endsWith("\n\n" + most);
		assertThat(get("/chunks")).endsWith("\n\n" + most);
		assertThat(get("/close")).endsWith("\n\n" + most);
		assertThat(send("PUT", "/", "\n" + "y".repeat(1024))).startsWith("200");
	}

	@Test
	void refusesMoreThanIsGranted() {
		String more = "x".repeat(4097);
		this.server.on("/length", "HTTP/1.1 200 OK\r\nContent-Length: 4097\r\n\r\n")
			.on("/chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1001\r\n" + more + "\r\n0\r\n\r\n")
			.on("/close", "HTTP/1.1 200 OK\r\n\r\n" + more)
			.on("/endless", (out) -> endless(out, "HTTP/1.1 200 OK\r\n\r\n", "all work and no play "))
			.on("/chunky",
					(out) -> endless(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1;a=b\r\nx\r\n"));
		for (String path : new String[] { "/length", "/chunks", "/close", "/endless", "/chunky" }) {
			assertThat(get(path)).as(path)
				.isEqualTo("err: the response's body has more than max_response = 4096 bytes, which [[handler]] type = "
						+ "\"http-client\" of the actor's manifest allows at most");
		}
		int before = this.server.connections().size();
		assertThat(send("PUT", "/", "\n" + "y".repeat(1025))).isEqualTo(
				"err: the request's body has 1025 bytes; max_request = 1024 in [[handler]] type = \"http-client\" "
						+ "of the actor's manifest allows no more");
		assertThat(this.server.connections()).hasSize(before);
	}

	@Test
	void boundsTheHeadersOfAResponse() {
		this.server.on("/many", "HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(201) + "\r\n")
			.on("/long", "HTTP/1.1 200 OK\r\nA: " + "b".repeat(70_000) + "\r\n\r\n")
			.on("/endless", (out) -> endless(out, "HTTP/1.1 200 OK\r\nA: ", "bbbbbbbbbbbbbbbb"))
			.on("/interim", (out) -> endless(out, "", "HTTP/1.1 102 Wait\r\n\r\n"))
			.on("/trailers",
					(out) -> endless(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "A: b\r\n"));
		assertThat(get("/many")).isEqualTo("err: the response has more than 200 headers");
		for (String path : new String[] { "/long", "/endless", "/interim", "/trailers" }) {
			assertThat(get(path)).as(path).isEqualTo("err: the response has more than 65536 bytes of headers");
		}
	}

	private static void endless(OutputStream out, String start, String part) throws IOException {
		out.write(start.getBytes(StandardCharsets.ISO_8859_1));
		byte[] bytes = part.repeat(100).getBytes(StandardCharsets.ISO_8859_1);
		while (true) {
			out.write(bytes);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\r\n\r\n", "hello", "HTTP/1.1\r\n\r\n", "HTTP/2 200\r\n\r\n", "HTTP/1.1 20\r\n\r\n",
			"HTTP/1.1 2000 OK\r\n\r\n", "HTTP/1.1 099 OK\r\n\r\n", "HTTP/1.1 600 OK\r\n\r\n", "ICY 200 OK\r\n\r\n",
			"HTTP/1.1 200 O\u0000K\r\n\r\n", "HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n",
			"HTTP/1.1 200 OK\r\n: x\r\n\r\n", "HTTP/1.1 200 OK\r\nx\r\n\r\n", "HTTP/1.1 200 OK\r\nA : x\r\n\r\n",
			"HTTP/1.1 200 OK\r\n A: x\r\n\r\n", "HTTP/1.1 200 OK\r\nA: x\r\n y\r\n\r\n",
			"HTTP/1.1 200 OK\r\nA: x\u0000y\r\n\r\n", "HTTP/1.1 200 OK\r\nA: x\ry\r\n\r\n", "HTTP/1.1 200 OK\r\nA: x",
			"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
			"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 1, 1\r\n\r\na",
			"HTTP/1.1 200 OK\r\nContent-Length: 0x1\r\n\r\na", "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\na",
			"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\na",
			"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nabc",
			"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
			"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
			"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
			"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
			"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
			"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n",
			"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab",
			"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
			"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n",
			"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nabc" })
	void refusesWhatIsNoResponse(String response) {
		this.server.on("/", response);
		assertThat(get("/")).matches("err: (the server's answer is no HTTP response: .*"
				+ "|the server closed the connection before its response was complete)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "DELETE", "get", "Get", "CONNECT", "TRACE", "OPTIONS", "PATCH", "", "GET\u0000", "GET\r",
			"PÖST" })
	void refusesOtherMethods(String method) {
		assertThat(send(method, "/", "")).isEqualTo("err: method '" + method.replaceAll("[^ -~]", "?")
				+ "' is not among methods = [\"GET\", \"HEAD\", \"POST\", \"PUT\"] in [[handler]] type = \"http-client\" "
				+ "of the actor's manifest; an entry there would allow it");
		assertThat(this.server.connections()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Host: evil.test", "hOST: evil.test", "Content-Length: 0", "Transfer-Encoding: chunked",
			"Connection: keep-alive", "Keep-Alive: 5", "Proxy-Connection: x", "Proxy-Authorization: x", "Proxy-: x",
			"TE: trailers", "Trailer: x", "Upgrade: h2c", "HTTP2-Settings: x", "Expect: 100-continue", "Via: x",
			"Forwarded: for=127.0.0.1", "X_Forwarded_For: 127.0.0.1", "X.HTTP_Method-Override: DELETE",
			"Content_Length: 5", "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
			"baggage: user=admin", "X-B3-Sampled: 1", "X-Forwarded-For: 127.0.0.1", "X-Forwarded-Host: x",
			"X-Real-IP: 127.0.0.1", "X-HTTP-Method-Override: DELETE", "X-HTTP-Method: DELETE",
			"X-Method-Override: DELETE" })
	void refusesHeadersThatAreNotTheGuests(String header) {
		assertThat(send("POST", "/", header))
			.startsWith("err: header '" + header.substring(0, header.indexOf(':')) + "' is not");
		assertThat(this.server.connections()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "X: a\\rInjected: b", "X: a\rInjected: b", "X: a\u0000", "X: \u0001", "X: ä", "X: \u2028",
			"X: a\u007f", "X: a ", "X:  a", "X\rHost: b", "X\u0000: b", "X y: z", " X: y", ": y", "X\t: y", "Ü: x",
			"X[]: y", "X(: y", "X/: y", "X@: y", "X{: y", "X\": y", ":authority: x" })
	void refusesHeadersThatAreNone(String header) {
		assertThat(send("POST", "/", header)).startsWith("err: ");
		assertThat(this.server.connections()).isEmpty();
	}

	@Test
	void boundsTheHeadersOfARequest() {
		String[] headers = new String[101];
		Arrays.setAll(headers, (i) -> "X-" + i + ": a");
		assertThat(send("POST", "/", String.join("\n", headers)))
			.isEqualTo("err: the request has 101 headers; at most 100 are allowed");
		assertThat(send("POST", "/", "X: " + "a".repeat(16_400)))
			.isEqualTo("err: the request's headers have more than 16384 characters together");
		assertThat(this.server.connections()).isEmpty();
		assertThat(send("POST", "/", String.join("\n", Arrays.copyOf(headers, 100)))).startsWith("200");
		assertThat(send("POST", "/", "X: " + "a".repeat(16_000))).startsWith("200");
	}

}
