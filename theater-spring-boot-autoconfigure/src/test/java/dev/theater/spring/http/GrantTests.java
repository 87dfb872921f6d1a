package dev.theater.spring.http;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

import dev.theater.actor.ActorId;
import dev.theater.supervisor.SupervisorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What a manifest may grant, and what that means. */
@Timeout(120)
class GrantTests {

	private final HostsKey hosts = new HostsKey();

	private final MethodsKey methods = new MethodsKey();

	@TempDir
	private Path directory;

	private Fetchers fetchers;

	@BeforeEach
	void start() throws IOException {
		this.fetchers = new Fetchers(this.directory);
	}

	@AfterEach
	void stop() {
		this.fetchers.close();
	}

	@ParameterizedTest
	@CsvSource({ "api.example.com, https://api.example.com", "API.Example.com, https://api.example.com/x?y",
			"api.example.com:443, https://api.example.com", "https://api.example.com, https://api.example.com:443/",
			"api.example.com:8443, https://api.example.com:8443/", "http://api.example.com, http://api.example.com:80",
			"http://api.example.com:8080, http://api.example.com:8080", "*.example.com, https://api.example.com",
			"*.example.com, https://a.b.example.com", "*.example.com:8443, https://api.example.com:8443",
			"http://*.example.com, http://x.example.com", "10.0.0.1, https://10.0.0.1/",
			"[2001:DB8::1], https://[2001:db8:0:0::1]/", "http://[::1]:8080, http://[0:0:0:0:0:0:0:1]:8080",
			"localhost:1234, https://LOCALHOST:1234/", "xn--bcher-kva.example, https://xn--bcher-kva.example/" })
	void anEntryAllows(String entry, String uri) {
		assertThat(HostEntry.parse(entry).allows(GuestUri.parse(uri))).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "api.example.com, http://api.example.com", "api.example.com, https://api.example.com:8443",
			"api.example.com, https://example.com", "api.example.com, https://x.api.example.com",
			"api.example.com, https://api.example.com.evil.test", "api.example.com, https://apiXexample.com",
			"http://api.example.com, https://api.example.com", "http://api.example.com, http://api.example.com:8080",
			"api.example.com:8443, https://api.example.com", "*.example.com, https://example.com",
			"*.example.com, https://evilexample.com", "*.example.com, https://example.com.evil.test",
			"*.example.com, http://api.example.com", "*.example.com, https://api.example.com:8443",
			"10.0.0.1, https://10.0.0.2", "10.0.0.1, https://10.0.0.10", "[::1], https://[::2]",
			"localhost, https://127.0.0.1", "127.0.0.1, https://localhost",
			"xn--bcher-kva.example, https://bcher-kva.example" })
	void anEntryDoesNotAllow(String entry, String uri) {
		assertThat(HostEntry.parse(entry).allows(GuestUri.parse(uri))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "*", "*.", "*.com", "*.*.example.com", "a.*.example.com", "*example.com", "api.*",
			"*.10.0.0.1", "*.[::1]", "ftp://example.com", "https://", "http://", "http://https://example.com",
			"HTTP://example.com", "example.com/", "example.com/path", "https://example.com/path", "example.com:",
			"example.com:0", "example.com:65536", "example.com:443:443", "example.com:https", "user@example.com",
			"example.com.", ".example.com", "exa mple.com", "ex\u00e4mple.com", "example_.com", "127.1", "0x7f000001",
			"2130706433", "10.0.0.256", "010.0.0.1", "[::1", "::1", "[::ffff:10.0.0.1]", "[fe80::1%eth0]",
			"//example.com", "example.com,example.org", "example.com?x", "example.com#x", "-example.com" })
	void isNoEntry(String entry) {
		assertThatIllegalArgumentException().isThrownBy(() -> HostEntry.parse(entry))
			.withMessageStartingWith("\"")
			.withMessageContaining("; an entry is a host such as");
	}

	@ParameterizedTest
	@CsvSource({ "api.example.com, api.example.com", "*.example.com, api.example.com", "*.example.com, *.example.com",
			"*.example.com, *.api.example.com", "http://*.example.com:81, http://a.example.com:81",
			"10.0.0.1, 10.0.0.1" })
	void aChildMayHaveLess(String parents, String own) {
		assertThat(this.hosts.beyond(this.hosts.read(List.of(own)), this.hosts.read(List.of("x.test", parents))))
			.isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "api.example.com, *.example.com", "api.example.com, www.example.com", "*.example.com, example.com",
			"*.api.example.com, *.example.com", "*.api.example.com, api.example.com",
			"api.example.com, http://api.example.com", "http://api.example.com, api.example.com",
			"api.example.com, api.example.com:8443", "*.example.com, 10.0.0.1", "10.0.0.1, 10.0.0.2",
			"*.example.com, *.badexample.com" })
	void aChildMayNotHaveMore(String parents, String own) {
		assertThat(
				this.hosts.beyond(this.hosts.read(List.of("x.test", own)), this.hosts.read(List.of("x.test", parents))))
			.contains("[\"" + own + "\"] in hosts");
	}

	@Test
	void aChildsMethodsAreItsParents() {
		MethodsKey.Methods post = this.methods.read(List.of("POST"));
		MethodsKey.Methods both = this.methods.read(List.of("GET", "POST"));
		assertThat(this.methods.beyond(post, both)).isEmpty();
		assertThat(this.methods.beyond(both, post)).contains("[\"GET\"] in methods");
		assertThat(this.methods.absent(both)).isEqualTo(this.methods.read(List.of("GET")));
		assertThat(this.methods.absent(post).names()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "hosts = \"example.com\"", "hosts = [1]", "hosts = [\"*\"]", "hosts = [[\"example.com\"]]",
			"hosts = {}", "methods = \"GET\"", "methods = [\"get\"]", "methods = [\"CONNECT\"]",
			"methods = [\"TRACE\"]", "methods = [\"*\"]", "methods = [1]", "max_request = \"2MB\"",
			"max_response = \"2MB\"", "max_response = -1", "timeout = \"11s\"", "timeout = true",
			"allow_private = \"yes\"", "allow-private = true", "host = []", "follow_redirects = true" })
	void aManifestIsRefused(String key) {
		String name = key.substring(0, key.indexOf(' '));
		assertThatExceptionOfType(SupervisorException.class).isThrownBy(() -> this.fetchers.spawn(key))
			.withMessageContaining("fetcher-1.toml:6:1: ")
			.withMessageContaining("key '" + name + "' in [[handler]] type = \"http-client\"");
	}

	@Test
	void tooManyEntriesAreRefused() {
		List<String> many = Collections.nCopies(101, "example.com");
		assertThatIllegalArgumentException().isThrownBy(() -> this.hosts.read(many))
			.withMessage("has 101 entries; at most 100 are allowed");
		assertThatIllegalArgumentException().isThrownBy(() -> this.methods.read(Collections.nCopies(21, "GET")));
		assertThat(this.hosts.read(many.subList(0, 100)).entries()).hasSize(100);
	}

	@Test
	void withoutHostsNobodyIsCalled() throws IOException {
		ActorId fetcher = this.fetchers.spawn();
		assertThat(this.fetchers.fetch(fetcher, "GET https://example.com/")).isEqualTo(
				"err: 'https://example.com' is not among hosts = [] in [[handler]] type = \"http-client\" of the "
						+ "actor's manifest; an entry there would allow it");
	}

	@Test
	void propertiesAreRefusedThatMakeNoSense() {
		DataSize size = DataSize.ofMegabytes(1);
		Duration time = Duration.ofSeconds(10);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new HttpClientProperties(DataSize.ofBytes(-1), size, time, 1, null))
			.withMessage("theater.http-client.max-request is -1B; it must be from 0B to 1GB");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new HttpClientProperties(size, DataSize.ofGigabytes(2), time, 1, null))
			.withMessage("theater.http-client.max-response is 2147483648B; it must be from 0B to 1GB");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new HttpClientProperties(size, size, Duration.ZERO, 1, null))
			.withMessage("theater.http-client.timeout is 0ms; it must be longer than zero and at most 1d");
		assertThatIllegalArgumentException().isThrownBy(() -> new HttpClientProperties(size, size, time, 0, null))
			.withMessage("theater.http-client.max-concurrent is 0; it must be from 1 to 10000");
		assertThatIllegalArgumentException().isThrownBy(() -> new HttpClientProperties(size, size, time, 1, " "))
			.withMessage(
					"theater.http-client.ssl-bundle is ' '; it must be the name of a bundle under spring.ssl.bundle");
	}

}
