package dev.theater.spring.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.theater.actor.ActorId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;

import static org.assertj.core.api.Assertions.assertThat;

/** The JDK's own server, by HTTPS. */
@Timeout(120)
class TlsTests {

	@TempDir
	private static Path keys;

	private static SslBundle bundle;

	@TempDir
	private Path directory;

	private HttpsServer server;

	@BeforeAll
	static void makeKeys() throws Exception {
		Path store = keys.resolve("server.p12");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=good.test", "-ext",
				"san=dns:good.test,ip:127.0.0.1", "-keystore", store.toString(), "-storepass", "changeit", "-storetype",
				"PKCS12")
			.redirectErrorStream(true)
			.start();
		assertThat(keytool.waitFor()).as(new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
			.isZero();
		JksSslStoreDetails details = JksSslStoreDetails.forLocation("file:" + store).withPassword("changeit");
		bundle = SslBundle.of(new JksSslStoreBundle(details, details));
	}

	@BeforeEach
	void start() throws IOException {
		this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setHttpsConfigurator(new HttpsConfigurator(bundle.createSslContext()));
		this.server.createContext("/", (exchange) -> {
			byte[] body = exchange.getRequestBody().readAllBytes();
			exchange.sendResponseHeaders(200, 0);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void callsAServerByItsName() throws IOException {
		assertThat(post("good.test", bundle)).startsWith("200\n").endsWith("\n\nsome text");
	}

	@Test
	void callsAServerByItsAddress() throws IOException {
		assertThat(post("127.0.0.1", bundle)).startsWith("200\n").endsWith("\n\nsome text");
	}

	@Test
	void refusesAServerOfAnotherName() throws IOException {
		assertThat(post("evil.test", bundle)).isEqualTo("err: no TLS connection to https://evil.test:" + port()
				+ " came about: the server does not speak it, or its certificate is not trusted for this name");
	}

	@Test
	void refusesAServerThatNobodyTrusts() throws IOException {
		assertThat(post("good.test", null)).startsWith("err: no TLS connection to https://good.test:" + port());
	}

	private String post(String host, @Nullable SslBundle trusted) throws IOException {
		try (Fetchers fetchers = new Fetchers(this.directory, Fetchers.properties(2), UnaryOperator.identity(),
				trusted)) {
			fetchers.name("good.test", "127.0.0.1").name("evil.test", "127.0.0.1");
			ActorId fetcher = fetchers.spawn("hosts = [\"" + host + ":" + port() + "\"]", "methods = [\"POST\"]",
					"allow_private = true");
			return fetchers.fetch(fetcher, "POST https://" + host + ":" + port() + "/\n\nsome text");
		}
	}

	private int port() {
		return this.server.getAddress().getPort();
	}

}
