package dev.theater.spring.http;

import java.io.IOException;
import java.nio.file.Path;

import dev.theater.actor.ActorId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A guest that may call one server by its name tries to reach it, and others, in any
 * other way. The server listens where all of these would lead.
 */
@Timeout(120)
class HostileUriTests {

	@TempDir
	private Path directory;

	private ScriptedServer server;

	private Fetchers fetchers;

	private ActorId fetcher;

	@BeforeEach
	void start() throws IOException {
		this.server = new ScriptedServer();
		this.fetchers = new Fetchers(this.directory).name("good.test", "127.0.0.1")
			.name("evil.test", "127.0.0.1")
			.name("sub.good.test", "127.0.0.1")
			.name("goodxtest", "127.0.0.1")
			.name("xn--gd-8jaa.test", "127.0.0.1");
		this.fetcher = this.fetchers.spawn("hosts = [\"http://good.test:" + this.server.port() + "\"]",
				"allow_private = true");
	}

	@AfterEach
	void stop() throws IOException {
		this.fetchers.close();
		this.server.close();
	}

	@Test
	void theOneThatIsAllowedArrives() {
		assertThat(fetch("http://good.test:PORT/")).startsWith("200\n").endsWith("\n\nhello");
		assertThat(fetch("HTTP://GOOD.test:PORT")).startsWith("200\n");
		assertThat(fetch("http://good.test:PORT/a/../b;c=d?e=f&g=%20/?")).startsWith("200\n");
		assertThat(this.server.requests()).hasSize(3);
		assertThat(this.server.requests().get(2)).startsWith("GET /a/../b;c=d?e=f&g=%20/? HTTP/1.1\r\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "/", "//good.test:PORT/", "good.test:PORT", "good.test:PORT/",
			"http:good.test:PORT/", "http:/good.test:PORT/", "http:///good.test:PORT/", "https://good.test:PORT/",
			"ftp://good.test:PORT/", "file:///etc/passwd", "file://good.test:PORT/", "gopher://good.test:PORT/_GET",
			"jar:http://good.test:PORT/!/", "javascript://good.test:PORT/", "unix:/var/run/docker.sock",
			"http://good.test/", "http://good.test:/", "http://good.test:0/", "http://good.test:0PORT/",
			"http://good.test:+PORT/", "http://good.test:-1/", "http://good.test:99999/", "http://good.test:PORT:PORT/",
			"http://good.test:PORT0/", "http://good.test: PORT/", "http://127.0.0.1:PORT/", "http://127.1:PORT/",
			"http://127.0.1:PORT/", "http://2130706433:PORT/", "http://0x7f000001:PORT/", "http://0x7f.0.0.1:PORT/",
			"http://0177.0.0.1:PORT/", "http://017700000001:PORT/", "http://127.0.0.01:PORT/",
			"http://127.0.0.1.:PORT/", "http://127.0.0.256:PORT/", "http://0:PORT/", "http://0.0.0.0:PORT/",
			"http://127.0.0.1%00.good.test:PORT/", "http://[::1]:PORT/", "http://[::]:PORT/",
			"http://[::ffff:127.0.0.1]:PORT/", "http://[::ffff:7f00:1]:PORT/", "http://[::127.0.0.1]:PORT/",
			"http://[fe80::1%25lo]:PORT/", "http://[::1]good.test:PORT/", "http://[good.test]:PORT/",
			"http://[::1:PORT/", "http://localhost:PORT/", "http://localhost.:PORT/", "http://evil.test:PORT/",
			"http://sub.good.test:PORT/", "http://good.test.:PORT/", "http://good.test..:PORT/",
			"http://.good.test:PORT/", "http://goodxtest:PORT/", "http://good.test@127.0.0.1:PORT/",
			"http://good.test:PORT@127.0.0.1:PORT/", "http://user@good.test:PORT/",
			"http://user:secret@good.test:PORT/", "http://@good.test:PORT/", "http://127.0.0.1:PORT#@good.test:PORT/",
			"http://127.0.0.1:PORT?@good.test:PORT/", "http://127.0.0.1:PORT/@good.test:PORT/",
			"http://127.0.0.1:PORT\\@good.test:PORT/", "http://good.test:PORT\\@127.0.0.1:PORT/",
			"http:\\\\good.test:PORT/", "http://good.test:PORT/\\..\\", "http://evil.test#good.test:PORT/",
			"http://good.test:PORT/#fragment", "http://good.test:PORT/ HTTP/1.1", "http://good.test:PORT/\tx",
			"http://good.test:PORT/\u0000", "http://good.test:PORT/\r", " http://good.test:PORT/",
			"http://good.test:PORT/ ", "http://good.test\t:PORT/", "http://good.test\u0000.evil.test:PORT/",
			"http://go\u00adod.test:PORT/", "http://ｇｏｏｄ.test:PORT/", "http://good。test:PORT/", "http://göd.test:PORT/",
			"http://①②⑦.⓪.⓪.①:PORT/", "http://xn--gd-8jaa.test:PORT/", "http://%67ood.test:PORT/",
			"http://good%2etest:PORT/", "http://good_.test:PORT/", "http://-good.test:PORT/", "http://*.test:PORT/",
			"http://good.test,evil.test:PORT/", "http://good.test;evil.test:PORT/", "http://good.test&@evil.test:PORT/",
			"http://good.test:PORT/%", "http://good.test:PORT/%0", "http://good.test:PORT/%zz",
			"http://good.test:PORT/<>", "http://good.test:PORT/\"", "http://good.test:PORT/{x}",
			"http://good.test:PORT/?a|b", "http://good.test:PORT/?a[]=b", "http://169.254.169.254/latest/meta-data/",
			"http://[fd00:ec2::254]/latest/meta-data/", "http://metadata.google.internal/" })
	void anyOtherDoesNot(String uri) {
		String answer = fetch(uri);
		assertThat(answer).startsWith("err: ");
		assertThat(answer).doesNotContain("secret", "Exception", "java.");
		assertThat(this.server.connections()).isEmpty();
	}

	@Test
	void aLongOneDoesNot() {
		assertThat(fetch("http://good.test:PORT/" + "x".repeat(9000)))
			.isEqualTo("err: the uri has " + (9000 + prefix()) + " characters; at most 8192 are allowed");
		assertThat(fetch("http://" + "x".repeat(5000) + ".good.test/")).startsWith("err: uri 'http://xxx")
			.hasSizeLessThan(700);
		assertThat(this.server.connections()).isEmpty();
	}

	@Test
	void aLongOneOfTheOneThatIsAllowedArrives() {
		assertThat(fetch("http://good.test:PORT/" + "x".repeat(8192 - prefix()))).startsWith("200");
		assertThat(fetch("http://good.test:PORT/?" + "%20".repeat(2700))).startsWith("200");
		assertThat(fetch("http://good.test:PORT" + "/".repeat(8000))).startsWith("200");
	}

	private int prefix() {
		return "http://good.test:/".length() + String.valueOf(this.server.port()).length();
	}

	private String fetch(String uri) {
		return this.fetchers.fetch(this.fetcher, "GET " + uri.replace("PORT", String.valueOf(this.server.port())));
	}

}
