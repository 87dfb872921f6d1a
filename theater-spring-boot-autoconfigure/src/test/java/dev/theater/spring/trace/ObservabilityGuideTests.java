package dev.theater.spring.trace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorMessaging;
import dev.theater.spring.metrics.DefaultTheaterObservationConvention;
import dev.theater.spring.metrics.TheaterObservationContext;
import dev.theater.spring.metrics.TheaterObservationDocumentation;
import dev.theater.supervisor.SupervisorService;
import dev.theater.test.Puppet;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;

/** What docs/guide/observability.md shows is what happens. */
@Timeout(60)
class ObservabilityGuideTests {

	private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);

	@TempDir
	Path directory;

	private static List<String> blocks(String language) throws IOException {
		return BLOCK.matcher(Files.readString(Path.of("../docs/guide/observability.md")))
			.results()
			.filter((match) -> match.group(1).equals(language))
			.map((match) -> match.group(2))
			.toList();
	}

	// @formatter:off
	@Component
	static
	class ShopConvention extends DefaultTheaterObservationConvention {

		@Override
		public KeyValues getLowCardinalityKeyValues(TheaterObservationContext context) {
			return super.getLowCardinalityKeyValues(context).and("shop", "north");
		}

	}
	// @formatter:on

	@Test
	void theTraceIsTheOneThatIsMade() throws IOException {
		assertThat(blocks("text")).contains(TraceIntegrationTests.ONE_TRACE);
	}

	@Test
	void theConventionIsTheOneThatIsUsed() throws IOException {
		String source = Files
			.readString(Path.of("src/test/java/dev/theater/spring/trace/ObservabilityGuideTests.java"));
		assertThat(flat(source).replace("@Component static class", "@Component class"))
			.contains(flat(blocks("java").getFirst()));
	}

	private static String flat(String code) {
		return code.strip().replaceAll("\\s+", " ");
	}

	@Test
	void theTableOfObservationsIsWhatIsDocumented() throws IOException {
		List<String> rows = Pattern.compile("(?m)^\\| `(theater[.\\w]+)` \\| `(<[^`]+)` \\|")
			.matcher(Files.readString(Path.of("../docs/guide/observability.md")))
			.results()
			.map((row) -> row.group(1) + " " + row.group(2))
			.toList();
		assertThat(rows).containsExactlyInAnyOrderElementsOf(Arrays.stream(TheaterObservationDocumentation.values())
			.map((observation) -> observation.getName() + " " + observation.getContextualName())
			.toList());
	}

	/** The lines of guests, in the layout of the guide. */
	private static final class Lines extends AppenderBase<ILoggingEvent> {

		private final List<String> lines = new CopyOnWriteArrayList<>();

		private final PatternLayout layout = new PatternLayout();

		Lines(String pattern, Logger logger) {
			this.layout.setContext(logger.getLoggerContext());
			this.layout.setPattern(pattern);
			this.layout.start();
			start();
		}

		@Override
		protected void append(ILoggingEvent event) {
			this.lines.add(this.layout.doLayout(event));
		}

	}

	@Test
	void propertiesAndLogLinesAreWhatTheGuideSays() throws IOException {
		String pattern = property("logging.pattern.console");
		String histogram = property("management.metrics.distribution.percentiles-histogram.theater");
		TracedApplication.writeActors(this.directory);
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(TracedApplication.class,
				ShopConvention.class)
			.web(WebApplicationType.NONE)
			.run("--theater.manifest-locations=" + this.directory.toUri(),
					"--management.metrics.distribution.percentiles-histogram.theater=" + histogram)) {
			Logger logger = (Logger) LoggerFactory.getLogger("theater.guest");
			Lines lines = new Lines(pattern, logger);
			logger.setLevel(Level.INFO);
			logger.addAppender(lines);
			ActorId desk = context.getBean(SupervisorService.class).spawn("desk.toml");
			byte[] hello = Puppet.log("hello").getBytes(StandardCharsets.UTF_8);
			context.getBean(ActorMessaging.class).request(desk, hello).join();
			logger.detachAppender(lines);
			assertThat(lines.lines).hasSize(1);
			String line = lines.lines.getFirst()
				.replaceFirst("^[0-9:.]{12}", "10:00:00.000")
				.replaceFirst("\\[[0-9a-f]{32}]", "[65d0…]");
			assertThat(blocks("text")).contains(line);
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			assertThat(meters.get("theater.actor.call").tags("actor", "desk", "shop", "north").timers()).isNotEmpty();
			assertThat(meters.get("theater.actor.call").timers().iterator().next().takeSnapshot().histogramCounts())
				.isNotEmpty();
		}
	}

	private static String property(String name) throws IOException {
		return Pattern.compile("(?m)^" + Pattern.quote(name) + "=(.*)$")
			.matcher(String.join("", blocks("properties")))
			.results()
			.map((MatchResult match) -> match.group(1))
			.findFirst()
			.orElseThrow();
	}

}
