package dev.theater.spring.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import dev.theater.actor.ActorId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Exchanges that take too long, are too many, or whose actor goes. */
@Timeout(120)
class EndOfExchangeTests {

	private static final int MOST = 2;

	@TempDir
	private Path directory;

	private final CountDownLatch released = new CountDownLatch(1);

	private ScriptedServer server;

	private Fetchers fetchers;

	@BeforeEach
	void start() throws IOException {
		this.server = new ScriptedServer().on("/hang", (out) -> this.released.await())
			.on("/head", (out) -> drip(out, "HTTP/1.1 200 OK\r\nA: ", "b"))
			.on("/lines", (out) -> drip(out, "HTTP/1.1 200 OK\r\n", "A: b\r\n"))
			.on("/interim", (out) -> drip(out, "", "HTTP/1.1 102 Wait\r\n\r\n"))
			.on("/body", (out) -> drip(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", "b"))
			.on("/chunks", (out) -> drip(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nb\r\n"));
		this.fetchers = new Fetchers(this.directory, Fetchers.properties(MOST), UnaryOperator.identity(), null);
	}

	@AfterEach
	void stop() throws IOException {
		this.released.countDown();
		this.fetchers.close();
		this.server.close();
	}

	/** A server that never lets a read time out. */
	private void drip(OutputStream out, String start, String part) throws IOException, InterruptedException {
		out.write(start.getBytes(StandardCharsets.ISO_8859_1));
		while (!this.released.await(20, TimeUnit.MILLISECONDS)) {
			out.write(part.getBytes(StandardCharsets.ISO_8859_1));
			out.flush();
		}
	}

	private ActorId spawn(String timeout) throws IOException {
		return this.fetchers.spawn(
				"hosts = [\"http://127.0.0.1:" + this.server.port() + "\", \"127.0.0.1:" + this.server.port() + "\"]",
				"timeout = \"" + timeout + "\"", "[lifecycle]", "shutdown = \"brutal-kill\"");
	}

	private String get(ActorId fetcher, String path) {
		return this.fetchers.fetch(fetcher, "GET " + uri(path));
	}

	private String uri(String path) {
		return "http://127.0.0.1:" + this.server.port() + path;
	}

	@ParameterizedTest
	@ValueSource(strings = { "/hang", "/head", "/lines", "/interim", "/body", "/chunks" })
	void endsWithItsTime(String path) throws IOException {
		ActorId fetcher = spawn("300ms");
		long start = System.nanoTime();
		assertThat(get(fetcher, path))
			.isEqualTo("err: no complete response of http://127.0.0.1:" + this.server.port() + " within 300ms");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(250),
				Duration.ofSeconds(9));
		assertThat(get(fetcher, "/")).startsWith("200");
		closed(0);
	}

	@Test
	void endsWithItsTimeInAHandshake() throws Exception {
		try (ServerSocket silent = new ServerSocket(0)) {
			CompletableFuture<Socket> accepted = CompletableFuture.supplyAsync(() -> {
				try {
					return silent.accept();
				}
				catch (IOException ex) {
					throw new IllegalStateException(ex);
				}
			});
			ActorId fetcher = this.fetchers.spawn("hosts = [\"127.0.0.1:" + silent.getLocalPort() + "\"]",
					"timeout = \"300ms\"");
			assertThat(this.fetchers.fetch(fetcher, "GET https://127.0.0.1:" + silent.getLocalPort() + "/"))
				.endsWith("within 300ms");
			accepted.get(10, TimeUnit.SECONDS).close();
		}
	}

	@Test
	void endsWithTheActor() throws IOException {
		ActorId fetcher = spawn("10s");
		CompletableFuture<byte[]> answer = begin(fetcher);
		long start = System.nanoTime();
		this.fetchers.runtime().directory().stop(fetcher);
		closed(0);
		assertThat(answer).failsWithin(Duration.ofSeconds(8));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).as("well before its time is over")
			.isLessThan(Duration.ofSeconds(9));
	}

	@Test
	void leavesRoomForOthers() throws IOException {
		ActorId[] busy = { spawn("10s"), spawn("10s") };
		ActorId third = spawn("10s");
		for (ActorId fetcher : busy) {
			begin(fetcher);
		}
		assertThat(get(third, "/"))
			.isEqualTo("err: the application makes 2 exchanges for its actors already, as many as "
					+ "theater.http-client.max-concurrent allows at a time; try again later");
		this.released.countDown();
		await().untilAsserted(() -> assertThat(get(third, "/")).startsWith("200"));
	}

	@Test
	void saysThatNobodyListens() throws IOException {
		int port = this.server.port();
		ActorId fetcher = spawn("10s");
		this.server.close();
		assertThat(get(fetcher, "/")).isEqualTo("err: no connection to http://127.0.0.1:" + port + " came about");
	}

	@Test
	void saysThatAServerSpeaksNoTls() throws IOException {
		this.server.on("/", "HTTP/1.1 400 what?\r\n\r\n");
		ActorId fetcher = spawn("500ms");
		assertThat(this.fetchers.fetch(fetcher, "GET https://127.0.0.1:" + this.server.port() + "/"))
			.matches("err: no (TLS connection to|complete response of) https://127.0.0.1:[0-9]+ .*");
	}

	/** Has a fetcher wait for the server. */
	private CompletableFuture<byte[]> begin(ActorId fetcher) {
		int before = this.server.requests().size();
		CompletableFuture<byte[]> answer = this.fetchers.runtime()
			.messaging()
			.request(fetcher, ("GET " + uri("/hang")).getBytes(StandardCharsets.UTF_8), Duration.ofSeconds(60));
		await().until(() -> this.server.requests().size() > before);
		return answer;
	}

	/** The server is told that a connection is closed. */
	private void closed(int connection) {
		await().untilAsserted(() -> assertThat(this.server.connections().get(connection))
			.satisfies((socket) -> assertThat(ends(socket)).isTrue()));
	}

	private static boolean ends(Socket socket) {
		try {
			socket.setSoTimeout(1000);
			return socket.getInputStream().read() < 0;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

}
