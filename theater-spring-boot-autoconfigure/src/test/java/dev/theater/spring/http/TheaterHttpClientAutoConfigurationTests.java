package dev.theater.spring.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorMessaging;
import dev.theater.chain.ChainEvent;
import dev.theater.component.type.ResultValue;
import dev.theater.component.type.TupleValue;
import dev.theater.host.HostFunctions;
import dev.theater.host.HostHandler;
import dev.theater.runtime.ActorDirectory;
import dev.theater.spring.autoconfigure.TheaterAutoConfiguration;
import dev.theater.spring.autoconfigure.TheaterMetricsAutoConfiguration;
import dev.theater.supervisor.SupervisorException;
import dev.theater.supervisor.SupervisorService;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.observation.ClientRequestObservationContext;
import org.springframework.http.client.observation.ClientRequestObservationConvention;
import org.springframework.http.client.observation.DefaultClientRequestObservationConvention;
import org.springframework.mock.http.client.MockClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** The handler as an application has it. */
@Timeout(120)
class TheaterHttpClientAutoConfigurationTests {

	@TempDir
	private Path directory;

	private ScriptedServer server;

	private ApplicationContextRunner runner = new ApplicationContextRunner();

	@BeforeEach
	void start() throws IOException {
		this.server = new ScriptedServer();
		Fetchers.copyGuest(this.directory);
		Files.writeString(this.directory.resolve("fetcher.toml"), Fetchers.manifest("fetcher",
				"hosts = [\"http://127.0.0.1:" + this.server.port() + "\"]", "methods = [\"GET\", \"POST\"]"));
		this.runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TheaterAutoConfiguration.class,
					TheaterHttpClientAutoConfiguration.class, RestClientAutoConfiguration.class))
			.withPropertyValues("theater.manifest-locations=file:" + this.directory + "/");
	}

	@AfterEach
	void stop() throws IOException {
		this.server.close();
	}

	@Test
	void callsAServer() {
		this.runner
			.run((context) -> assertThat(fetch(context, "GET", "")).isEqualTo("200\nContent-Length: 5\n\nhello"));
	}

	@Test
	void callsAServerWithoutBootsRestClient() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(TheaterAutoConfiguration.class, TheaterHttpClientAutoConfiguration.class))
			.withPropertyValues("theater.manifest-locations=file:" + this.directory + "/")
			.run((context) -> assertThat(fetch(context, "GET", "")).startsWith("200"));
	}

	@Test
	void addsWhatTheApplicationAddsAndTheGuestNeverSees() {
		this.runner.withUserConfiguration(Secrets.class).run((context) -> {
			assertThat(fetch(context, "GET", "Authorization: mine")).isEqualTo("200\nContent-Length: 5\n\nhello");
			assertThat(this.server.requests()).singleElement()
				.asString()
				.containsIgnoringCase("\r\nauthorization: Bearer key-of-fetcher\r\n")
				.containsIgnoringCase("\r\nx-all: yes\r\n")
				.doesNotContain("mine");
			assertThat(chain(context)).noneMatch((event) -> text(event).contains("key-of-fetcher"));
		});
	}

	@Test
	void hidesWhatTheApplicationsInterceptorsThrow() {
		this.runner.withUserConfiguration(Broken.class)
			.run((context) -> assertThat(fetch(context, "GET", ""))
				.isEqualTo("err: the application could not make the request to http://127.0.0.1:" + this.server.port()
						+ "; its log says why"));
	}

	@Test
	void yieldsToAnotherHandlerOfItsName() {
		this.runner.withUserConfiguration(Replacement.class).run((context) -> {
			assertThat(fetch(context, "GET", "")).isEqualTo("299\nX-Replaced: yes\n");
			assertThat(this.server.connections()).isEmpty();
		});
	}

	@Test
	void yieldsItsConnectionsToAnotherRequestFactory() {
		this.runner.withUserConfiguration(Jdk.class).run((context) -> {
			assertThat(fetch(context, "GET", "")).startsWith("200\n").endsWith("\n\nhello");
			this.server.on("/", "HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n" + "x".repeat(2_000_000));
			assertThat(fetch(context, "GET", ""))
				.startsWith("err: the response's body has more than max_response = 1048576");
		});
	}

	@Test
	void endsAnExchangeOfAnotherRequestFactoryWithItsTime() {
		this.server.on("/", (out) -> new CountDownLatch(1).await());
		this.runner.withUserConfiguration(Jdk.class)
			.withPropertyValues("theater.http-client.timeout=300ms", "theater.http-client.max-concurrent=1")
			.run((context) -> {
				assertThat(fetch(context, "GET", "")).endsWith("within 300ms");
				this.server.on("/", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
				await().untilAsserted(() -> assertThat(fetch(context, "GET", "")).startsWith("200"));
			});
	}

	@Test
	void boundsWhatManifestsSet() {
		this.runner.withPropertyValues("theater.http-client.max-response=4B").run((context) -> {
			assertThat(fetch(context, "GET", ""))
				.startsWith("err: the response's body has more than max_response = 4 bytes");
			Files.writeString(this.directory.resolve("more.toml"), Fetchers.manifest("more", "max_response = \"5B\""));
			assertThatExceptionOfType(SupervisorException.class)
				.isThrownBy(() -> context.getBean(SupervisorService.class).spawn("more.toml"))
				.withMessageContaining("max_response")
				.withMessageContaining("is \"5B\"; it must be from \"0B\" to \"4B\"");
		});
	}

	@Test
	void refusesPropertiesThatMakeNoSense() {
		this.runner.withPropertyValues("theater.http-client.max-concurrent=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("theater.http-client.max-concurrent is 0; it must be from 1 to 10000"));
		this.runner.withPropertyValues("theater.http-client.ssl-bundle=none")
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void saysWhatIsMissingWithoutRestClient() {
		for (String missing : List.of("org.springframework.web", "io.micrometer")) {
			new ApplicationContextRunner()
				.withConfiguration(
						AutoConfigurations.of(TheaterAutoConfiguration.class, TheaterHttpClientAutoConfiguration.class))
				.withPropertyValues("theater.manifest-locations=file:" + this.directory + "/")
				.withClassLoader(new FilteredClassLoader(missing))
				.run((context) -> {
					assertThat(context).hasNotFailed();
					assertThatExceptionOfType(SupervisorException.class)
						.isThrownBy(() -> context.getBean(SupervisorService.class).spawn("fetcher.toml"))
						.withMessageContaining("fetcher.toml:6:1: key 'hosts' in [[handler]] type = \"http-client\" "
								+ "cannot be used, since this application has no RestClient; add the dependency "
								+ "org.springframework.boot:spring-boot-starter-restclient");
					Files.writeString(this.directory.resolve("bare.toml"), Fetchers.manifest("bare"));
					assertThat(fetch(context, "bare.toml", "GET", "")).startsWith("err: http-client cannot be used")
						.contains("spring-boot-starter-restclient");
				});
		}
	}

	@Test
	void staysAwayWithTheTheater() {
		this.runner.withPropertyValues("theater.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("theaterHttpClient"));
	}

	@Test
	void notesExchangesOnTheChainWithoutWhatMayBeSecret() {
		this.runner.run((context) -> {
			fetch(context, "POST", "X-Key: very-secret\n\nvery private text");
			String uri = "http://127.0.0.1:" + this.server.port() + "/";
			assertThat(exchanges(context)).containsExactly(
					"{\"SendHttpCall\":{\"method\":\"POST\",\"uri\":\"" + uri
							+ "\",\"headers\":[\"X-Key\"],\"body-length\":17,\"body-sha256\":\""
							+ sha256("very private text") + "\"}}",
					"{\"SendHttpResult\":{\"status\":200,\"body-length\":5,\"body-sha256\":\"" + sha256("hello")
							+ "\"}}");
		});
	}

	@Test
	void notesWhatWasRefusedOnTheChain() {
		this.runner.run((context) -> {
			ask(context, "fetcher.toml", "GET http://user:password@127.0.0.1:" + this.server.port() + "/?a=b");
			assertThat(exchanges(context)).containsExactly(
					"{\"SendHttpCall\":{\"method\":\"GET\",\"uri\":\"http://…@127.0.0.1:" + this.server.port()
							+ "/?a=b\",\"headers\":[]}}",
					"{\"SendHttpError\":{\"error\":\"the uri has user information before its host; credentials "
							+ "belong in a header\"}}");
		});
	}

	@Test
	void isObservedBelowTheHostCall() {
		TestObservationRegistry observations = TestObservationRegistry.create();
		this.runner
			.withConfiguration(AutoConfigurations.of(RestClientObservationAutoConfiguration.class,
					TheaterMetricsAutoConfiguration.class))
			.withBean(ObservationRegistry.class, () -> observations)
			.run((context) -> {
				fetch(context, "GET", "");
				await().untilAsserted(() -> TestObservationRegistryAssert.assertThat(observations)
					.hasObservationWithNameEqualTo("http.client.requests")
					.that()
					.hasBeenStarted()
					.hasBeenStopped()
					.hasParentObservationContextMatching((parent) -> "theater.host.call".equals(parent.getName())));
			});
	}

	@Test
	void observesSoManyHostsOnly() {
		GuestObservationConvention convention = new GuestObservationConvention("http.client.requests");
		Set<String> names = new HashSet<>();
		for (int i = 0; i < 1000; i++) {
			ClientHttpRequest request = new DirectRequestFactory(InetAddress::getAllByName, Tls.of(null))
				.createRequest(URI.create("https://a" + i + ".example.com/"), HttpMethod.GET);
			names.add(convention.clientName(new ClientRequestObservationContext(request)).getValue());
		}
		assertThat(names).hasSize(GuestObservationConvention.MOST_HOSTS + 1).contains("a0.example.com", "other");
	}

	@Test
	void observesThoseStatusesOnlyThatHaveAName() throws IOException {
		GuestObservationConvention convention = new GuestObservationConvention("http.client.requests");
		ClientHttpRequest request = new DirectRequestFactory(InetAddress::getAllByName, Tls.of(null))
			.createRequest(URI.create("https://example.com/"), HttpMethod.GET);
		Set<String> statuses = new HashSet<>();
		for (int status = 200; status < 600; status++) {
			ClientRequestObservationContext context = new ClientRequestObservationContext(request);
			context.setResponse(new MockClientHttpResponse(new byte[0], status));
			convention.getLowCardinalityKeyValues(context)
				.stream()
				.filter((key) -> key.getKey().equals("status"))
				.forEach((key) -> statuses.add(key.getValue()));
		}
		assertThat(statuses).contains("200", "404", "503", "other").doesNotContain("299", "599").hasSizeLessThan(80);
	}

	@Test
	void keepsTheApplicationsObservationConvention() {
		TestObservationRegistry observations = TestObservationRegistry.create();
		this.runner.withBean(ObservationRegistry.class, () -> observations)
			.withBean(ClientRequestObservationConvention.class,
					() -> new DefaultClientRequestObservationConvention("outside"))
			.run((context) -> {
				fetch(context, "GET", "");
				await().untilAsserted(() -> TestObservationRegistryAssert.assertThat(observations)
					.hasObservationWithNameEqualTo("outside"));
			});
	}

	private String fetch(AssertableApplicationContext context, String method, String rest) {
		return fetch(context, "fetcher.toml", method, rest);
	}

	private String fetch(AssertableApplicationContext context, String manifest, String method, String rest) {
		return ask(context, manifest,
				method + " http://127.0.0.1:" + this.server.port() + "/" + (rest.isEmpty() ? "" : "\n" + rest));
	}

	private static String ask(AssertableApplicationContext context, String manifest, String request) {
		String name = manifest.replace(".toml", "");
		ActorId fetcher = context.getBean(ActorDirectory.class)
			.find(name)
			.map((node) -> node.id())
			.orElseGet(() -> context.getBean(SupervisorService.class).spawn(manifest));
		byte[] answer = context.getBean(ActorMessaging.class)
			.request(fetcher, request.getBytes(StandardCharsets.UTF_8), Duration.ofSeconds(30))
			.join();
		return new String(answer, StandardCharsets.UTF_8);
	}

	private static List<ChainEvent> chain(AssertableApplicationContext context) {
		ActorDirectory directory = context.getBean(ActorDirectory.class);
		return directory.events(directory.find("fetcher").orElseThrow().id(), 100);
	}

	private static List<String> exchanges(AssertableApplicationContext context) {
		return chain(context).stream()
			.filter((event) -> event.eventType().equals("theater:simple/http-client/send-http"))
			.map(TheaterHttpClientAutoConfigurationTests::text)
			.sorted()
			.toList();
	}

	private static String text(ChainEvent event) {
		return new String(event.data(), StandardCharsets.UTF_8);
	}

	private static String sha256(String text) throws NoSuchAlgorithmException {
		MessageDigest digest = MessageDigest.getInstance("SHA-256");
		return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
	}

	/** What every RestClient sends, and what guests' requests carry. */
	@Configuration(proxyBeanMethods = false)
	static class Secrets {

		@Bean
		RestClientCustomizer everywhere() {
			return (builder) -> builder.defaultHeader("X-All", "yes");
		}

		@Bean
		GuestRestClientCustomizer guests() {
			return (builder) -> builder.requestInterceptor((request, body, execution) -> {
				request.getHeaders()
					.setBearerAuth("key-of-" + request.getAttributes().get(GuestRestClientCustomizer.ACTOR_PATH));
				return execution.execute(request, body);
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Broken {

		@Bean
		@Order(1)
		GuestRestClientCustomizer broken() {
			return (builder) -> builder.requestInterceptor((request, body, execution) -> {
				throw new IllegalStateException("the password is 12345");
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Jdk {

		@Bean
		ClientHttpRequestFactory theaterHttpRequestFactory() {
			return new JdkClientHttpRequestFactory();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Replacement {

		@Bean
		HostHandler another() {
			return new HostHandler() {
				@Override
				public String name() {
					return "http-client";
				}

				@Override
				public void setUpHostFunctions(HostFunctions functions) {
					HttpClientWit.declare(functions, (call, arguments) -> ResultValue.ok(HttpClientWit.response(299,
							List.of(TupleValue.of("X-Replaced", "yes")), Optional.empty())));
				}
			};
		}

	}

}
