package dev.theater.spring.variants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorMessaging;
import dev.theater.actor.ActorStatus;
import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.ActorNode;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application that runs, with a desk and its three workers unless it is told
 * otherwise, and the ways to speak to it: as its beans do, and over HTTP.
 */
final class RunningApplication implements AutoCloseable {

	static final String EXPOSED = "management.endpoints.web.exposure.include=*";

	static final String UNRESTRICTED = "management.endpoint.theater.access=unrestricted";

	static final String RESTART = "{\"action\":\"restart\"}";

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final ConfigurableApplicationContext context;

	RunningApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/** Starts an application that is {@link AskingApplication} and nothing more. */
	static RunningApplication start(WebApplicationType web, String... properties) {
		return start(web, List.of(AskingApplication.class), properties);
	}

	/** Starts an application made of these. */
	static RunningApplication start(WebApplicationType web, List<Class<?>> sources, String... properties) {
		return new RunningApplication(builder(web, sources).run(arguments(properties)));
	}

	static SpringApplicationBuilder builder(WebApplicationType web, List<Class<?>> sources) {
		return new SpringApplicationBuilder(sources.toArray(Class<?>[]::new)).web(web)
			.bannerMode(Banner.Mode.OFF)
			.main(AskingApplication.class)
			.properties("theater.actors.desk.manifest=desk.toml", "server.port=0");
	}

	/** As arguments they go before what application.properties says. */
	static String[] arguments(String... properties) {
		return Arrays.stream(properties).map((property) -> "--" + property).toArray(String[]::new);
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	// ---- as its beans do

	ActorNode node(String path) {
		return bean(ActorDirectory.class).find(path).orElseThrow();
	}

	ActorId id(String path) {
		return node(path).id();
	}

	void send(String path, String message) {
		bean(ActorMessaging.class).send(id(path), message.getBytes(StandardCharsets.UTF_8));
	}

	String request(String path, String message) {
		byte[] answer = bean(ActorMessaging.class)
			.request(id(path), message.getBytes(StandardCharsets.UTF_8), Duration.ofSeconds(20))
			.join();
		return new String(answer, StandardCharsets.UTF_8);
	}

	/** What has to work in every variant: messages, a crash, and the life after it. */
	RunningApplication withActorsThatWork() {
		long count = Long.parseLong(request("desk/flaky", "get"));
		send("desk/flaky", "count");
		assertThat(request("desk/flaky", "get")).isEqualTo(Long.toString(count + 1));
		ActorNode before = node("desk/flaky");
		send("desk/flaky", "crash");
		await().untilAsserted(() -> {
			ActorNode after = node("desk/flaky");
			assertThat(after.incarnation()).isEqualTo(before.incarnation() + 1);
			assertThat(after.status()).isEqualTo(ActorStatus.RUNNING);
		});
		assertThat(node("desk/flaky").id()).isEqualTo(before.id());
		assertThat(request("desk/flaky", "get")).isEqualTo(Long.toString(count + 1));
		return this;
	}

	// ---- over HTTP

	int port() {
		return port("local.server.port");
	}

	int managementPort() {
		return port("local.management.port");
	}

	private int port(String property) {
		return this.context.getEnvironment().getRequiredProperty(property, Integer.class);
	}

	HttpResponse<String> get(String path) {
		return exchange(request(path).GET());
	}

	/** What a path answers, which must be 200, at this place in its JSON. */
	Object read(String path, String place) {
		HttpResponse<String> response = get(path);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return JsonPath.read(response.body(), place);
	}

	HttpResponse<String> post(String path, String json) {
		return exchange(request(path).POST(HttpRequest.BodyPublishers.ofString(json))
			.header("Content-Type", "application/json"));
	}

	HttpResponse<String> delete(String path) {
		return exchange(request(path).DELETE());
	}

	HttpRequest.Builder request(String path) {
		return request(port(), path);
	}

	static HttpRequest.Builder request(int port, String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).timeout(Duration.ofSeconds(60));
	}

	static HttpResponse<String> exchange(HttpRequest.Builder request) {
		try {
			return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted while waiting for an answer", ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

}
