package dev.theater.spring.variants;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import dev.theater.runtime.ActorDirectory;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The live page as a browser is answered. */
@Timeout(120)
class PageTests {

	private static final String PAGE = "/actuator/theaterui";

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void answersWithItsFilesItsSettingsAndTheTree(WebApplicationType web) {
		try (RunningApplication app = RunningApplication.start(web, RunningApplication.EXPOSED,
				"spring.application.name=shop", "management.endpoint.theater.show-values=always")) {
			app.withActorsThatWork();
			assertFile(app.get(PAGE), "text/html");
			assertFile(app.get(PAGE + "?part=page.js"), "text/javascript");
			assertFile(app.get(PAGE + "?part=page.css"), "text/css");
			assertFile(app.get(PAGE + "?continue"), "text/html");
			for (String spelling : new String[] { "/actuator/%74heaterui", "/actuator/theaterui;x=1" }) {
				HttpResponse<String> page = app.get(spelling);
				assertThat(page.statusCode() != 200 || page.headers().map().containsKey("content-security-policy"))
					.as(spelling)
					.isTrue();
			}
			for (String part : new String[] { "page.html", "other", "../page.js", "" }) {
				assertThat(app.get(PAGE + "?part=" + part).statusCode()).as(part).isEqualTo(404);
			}
			assertThat(app.get(PAGE + "/page.js").statusCode()).isEqualTo(404);
			assertThat(app.post(PAGE, "{}").statusCode()).isEqualTo(405);
			assertThat(app.get("/theater").statusCode()).isEqualTo(404);
			HttpResponse<String> settings = app.get(PAGE + "?part=settings");
			assertThat(settings.body()).isEqualTo("{\"application\":\"shop\",\"actors\":\"theater\",\"actions\":[],"
					+ "\"metrics\":\"metrics\",\"streaming\":" + (web == WebApplicationType.SERVLET) + "}");
			assertThat(settings.headers().firstValue("Theater-Csrf-Token")).isEmpty();
			HttpResponse<String> changes = app.get(PAGE + "?part=changes");
			assertThat(changes.headers().firstValue("Cache-Control")).hasValue("no-store");
			assertThat(changes.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
			assertThat(JsonPath.<List<String>>read(changes.body(), "$.actors[*].name")).containsExactly("desk",
					"worker-1", "worker-2", "flaky");
			assertThat(JsonPath.<String>read(changes.body(), "$.actors[0].strategy")).isEqualTo("one-for-one");
			assertThat(JsonPath.<String>read(changes.body(), "$.actors[3].cause")).isEqualTo("trap");
			assertThat(changes.body()).contains("\"kind\":\"failed\"").doesNotContain("message", "state");
			String version = JsonPath.read(changes.body(), "$.version");
			assertThat(app.read(PAGE + "?part=changes&after=" + version, "$.full")).isEqualTo(false);
			assertThat(app.read(PAGE + "?part=changes&after=another", "$.full")).isEqualTo(true);
			app.send("desk/flaky", "crash");
			await().untilAsserted(() -> assertThat(
					app.read(PAGE + "?part=changes&after=" + version, "$.actors[?(@.name=='flaky')].incarnation"))
				.asString()
				.isEqualTo("[3]"));
		}
	}

	private static void assertFile(HttpResponse<String> response, String type) {
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isNotEmpty();
		assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith(type)
			.containsIgnoringCase("charset=utf-8");
		assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-cache");
		assertThat(response.headers().allValues("Content-Security-Policy")).singleElement()
			.asString()
			.startsWith("default-src 'none'; script-src 'self';")
			.contains("frame-ancestors 'none'", "require-trusted-types-for 'script'");
		assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
		assertThat(response.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
		assertThat(response.headers().firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
	}

	@Test
	void filtersThatKeepAnswersUntilTheirEndLetStreamsPass() {
		try (RunningApplication app = RunningApplication.start(WebApplicationType.SERVLET,
				List.of(AskingApplication.class, EtagFilter.class), RunningApplication.EXPOSED);
				EventStream stream = new EventStream(app.port(), PAGE + "?part=stream")) {
			assertThat(stream.next().read("$.full")).isEqualTo(true);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class EtagFilter {

		@Bean
		FilterRegistrationBean<ShallowEtagHeaderFilter> etagFilter() {
			FilterRegistrationBean<ShallowEtagHeaderFilter> registration = new FilterRegistrationBean<>(
					new ShallowEtagHeaderFilter());
			registration.setOrder(0);
			return registration;
		}

	}

	@Test
	void tellsWhatHappensAndGoesOnWhereItStopped() {
		try (RunningApplication app = RunningApplication.start(WebApplicationType.SERVLET,
				RunningApplication.EXPOSED)) {
			assertThat(snapshots(app)).isZero();
			app.withActorsThatWork();
			assertThat(snapshots(app)).as("looks at the tree while nobody watches").isZero();
			String version;
			try (EventStream stream = new EventStream(app.port(), PAGE + "?part=stream")) {
				assertThat(stream.status()).isEqualTo(200);
				assertThat(stream.headers()).containsEntry("x-accel-buffering", "no")
					.containsEntry("cache-control", "no-store");
				assertThat(stream.headers().get("content-type")).startsWith("text/event-stream");
				EventStream.Message first = stream.next();
				assertThat(first.event()).isEqualTo("update");
				assertThat(first.read("$.full")).isEqualTo(true);
				assertThat(first.read("$.actors.length()")).isEqualTo(4);
				assertThat(first.read("$.version")).isEqualTo(first.id());
				assertThat(gauge(app)).isOne();
				app.send("desk/flaky", "crash");
				version = shown(stream, 3);
			}
			app.send("desk/flaky", "crash");
			await().until(() -> app.node("desk/flaky").incarnation() == 4);
			try (EventStream stream = new EventStream(app.port(), PAGE + "?part=stream&after=" + version)) {
				assertThat(shown(stream, 4)).isNotEqualTo(version);
			}
			try (EventStream stream = new EventStream(app.port(), PAGE + "?part=stream&after=x-1-1")) {
				assertThat(stream.next().read("$.full")).isEqualTo(true);
			}
			await("streams of pages that are gone").until(() -> {
				app.bean(ActorDirectory.class).restart(app.id("desk/worker-1"));
				return gauge(app) == 0;
			});
			assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("theater-page-"));
		}
	}

	/** The version in which the flaky worker's incarnation is this; all are deltas. */
	private static String shown(EventStream stream, int incarnation) {
		while (true) {
			EventStream.Message update = stream.next();
			assertThat(update).isNotNull();
			assertThat(update.read("$.full")).isEqualTo(false);
			if (update.read("$.actors[?(@.name=='flaky')].incarnation").toString().equals("[" + incarnation + "]")) {
				return update.id();
			}
		}
	}

	@Test
	void refusesOneStreamTooMany() {
		try (RunningApplication app = RunningApplication.start(WebApplicationType.SERVLET,
				RunningApplication.EXPOSED)) {
			List<EventStream> streams = new ArrayList<>();
			try {
				for (int i = 0; i < 32; i++) {
					streams.add(new EventStream(app.port(), PAGE + "?part=stream"));
				}
				assertThat(streams).extracting(EventStream::status).containsOnly(200);
				assertThat(app.get(PAGE + "?part=stream").statusCode()).isEqualTo(503);
				streams.getFirst().close();
				await().until(() -> {
					app.bean(ActorDirectory.class).restart(app.id("desk/worker-1"));
					try (EventStream next = new EventStream(app.port(), PAGE + "?part=stream")) {
						return next.status() == 200;
					}
				});
			}
			finally {
				streams.forEach(EventStream::close);
			}
		}
	}

	@Test
	void hasNoStreamsOnWebFlux() {
		try (RunningApplication app = RunningApplication.start(WebApplicationType.REACTIVE,
				RunningApplication.EXPOSED)) {
			assertThat(app.get(PAGE + "?part=stream").statusCode()).isEqualTo(503);
		}
	}

	private static double snapshots(RunningApplication app) {
		return app.bean(MeterRegistry.class).get("theater.page.snapshots").functionCounter().count();
	}

	private static double gauge(RunningApplication app) {
		return app.bean(MeterRegistry.class).get("theater.page.watchers").gauge().value();
	}

}
