package dev.theater.spring.page;

import java.util.List;
import java.util.stream.Stream;

import dev.theater.spring.Users;
import jakarta.servlet.DispatcherType;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

import static dev.theater.spring.page.Tab.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

/** Who may see the page, and who may act on it. */
@BrowserTest
class LivePageAccessTests {

	private static final String FLAKY = "g[data-path='desk/flaky']";

	@Test
	void offersNothingThatTheEndpointDoesNotPermit(Tab tab) {
		try (LiveApplication app = LiveApplication.start(WebApplicationType.SERVLET, LiveApplication.DESK)) {
			tab.go(app.page() + "#desk/flaky").until("#panel:not([hidden]) #chain [data-valid=true]");
			assertThat(tab.shows("#restart")).isFalse();
			assertThat(tab.shows("#stop")).isFalse();
			assertThat(tab.text("#panel")).contains("flaky.toml", "hidden").doesNotContain("LogCall");
			tab.leave();
		}
	}

	@Test
	void actsForThoseWhoMayAndTellsOthersThatTheyMayNot(Tab tab) {
		try (LiveApplication app = guarded()) {
			tab.expect("status of (401|403)");
			logIn(tab, app, "viewer");
			tab.click(FLAKY + " .name").until("#panel:not([hidden]) #chain [data-valid=true]").click("#restart");
			soon().untilAsserted(() -> assertThat(tab.text("#panel-message")).containsIgnoringCase("not"));
			assertThat(app.node("desk/flaky").incarnation()).isEqualTo(1);
			System.out.println("page: denied restart says: " + tab.text("#panel-message"));

			tab.go(app.at("/logout")).click("button[type=submit]").until("input[name=username]");
			logIn(tab, app, "operator");
			tab.click(FLAKY + " .name").until("#panel:not([hidden]) #chain [data-valid=true]").click("#restart");
			soon().untilAsserted(() -> assertThat(app.node("desk/flaky").incarnation()).isEqualTo(2));
			soon().untilAsserted(() -> assertThat(tab.text("#panel-message")).containsIgnoringCase("restarted"));
			tab.leave();
		}
	}

	/**
	 * There the header's value is held against the cookie's, and not against the
	 * settings'.
	 */
	@Test
	void actsWhereTheTokenIsInACookieForScripts(Tab tab) {
		try (LiveApplication app = guarded(ForScripts.class)) {
			tab.expect("status of (401|403)");
			logIn(tab, app, "operator");
			tab.click(FLAKY + " .name").until("#panel:not([hidden]) #chain [data-valid=true]").click("#restart");
			soon().untilAsserted(() -> assertThat(app.node("desk/flaky").incarnation()).isEqualTo(2));
			soon().untilAsserted(() -> assertThat(tab.text("#panel-message")).containsIgnoringCase("restarted"));
			tab.leave();
		}
	}

	@Test
	void saysSoWhenTheLoginHasEnded(Tab tab) {
		tab.expect("ERR_CONNECTION_REFUSED")
			.expect("ERR_INCOMPLETE_CHUNKED")
			.expect("status of (401|403)")
			.expect("MIME type");
		int port;
		try (LiveApplication app = guarded()) {
			port = app.port();
			logIn(tab, app, "viewer");
		}
		tab.until("body[data-connection=reconnecting]");
		// which knows of no session
		try (LiveApplication app = guarded("server.port=" + port)) {
			tab.until("body[data-connection=denied]").until("#reload:not([hidden])");
			tab.click("#reload").until("input[name=username]");
			logIn(tab, app, "viewer");
			tab.leave();
		}
	}

	private static LiveApplication guarded(String... properties) {
		return guarded(Guarded.class, properties);
	}

	private static LiveApplication guarded(Class<?> chain, String... properties) {
		return LiveApplication.start(WebApplicationType.SERVLET, List.of(chain),
				Stream
					.concat(Stream.of(Users.SECURED, LiveApplication.DESK, LiveApplication.UNRESTRICTED),
							Stream.of(properties))
					.toArray(String[]::new));
	}

	/** In the form that Spring Security makes, which leads on to the page. */
	private static void logIn(Tab tab, LiveApplication app, String user) {
		// the form is Spring Security's, and has no picture for its tab
		tab.expect("favicon");
		tab.go(app.page()).type("input[name=username]", user).type("input[name=password]", user);
		tab.click("button[type=submit]").until("body[data-connection=live]").until(FLAKY);
	}

	@Configuration(proxyBeanMethods = false)
	static class Guarded {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) throws Exception {
			return http
				.authorizeHttpRequests((requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
					.permitAll()
					.requestMatchers(HttpMethod.GET, "/actuator/**")
					.authenticated()
					.requestMatchers("/actuator/**")
					.hasRole("OPERATOR")
					.anyRequest()
					.permitAll())
				.formLogin(withDefaults())
				.build();
		}

		@Bean
		InMemoryUserDetailsManager users() {
			return new InMemoryUserDetailsManager(Users.all());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ForScripts {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) throws Exception {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.formLogin(withDefaults())
				.csrf((csrf) -> csrf.spa())
				.build();
		}

		@Bean
		InMemoryUserDetailsManager users() {
			return new InMemoryUserDetailsManager(Users.all());
		}

	}

}
