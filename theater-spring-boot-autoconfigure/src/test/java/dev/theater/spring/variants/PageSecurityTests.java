package dev.theater.spring.variants;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import dev.theater.spring.Users;
import dev.theater.spring.endpoint.TheaterEndpoint;
import jakarta.servlet.DispatcherType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

/** Who may see the live page, and do what it does, where Spring Security is. */
@Timeout(120)
class PageSecurityTests {

	private static final String ALIAS = "theater.page.enabled=true";

	private static final String PAGE = "/actuator/theaterui";

	@ParameterizedTest
	@CsvSource({ "SERVLET, server.port=0", "SERVLET, management.server.port=0", "REACTIVE, server.port=0",
			"REACTIVE, management.server.port=0" })
	void theEndpointsRulesHoldForItsAlias(WebApplicationType web, String port) {
		boolean servlet = web == WebApplicationType.SERVLET;
		try (RunningApplication app = RunningApplication.start(web,
				List.of(AskingApplication.class, servlet ? ServletChain.class : ReactiveChain.class), Users.SECURED,
				ALIAS, RunningApplication.EXPOSED, RunningApplication.UNRESTRICTED, port)) {
			boolean apart = app.port() != app.managementPort();
			String flaky = "/" + app.id("desk/flaky");
			assertThat(app.get("/ask?path=desk/flaky&message=get").statusCode()).isEqualTo(200);
			for (String page : apart ? new String[] { "/theater" } : new String[] { PAGE, "/theater" }) {
				for (String part : new String[] { "", "?part=page.js", "?part=settings", "?part=changes",
						"?part=stream" }) {
					assertThat(app.get(page + part).statusCode()).as(page + part).isEqualTo(401);
					assertThat(as("viewer", app.request(page + part)).statusCode()).isEqualTo(403);
				}
				assertThat(as("operator", app.request(page)).statusCode()).isEqualTo(200);
				assertThat(as("operator", app.request(page)).headers().allValues("Content-Security-Policy")).hasSize(1);
			}
			for (String theater : apart ? new String[] { "/theater/actors" }
					: new String[] { "/actuator/theater", "/theater/actors" }) {
				assertThat(app.get(theater).statusCode()).as(theater).isEqualTo(401);
				assertThat(app.get(theater + flaky).statusCode()).isEqualTo(401);
				assertThat(as("viewer", app.request(theater + flaky)).statusCode()).isEqualTo(200);
				assertThat(as("viewer", restart(app.request(theater + flaky))).statusCode()).isEqualTo(403);
			}
			if (apart) {
				assertThat(as("operator", app.request(PAGE)).statusCode()).isEqualTo(404);
				assertThat(app.get(PAGE).statusCode()).as("for whoever has no business there").isEqualTo(404);
			}
			assertThat(app.node("desk/flaky").incarnation()).isOne();
		}
	}

	@ParameterizedTest
	@CsvSource({ "SERVLET, server.port=0", "SERVLET, management.server.port=0", "REACTIVE, server.port=0",
			"REACTIVE, management.server.port=0" })
	void actsWithTheTokenOfItsSettingsAlone(WebApplicationType web, String port) {
		boolean servlet = web == WebApplicationType.SERVLET;
		try (RunningApplication app = RunningApplication.start(web,
				List.of(AskingApplication.class, servlet ? ServletChain.class : ReactiveChain.class), Users.SECURED,
				ALIAS, RunningApplication.EXPOSED, RunningApplication.UNRESTRICTED, port)) {
			int incarnation = 1;
			boolean apart = app.port() != app.managementPort();
			for (String page : apart ? new String[] { "/theater" } : new String[] { PAGE, "/theater" }) {
				HttpResponse<String> settings = as("operator", app.request(page + "?part=settings"));
				assertThat(JsonPath.<List<String>>read(settings.body(), "$.actions")).containsExactly("restart",
						"stop");
				String actors = page.substring(0, page.lastIndexOf('/') + 1)
						+ JsonPath.<String>read(settings.body(), "$.actors") + "/" + app.id("desk/flaky");
				assertThat(as("operator", restart(app.request(actors))).statusCode()).isEqualTo(403);
				HttpRequest.Builder restart = restart(app.request(actors)).header(
						settings.headers().firstValue("Theater-Csrf-Header").orElseThrow(),
						settings.headers().firstValue("Theater-Csrf-Token").orElseThrow());
				restart.header("Cookie", cookies(settings));
				assertThat(as("operator", restart).statusCode()).as(actors).isEqualTo(200);
				assertThat(app.node("desk/flaky").incarnation()).isEqualTo(++incarnation);
			}
		}
	}

	/** The container lets the request of whoever is refused go on to another path. */
	@ParameterizedTest
	@ValueSource(strings = { "server.port=0", "management.server.port=0" })
	void whoIsRefusedGetsNoFurtherByAForward(String port) {
		try (RunningApplication app = RunningApplication.start(WebApplicationType.SERVLET,
				List.of(AskingApplication.class, ForwardingChain.class, Refusals.class), Users.SECURED, ALIAS,
				RunningApplication.EXPOSED, RunningApplication.UNRESTRICTED, port)) {
			String actor = "/theater/actors/" + app.id("desk/flaky");
			for (String path : new String[] { "/theater", "/theater?part=changes", actor }) {
				HttpResponse<String> refused = as("viewer", app.request(path));
				assertThat(refused.statusCode()).as(path).isEqualTo(403);
				assertThat(refused.body()).isEqualTo("refused");
			}
			assertThat(as("viewer", restart(app.request(actor))).body()).isEqualTo("refused");
			assertThat(as("viewer", app.request(actor).DELETE()).body()).isEqualTo("refused");
			assertThat(as("operator", restart(app.request(actor))).body()).as("without a token").isEqualTo("refused");
			assertThat(app.node("desk/flaky").incarnation()).isOne();
		}
	}

	@Test
	void makesNoSessionWhereNothingMayBeDone() {
		try (RunningApplication app = RunningApplication.start(WebApplicationType.SERVLET,
				List.of(AskingApplication.class, ServletChain.class), Users.SECURED, ALIAS,
				RunningApplication.EXPOSED)) {
			HttpResponse<String> settings = as("operator", app.request(PAGE + "?part=settings"));
			assertThat(settings.body()).contains("\"actions\":[]");
			assertThat(settings.headers().map()).doesNotContainKeys("set-cookie", "theater-csrf-token");
			String actor = "/theater/actors/" + app.id("desk/flaky");
			assertThat(as("operator", restart(app.request(actor))).statusCode()).isEqualTo(403);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.port=0", "management.server.port=0" })
	void comesBackFromTheLogin(String port) {
		try (RunningApplication app = RunningApplication.start(WebApplicationType.SERVLET, Users.SECURED, ALIAS,
				RunningApplication.EXPOSED, port, "spring.security.user.name=operator",
				"spring.security.user.password=operator")) {
			HttpResponse<String> refused = RunningApplication
				.exchange(app.request("/theater").header("Accept", "text/html"));
			assertThat(refused.headers().firstValue("Location").orElseThrow()).endsWith("/login");
			HttpResponse<String> form = RunningApplication
				.exchange(app.request("/login").header("Cookie", cookies(refused)));
			Matcher token = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"").matcher(form.body());
			assertThat(token.find()).isTrue();
			HttpResponse<String> login = RunningApplication.exchange(app.request("/login")
				.header("Cookie", cookies(refused))
				.header("Content-Type", "application/x-www-form-urlencoded")
				.POST(HttpRequest.BodyPublishers.ofString("username=operator&password=operator&_csrf="
						+ URLEncoder.encode(token.group(1), StandardCharsets.UTF_8))));
			HttpResponse<String> page = follow(app, login, cookies(login));
			page = (page.statusCode() == 302) ? follow(app, page, cookies(login)) : page;
			assertThat(page.statusCode()).isEqualTo(200);
			assertThat(page.body()).contains("<html");
		}
	}

	private static HttpResponse<String> follow(RunningApplication app, HttpResponse<String> from, String cookies) {
		URI location = URI.create(from.headers().firstValue("Location").orElseThrow());
		String query = (location.getRawQuery() != null) ? "?" + location.getRawQuery() : "";
		return RunningApplication.exchange(
				app.request(location.getRawPath() + query).header("Cookie", cookies).header("Accept", "text/html"));
	}

	@Test
	void goesOnTellingWhoeverMaySee() {
		try (RunningApplication app = RunningApplication.start(WebApplicationType.SERVLET,
				List.of(AskingApplication.class, ServletChain.class), Users.SECURED, ALIAS, RunningApplication.EXPOSED);
				EventStream stream = new EventStream(app.port(), "/theater?part=stream",
						"Authorization: " + Users.basic("operator"))) {
			assertThat(stream.status()).isEqualTo(200);
			assertThat(stream.next().read("$.full")).isEqualTo(true);
			app.send("desk/flaky", "crash");
			assertThat(stream.next().read("$.full")).isEqualTo(false);
		}
	}

	private static String cookies(HttpResponse<String> response) {
		return String.join("; ",
				response.headers().allValues("Set-Cookie").stream().map((cookie) -> cookie.split(";")[0]).toList());
	}

	private static HttpRequest.Builder restart(HttpRequest.Builder request) {
		return request.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(RunningApplication.RESTART));
	}

	private static HttpResponse<String> as(String user, HttpRequest.Builder request) {
		return RunningApplication.exchange(request.header("Authorization", Users.basic(user)));
	}

	@Configuration(proxyBeanMethods = false)
	static class ServletChain {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) throws Exception {
			return http
				.authorizeHttpRequests((requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
					.permitAll()
					.requestMatchers(EndpointRequest.to(TheaterEndpoint.class))
					.authenticated()
					.requestMatchers(EndpointRequest.toAnyEndpoint())
					.hasRole("OPERATOR")
					.anyRequest()
					.permitAll())
				.httpBasic(withDefaults())
				.build();
		}

		@Bean
		InMemoryUserDetailsManager users() {
			return new InMemoryUserDetailsManager(Users.all());
		}

	}

	/** Lets all forwards pass, as applications with views do. */
	@Configuration(proxyBeanMethods = false)
	static class ForwardingChain {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) throws Exception {
			return http
				.authorizeHttpRequests(
						(requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
							.permitAll()
							.requestMatchers(EndpointRequest.toAnyEndpoint())
							.hasRole("OPERATOR")
							.anyRequest()
							.permitAll())
				.exceptionHandling((refused) -> refused.accessDeniedPage("/refused"))
				.httpBasic(withDefaults())
				.build();
		}

		@Bean
		InMemoryUserDetailsManager users() {
			return new InMemoryUserDetailsManager(Users.all());
		}

	}

	@RestController
	static class Refusals {

		@RequestMapping("/refused")
		String refused() {
			return "refused";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReactiveChain {

		@Bean
		SecurityWebFilterChain chain(ServerHttpSecurity http) {
			return http.authorizeExchange((exchanges) -> exchanges
				.matchers(org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest
					.to(TheaterEndpoint.class))
				.authenticated()
				.matchers(org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest
					.toAnyEndpoint())
				.hasRole("OPERATOR")
				.anyExchange()
				.permitAll()).httpBasic(withDefaults()).build();
		}

		@Bean
		MapReactiveUserDetailsService users() {
			return new MapReactiveUserDetailsService(Users.all());
		}

	}

}
