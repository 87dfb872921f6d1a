package dev.theater.spring.variants;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/** Where the endpoint is, as the application wishes. */
@Timeout(120)
class AddressTests {

	@ParameterizedTest
	@MethodSource
	void isWhereTheApplicationWants(WebApplicationType web, String ask, String actuator, String[] properties) {
		boolean apart = Stream.of(properties).anyMatch("management.server.port=0"::equals);
		String[] all = Stream
			.concat(Stream.of(properties), Stream.of(RunningApplication.EXPOSED, RunningApplication.UNRESTRICTED))
			.toArray(String[]::new);
		try (RunningApplication app = RunningApplication.start(web, all)) {
			app.withActorsThatWork();
			assertThat(app.get(ask + "?path=desk/flaky&message=get").body()).isEqualTo("1");
			int port = apart ? app.managementPort() : app.port();
			assertThat(port == app.port()).isNotEqualTo(apart);
			String flaky = actuator + "/theater/" + app.id("desk/flaky");
			HttpResponse<String> tree = get(port, actuator + "/theater");
			assertThat(tree.statusCode()).as(tree.body()).isEqualTo(200);
			assertThat(JsonPath.<Integer>read(tree.body(), "$.actors.running")).isEqualTo(4);
			assertThat(get(port, flaky).statusCode()).isEqualTo(200);
			assertThat(get(port, actuator + "/health").statusCode()).isEqualTo(200);
			assertThat(get(port, actuator + "/theater/desk").statusCode()).isEqualTo(400);
			assertThat(RunningApplication
				.exchange(RunningApplication.request(port, flaky)
					.POST(HttpRequest.BodyPublishers.ofString(RunningApplication.RESTART))
					.header("Content-Type", "application/json"))
				.statusCode()).isEqualTo(200);
			assertThat(app.node("desk/flaky").incarnation()).isEqualTo(3);
			assertThat(RunningApplication.exchange(RunningApplication.request(port, flaky).DELETE()).statusCode())
				.isEqualTo(204);
			assertThat(get(app.port(), "/actuator/theater").statusCode()).as("where it would be otherwise")
				.isEqualTo(404);
		}
	}

	static Stream<Arguments> isWhereTheApplicationWants() {
		return Stream.of(
				variant("context path", WebApplicationType.SERVLET, "/shop/ask", "/shop/actuator",
						"server.servlet.context-path=/shop"),
				variant("the servlet's path", WebApplicationType.SERVLET, "/mvc/ask", "/mvc/actuator",
						"spring.mvc.servlet.path=/mvc"),
				variant("base path of WebFlux", WebApplicationType.REACTIVE, "/shop/ask", "/shop/actuator",
						"spring.webflux.base-path=/shop"),
				variant("base path of the endpoints", WebApplicationType.SERVLET, "/ask", "/manage",
						"management.endpoints.web.base-path=/manage"),
				variant("port of its own", WebApplicationType.SERVLET, "/ask", "/actuator", "management.server.port=0"),
				variant("port and base path of its own", WebApplicationType.SERVLET, "/ask", "/ops/actuator",
						"management.server.port=0", "management.server.base-path=/ops"),
				variant("port of its own beside WebFlux", WebApplicationType.REACTIVE, "/ask", "/ops/actuator",
						"management.server.port=0", "management.server.base-path=/ops"));
	}

	private static Arguments variant(String name, WebApplicationType web, String ask, String actuator,
			String... properties) {
		return argumentSet(name, web, ask, actuator, properties);
	}

	private static HttpResponse<String> get(int port, String path) {
		return RunningApplication.exchange(RunningApplication.request(port, path).GET());
	}

}
