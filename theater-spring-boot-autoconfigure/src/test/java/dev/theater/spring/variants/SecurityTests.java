package dev.theater.spring.variants;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import dev.theater.spring.Users;
import dev.theater.spring.endpoint.TheaterEndpoint;
import jakarta.servlet.DispatcherType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.server.SecurityWebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

/** Spring Security before the endpoint: Boot's own chains, and an application's. */
@Timeout(120)
class SecurityTests {

	private static final String WHEN_AUTHORIZED = "management.endpoint.theater.show-values=when-authorized";

	private static final String THEATER = "/actuator/theater";

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void bootsOwnChainAsksForAUserAndAToken(WebApplicationType web) {
		try (RunningApplication app = RunningApplication.start(web, Users.SECURED, RunningApplication.EXPOSED,
				RunningApplication.UNRESTRICTED, WHEN_AUTHORIZED, "spring.security.user.name=operator",
				"spring.security.user.password=operator")) {
			app.withActorsThatWork();
			String flaky = THEATER + "/" + app.id("desk/flaky");
			assertThat(app.get("/actuator/health").statusCode()).isEqualTo(200);
			assertThat(app.get(THEATER).statusCode()).isEqualTo(401);
			assertThat(app.get(flaky + "/events").statusCode()).isEqualTo(401);
			assertThat(app.get("/ask?path=desk/flaky&message=get").statusCode()).isEqualTo(401);
			assertThat(as("wrong", app.request(THEATER).GET()).statusCode()).isEqualTo(401);
			HttpResponse<String> seen = as("operator", app.request(flaky).GET());
			assertThat(seen.statusCode()).isEqualTo(200);
			assertThat(seen.body()).contains("\"state\":{\"length\":1,\"base64\":\"MQ==\",\"text\":\"1\"}");
			// without a token; what refuses it on servlets is its error page, which asks
			// for a user
			assertThat(as("operator", restart(app, flaky)).statusCode()).isIn(401, 403);
			assertThat(as("operator", app.request(flaky).DELETE()).statusCode()).isIn(401, 403);
			assertThat(app.node("desk/flaky").incarnation()).isEqualTo(2);
		}
	}

	@Test
	void anApplicationsChainDecidesWhoSeesAndWhoActs() {
		try (RunningApplication app = RunningApplication.start(WebApplicationType.SERVLET,
				List.of(AskingApplication.class, ServletChain.class), Users.SECURED, RunningApplication.EXPOSED,
				RunningApplication.UNRESTRICTED, WHEN_AUTHORIZED, "management.endpoint.theater.roles=OPERATOR")) {
			app.withActorsThatWork();
			assertThatOnlyOperatorsSeeValues(app);
			String flaky = THEATER + "/" + app.id("desk/flaky");
			assertThat(restart(app, flaky, null, false)).isEqualTo(403);
			assertThat(restart(app, flaky, null, true)).isEqualTo(401);
			assertThat(restart(app, flaky, "viewer", true)).isEqualTo(403);
			assertThat(restart(app, flaky, "operator", false)).isEqualTo(403);
			assertThat(app.node("desk/flaky").incarnation()).isEqualTo(2);
			assertThat(restart(app, flaky, "operator", true)).isEqualTo(200);
			assertThat(app.node("desk/flaky").incarnation()).isEqualTo(3);
			assertThat(as("viewer", withToken(app.request(flaky).DELETE())).statusCode()).isEqualTo(403);
			assertThat(as("operator", withToken(app.request(flaky).DELETE())).statusCode()).isEqualTo(204);
		}
	}

	@Test
	void anApplicationsReactiveChainDecidesWhoSees() {
		try (RunningApplication app = RunningApplication.start(WebApplicationType.REACTIVE,
				List.of(AskingApplication.class, ReactiveChain.class), Users.SECURED, RunningApplication.EXPOSED,
				WHEN_AUTHORIZED, "management.endpoint.theater.roles=OPERATOR")) {
			app.withActorsThatWork();
			assertThatOnlyOperatorsSeeValues(app);
		}
	}

	private static void assertThatOnlyOperatorsSeeValues(RunningApplication app) {
		String flaky = THEATER + "/" + app.id("desk/flaky");
		String events = flaky + "/events";
		for (String user : new String[] { null, "viewer" }) {
			HttpResponse<String> node = as(user, app.request(flaky).GET());
			assertThat(node.statusCode()).isEqualTo(200);
			assertThat(node.body()).contains("\"lastFailure\":").doesNotContain("\"state\"", "\"message\"");
			assertThat(as(user, app.request(events).GET()).body()).contains("\"events\":[{").doesNotContain("\"data\"");
		}
		assertThat(as("operator", app.request(flaky).GET()).body()).contains("\"text\":\"1\"", "\"message\":");
		assertThat(as("operator", app.request(events).GET()).body()).contains("\"data\":");
	}

	private static int restart(RunningApplication app, String uri, @Nullable String user, boolean token) {
		HttpRequest.Builder request = restart(app, uri);
		return as(user, token ? withToken(request) : request).statusCode();
	}

	private static HttpRequest.Builder restart(RunningApplication app, String uri) {
		return app.request(uri)
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(RunningApplication.RESTART));
	}

	private static HttpRequest.Builder withToken(HttpRequest.Builder request) {
		return request.header("Cookie", "XSRF-TOKEN=0a1b2c").header("X-XSRF-TOKEN", "0a1b2c");
	}

	private static HttpResponse<String> as(@Nullable String user, HttpRequest.Builder request) {
		if (user != null) {
			request.header("Authorization", Users.basic(user));
		}
		return RunningApplication.exchange(request);
	}

	@Configuration(proxyBeanMethods = false)
	static class ServletChain {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) throws Exception {
			return http
				.authorizeHttpRequests((requests) -> requests
					.requestMatchers(EndpointRequest.to(TheaterEndpoint.class).withHttpMethod(HttpMethod.GET))
					.permitAll()
					.dispatcherTypeMatchers(DispatcherType.ERROR)
					.permitAll()
					.anyRequest()
					.hasRole("OPERATOR"))
				.httpBasic(withDefaults())
				.csrf((csrf) -> csrf.csrfTokenRepository(CookieCsrfTokenRepository.withHttpOnlyFalse())
					.csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler()))
				.build();
		}

		@Bean
		InMemoryUserDetailsManager users() {
			return new InMemoryUserDetailsManager(Users.all());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReactiveChain {

		@Bean
		SecurityWebFilterChain chain(ServerHttpSecurity http) {
			return http
				.authorizeExchange((exchanges) -> exchanges.pathMatchers(HttpMethod.GET, "/actuator/**")
					.permitAll()
					.anyExchange()
					.hasRole("OPERATOR"))
				.httpBasic(withDefaults())
				.build();
		}

		@Bean
		MapReactiveUserDetailsService users() {
			return new MapReactiveUserDetailsService(Users.all());
		}

	}

}
