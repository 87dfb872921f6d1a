package dev.theater.sample;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** The incident of docs/guide/operations.md happens here as it is told there. */
class OperationsGuideTest {

	@Test
	void theFirstIncidentShowsWhatTheGuideShows() throws Exception {
		List<CurlWalk.Step> steps = CurlWalk
			.steps(Page.read("docs/guide/operations.md").block("The first incident", "console"));
		assertThat(steps).hasSizeGreaterThan(5);
		try (ConfigurableApplicationContext sample = SpringApplication.run(SampleApplication.class,
				"--server.port=0")) {
			new CurlWalk(((WebServerApplicationContext) sample).getWebServer().getPort()).walk(steps);
		}
	}

}
