package dev.theater.spring.page;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** That the browser of the other tests notices what it is there to notice. */
@BrowserTest
class BrowserTests {

	/** One for all tests, so that what one leaves behind could be there for the next. */
	private static HttpServer server;

	@BeforeAll
	static void start() throws IOException {
		server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.start();
	}

	@AfterAll
	static void stop() {
		server.stop(0);
	}

	@Test
	void seesAViolationOfThePolicyAndFailsTheTestForIt(Tab tab) {
		tab.go(serve("<link rel=icon href='data:,'><p id=p>here</p><script>document.body.remove()</script>",
				"default-src 'none'; img-src data:"));
		assertThat(tab.text("#p")).isEqualTo("here");
		assertThat(tab.problems()).singleElement().asString().contains("Content Security Policy");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(tab::assertNoProblems)
			.withMessageContaining("Content Security Policy");
		tab.expect("Content Security Policy").assertNoProblems();
	}

	@Test
	void seesAnUncaughtErrorAndAnUntrustedString(Tab tab) {
		tab.go(serve("<link rel=icon href='data:,'><p id=p>here</p><script src='?script'></script>",
				"script-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"));
		assertThat(tab.text("#p")).isEqualTo("here");
		assertThat(tab.problems()).anyMatch((problem) -> problem.contains("TrustedHTML"));
		tab.expect("TrustedHTML").expect("Trusted Type").assertNoProblems();
	}

	@RepeatedTest(2)
	void keepsTestsApart(Tab tab) {
		tab.go(serve("<link rel=icon href='data:,'><meta name=viewport content='width=device-width'>",
				"default-src 'none'; img-src data:"));
		assertThat(tab.string("document.cookie + localStorage.length")).isEqualTo("0");
		tab.run("document.cookie = 'left=behind'; localStorage.setItem('left', 'behind')");
		assertThat(tab.is("matchMedia('(prefers-color-scheme: light)').matches")).isTrue();
		assertThat(tab.scheme("dark").is("matchMedia('(prefers-color-scheme: dark)').matches")).isTrue();
		assertThat(tab.size(390, 844).number("innerWidth")).isEqualTo(390);
	}

	private static String serve(String html, String policy) {
		String path = "/" + UUID.randomUUID();
		server.createContext(path, (exchange) -> {
			boolean script = "script".equals(exchange.getRequestURI().getQuery());
			byte[] body = (script ? "document.body.innerHTML = '<b>'" : html).getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", script ? "text/javascript" : "text/html");
			exchange.getResponseHeaders().set("Content-Security-Policy", policy);
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		return "http://localhost:" + server.getAddress().getPort() + path;
	}

}
