package dev.theater.spring.page;

import java.net.URI;

import jakarta.servlet.DispatcherType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockServletContext;

import dev.theater.spring.autoconfigure.PropertyException;
import dev.theater.spring.autoconfigure.TheaterPageProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The page's paths. */
class PageAddressTests {

	@ParameterizedTest
	@CsvSource({ "/actuator/theaterui,/actuator/theater,theater", "/theaterui,/theater,theater",
			"/actuator/ops/page,/actuator/theater,../theater", "/theater,/theater/actors,theater/actors",
			"/theater,/actuator/metrics,actuator/metrics", "/ops/theater,/actuator/metrics,../actuator/metrics",
			"/a/b/c/d,/a/b/x,../x", "/a,/a,a" })
	void leadsFromOneToAnother(String from, String to, String relative) {
		assertThat(PageAddresses.relative(from, to)).isEqualTo(relative);
		assertThat(URI.create("http://host" + from).resolve(relative)).hasPath(to);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/theater", "/ops/theater-1", "/a.b/c_d" })
	void takesAPathForAnAlias(String path) {
		assertThat(new TheaterPageProperties(true, path).path()).isEqualTo(path);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "theater", "/theater/", "//theater", "/a//b", "/theater?x", "/theater#x", "/../a",
			"/./a", "/a;b", "/a b", "/a%20b", "/{a}", "/*", "http://host/theater", "/\u00fc", "/a\n" })
	void refusesWhatIsNoPath(String path) {
		assertThatExceptionOfType(PropertyException.class).isThrownBy(() -> new TheaterPageProperties(false, path))
			.withMessageStartingWith("theater.page.path is " + path + "; it must be a path such as /theater");
	}

	@Test
	void looksLikeARequestToTheOtherPath() {
		MockHttpServletRequest sent = new MockHttpServletRequest("GET", "/shop/mvc/theater");
		sent.setContextPath("/shop");
		sent.setServletPath("/mvc");
		sent.setPathInfo("/theater");
		sent.setParameter("part", "settings");
		RewrittenRequest request = new RewrittenRequest(sent, "/actuator/theaterui", "alias", null);
		assertThat(RewrittenRequest.path(sent)).isEqualTo("/theater");
		assertThat(RewrittenRequest.path(request)).isEqualTo("/actuator/theaterui");
		assertThat(request.getRequestURI()).isEqualTo("/shop/mvc/actuator/theaterui");
		assertThat(request.getRequestURL()).hasToString("http://localhost/shop/mvc/actuator/theaterui");
		assertThat(request.getServletPath()).isEqualTo("/mvc");
		assertThat(request.getPathInfo()).isEqualTo("/actuator/theaterui");
		assertThat(request.getParameter("alias")).isEqualTo("true");
		assertThat(request.getParameter("part")).isEqualTo("settings");
		assertThat(request.getParameter("other")).isNull();
		assertThat(request.getParameterMap()).containsOnlyKeys("part", "alias");
	}

	@ParameterizedTest
	@EnumSource(names = { "FORWARD", "ERROR" })
	void isWhatItWasOnceItIsForwarded(DispatcherType type) {
		MockHttpServletRequest sent = new MockHttpServletRequest("GET", "/theater");
		sent.setServletPath("/theater");
		RewrittenRequest request = new RewrittenRequest(sent, "/actuator/theaterui", "alias", new MockServletContext());
		sent.setDispatcherType(type);
		sent.setRequestURI("/denied");
		sent.setServletPath("/denied");
		assertThat(RewrittenRequest.path(request)).isEqualTo("/denied");
		assertThat(request.getRequestURI()).isEqualTo("/denied");
		assertThat(request.getRequestURL()).hasToString("http://localhost/denied");
		assertThat(request.getParameterMap()).isEmpty();
		assertThat(request.getServletContext()).isSameAs(sent.getServletContext());
	}

}
