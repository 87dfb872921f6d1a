package dev.theater.spring.variants;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/** Where the live page is, as the application wishes. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class PageAliasTests {

	private static final String ALIAS = "theater.page.enabled=true";

	@ParameterizedTest
	@MethodSource
	void isWhereTheApplicationWants(WebApplicationType web, String page, String alias, String actors,
			String[] properties) {
		String[] all = Stream.concat(Stream.of(properties), Stream.of(ALIAS, RunningApplication.EXPOSED))
			.toArray(String[]::new);
		try (RunningApplication app = RunningApplication.start(web, all)) {
			int port = app.managementPort();
			String settings = body(port, page + "?part=settings");
			assertThat(JsonPath.<String>read(settings, "$.actors")).isEqualTo(actors);
			String node = URI.create(page).resolve(actors) + "/" + app.id("desk/flaky");
			assertThat(body(port, node)).contains("\"path\":\"desk/flaky\"");
			assertThat(body(port, page)).contains("<html");
			assertThat(RunningApplication.exchange(RunningApplication.request(port, page).GET())
				.headers()
				.firstValue("Content-Security-Policy")).isPresent();
			if (port != app.port()) {
				assertThat(app.get(page).statusCode()).isEqualTo(404);
				assertThat(app.get("/actuator/theaterui").statusCode()).isEqualTo(404);
			}
			assertAlias(app, alias);
		}
	}

	private static void assertAlias(RunningApplication app, String alias) {
		String name = alias.substring(alias.lastIndexOf('/') + 1);
		String flaky = alias + "/actors/" + app.id("desk/flaky");
		assertThat(body(app.port(), alias)).contains("<html");
		assertThat(app.get(alias).headers().firstValue("Content-Security-Policy")).isPresent();
		assertThat(body(app.port(), alias + "?part=page.js")).isNotEmpty();
		assertThat(app.read(alias + "?part=settings", "$.actors")).isEqualTo(name + "/actors");
		if (app.port() == app.managementPort()) {
			String metrics = app.read(alias + "?part=settings", "$.metrics").toString();
			assertThat(body(app.port(), URI.create(alias).resolve(metrics).toString())).contains("\"names\"");
		}
		else {
			assertThat(app.get(alias + "?part=settings").body()).doesNotContain("\"metrics\"");
			assertThat(app.get("/actuator/theater").statusCode()).isEqualTo(404);
			assertThat(app.get("/actuator/health").statusCode()).isEqualTo(404);
			assertThat(RunningApplication.exchange(RunningApplication.request(app.managementPort(), alias).GET())
				.statusCode()).isEqualTo(404);
		}
		assertThat(app.read(alias + "?part=changes", "$.actors.length()")).isEqualTo(4);
		assertThat(app.read(flaky, "$.path")).isEqualTo("desk/flaky");
		assertThat(app.read(flaky + "/events?limit=1", "$.events.length()")).isEqualTo(1);
		for (String other : new String[] { "/health", "/actors/../../actuator/health", "/actors/%2e%2e/health",
				"/actors/%61", "/actors/a;b=c", "/actors//health", "/page.js", "/actorsand" }) {
			assertThat(app.get(alias + other).statusCode()).as(other).isIn(400, 404);
		}
	}

	private static String body(int port, String path) {
		var response = RunningApplication.exchange(RunningApplication.request(port, path).GET());
		assertThat(response.statusCode()).as(path + response.body()).isEqualTo(200);
		return response.body();
	}

	static Stream<Arguments> isWhereTheApplicationWants() {
		return Stream.of(
				variant("beside the endpoint", WebApplicationType.SERVLET, "/actuator/theaterui", "/theater",
						"theater"),
				variant("context path and path mapping", WebApplicationType.SERVLET, "/shop/actuator/ops/page",
						"/shop/ops/tree", "../trees/actors", "server.servlet.context-path=/shop",
						"theater.page.path=/ops/tree", "management.endpoints.web.path-mapping.theaterui=ops/page",
						"management.endpoints.web.path-mapping.theater=trees/actors"),
				variant("the servlet's path", WebApplicationType.SERVLET, "/mvc/actuator/theaterui", "/mvc/theater",
						"theater", "spring.mvc.servlet.path=/mvc"),
				variant("base path of WebFlux", WebApplicationType.REACTIVE, "/shop/actuator/theaterui",
						"/shop/theater", "theater", "spring.webflux.base-path=/shop"),
				variant("endpoints at the root", WebApplicationType.SERVLET, "/theaterui", "/page", "theater",
						"management.endpoints.web.base-path=/", "theater.page.path=/page"),
				variant("the other port", WebApplicationType.SERVLET, "/ops/actuator/theaterui", "/shop/theater",
						"theater", "management.server.port=0", "management.server.base-path=/ops",
						"server.servlet.context-path=/shop"),
				variant("the other port, endpoints at the root", WebApplicationType.SERVLET, "/theaterui", "/page",
						"theater", "management.server.port=0", "management.endpoints.web.base-path=/",
						"theater.page.path=/page"),
				variant("the other port of WebFlux", WebApplicationType.REACTIVE, "/ops/actuator/theaterui",
						"/shop/theater", "theater", "management.server.port=0", "management.server.base-path=/ops",
						"spring.webflux.base-path=/shop"));
	}

	private static Arguments variant(String name, WebApplicationType web, String page, String alias, String actors,
			String... properties) {
		return argumentSet(name, web, page, alias, actors, properties);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void showsNoActorsWhereTheirEndpointIsNotExposed(WebApplicationType web) {
		try (RunningApplication app = RunningApplication.start(web, ALIAS, RunningApplication.UNRESTRICTED,
				"management.endpoints.web.exposure.include=theaterui,prometheus")) {
			for (String page : new String[] { "/actuator/theaterui", "/theater" }) {
				assertThat(app.get(page + "?part=settings").body()).contains("\"actions\":[]")
					.doesNotContain("\"actors\":");
				assertThat(app.read(page + "?part=changes", "$.actors.length()")).isEqualTo(4);
			}
			assertThat(app.get("/theater/actors").statusCode()).isEqualTo(404);
			assertThat(app.get("/theater/actors/" + app.id("desk/flaky")).statusCode()).isEqualTo(404);
		}
	}

	@ParameterizedTest
	@MethodSource
	void doesNotStartWithAnAliasThatLeadsNowhere(WebApplicationType web, String said, String[] properties,
			CapturedOutput output) {
		String[] all = Stream.concat(Stream.of(properties), Stream.of(ALIAS)).toArray(String[]::new);
		assertThatThrownBy(() -> RunningApplication.start(web, all)).isNotNull();
		assertThat(output).contains("APPLICATION FAILED TO START", said).doesNotContain("\tat ");
	}

	static Stream<Arguments> doesNotStartWithAnAliasThatLeadsNowhere() {
		String exposed = "management.endpoints.web.exposure.include=health,theater,theaterui,metrics";
		return Stream.of(refusal("not exposed", WebApplicationType.REACTIVE, exposed),
				refusal("no access", WebApplicationType.SERVLET, exposed, RunningApplication.EXPOSED,
						"management.endpoint.theaterui.access=none"),
				refusal("ports and a servlet's path", WebApplicationType.SERVLET, "leave out one of",
						RunningApplication.EXPOSED, "management.server.port=0", "spring.mvc.servlet.path=/mvc"),
				refusal("below the endpoints", WebApplicationType.SERVLET, "neither at nor below /actuator,",
						RunningApplication.EXPOSED, "theater.page.path=/actuator/page"),
				refusal("in an endpoint's place", WebApplicationType.SERVLET, "neither at nor below /theater,",
						RunningApplication.EXPOSED, "management.endpoints.web.base-path=/"),
				refusal("no path", WebApplicationType.SERVLET, "theater.page.path is theater?",
						RunningApplication.EXPOSED, "theater.page.path=theater?"),
				refusal("the root", WebApplicationType.SERVLET, "theater.page.path is /;", RunningApplication.EXPOSED,
						"theater.page.path=/"));
	}

	private static Arguments refusal(String name, WebApplicationType web, String said, String... properties) {
		return argumentSet(name, web, said, properties);
	}

	@Test
	void isNoneWhereTheaterIsSwitchedOff() {
		try (RunningApplication app = RunningApplication.start(WebApplicationType.SERVLET,
				List.of(PartsApplication.class), ALIAS, "theater.enabled=false", RunningApplication.EXPOSED)) {
			assertThat(app.get("/theater").statusCode()).isEqualTo(404);
			assertThat(app.get("/actuator/theaterui").statusCode()).isEqualTo(404);
		}
	}

}
