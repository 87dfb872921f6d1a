package dev.theater.spring.trace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorMessaging;
import dev.theater.runtime.ActorDirectory;
import dev.theater.supervisor.SupervisorService;
import dev.theater.test.Puppet;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What docs/grafana/theater.json asks Prometheus for is what an application shows it. */
@Timeout(120)
class DashboardTests {

	private static final Path DASHBOARD = Path.of("../docs/grafana/theater.json");

	private static final Pattern SERIES = Pattern.compile("(theater_\\w+)(\\{([^}]*)})?");

	private static final Pattern GROUPED = Pattern.compile("by \\(([^)]*)\\)");

	private static final Pattern SAMPLE = Pattern.compile("^(\\w+)(?:\\{(.*)})? \\S+$", Pattern.MULTILINE);

	private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*=~?\\s*\"");

	/** What Prometheus itself adds when it scrapes. */
	private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance");

	@TempDir
	static Path directory;

	private static ConfigurableApplicationContext context;

	/** The labels of each series. */
	private static final Map<String, Set<String>> scraped = new HashMap<>();

	@BeforeAll
	static void makeTraffic() throws IOException {
		TracedApplication.writeActors(directory);
		Files.writeString(directory.resolve("strict.toml"),
				Puppet.manifest("strict", "[supervision]\nmax_restarts = 0\n"));
		context = new SpringApplicationBuilder(TracedApplication.class).web(WebApplicationType.NONE)
			.run("--theater.manifest-locations=" + directory.toUri(), "--theater.limits.log-rate=1",
					"--theater.limits.log-burst=1",
					"--management.metrics.distribution.percentiles-histogram.theater=true");
		SupervisorService supervisor = context.getBean(SupervisorService.class);
		ActorId strict = supervisor.spawn("strict.toml");
		ActorId desk = supervisor.spawn("desk.toml");
		String worker = request(strict, Puppet.spawn("desk.toml")).substring("ok ".length());
		request(desk, Puppet.log("one"));
		request(desk, Puppet.log("two"));
		request(desk, Puppet.request(ActorId.random(), "get"));
		send(desk, Puppet.crash());
		request(desk, Puppet.get());
		// its supervisor gives up
		send(ActorId.of(worker), Puppet.crash());
		await().until(() -> context.getBean(ActorDirectory.class).node(strict).orElseThrow().incarnation() == 2);
		// a dead letter
		request(desk, Puppet.respond(ActorId.random().toString(), "nobody waits"));
		supervisor.stopChild(desk);
		PrometheusMeterRegistry registry = context.getBean(PrometheusMeterRegistry.class);
		await().until(() -> registry.scrape().contains("theater_actor_spawn_seconds_count"));
		Matcher sample = SAMPLE.matcher(registry.scrape());
		while (sample.find()) {
			scraped.computeIfAbsent(sample.group(1), (name) -> new HashSet<>()).addAll(labels(sample.group(2)));
		}
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	private static String request(ActorId actor, String message) {
		return new String(
				context.getBean(ActorMessaging.class).request(actor, message.getBytes(StandardCharsets.UTF_8)).join(),
				StandardCharsets.UTF_8);
	}

	private static void send(ActorId actor, String message) {
		context.getBean(ActorMessaging.class).send(actor, message.getBytes(StandardCharsets.UTF_8));
	}

	private static Set<String> labels(String text) {
		return (text == null) ? Set.of()
				: LABEL.matcher(text).results().map((label) -> label.group(1)).collect(Collectors.toSet());
	}

	/** Each query of the dashboard with its legend. */
	private static Map<String, String> queries() throws IOException {
		Map<String, String> queries = new HashMap<>();
		for (JsonNode panel : JsonMapper.shared().readTree(Files.readString(DASHBOARD)).get("panels")) {
			for (JsonNode target : panel.path("targets")) {
				queries.put(target.get("expr").asString(), target.get("legendFormat").asString());
			}
		}
		return queries;
	}

	@Test
	void asksForNothingThatIsNotThere() throws IOException {
		Map<String, String> queries = queries();
		assertThat(queries).hasSizeGreaterThan(20);
		Set<String> missing = new TreeSet<>();
		queries.forEach((query, legend) -> {
			Set<String> wanted = new HashSet<>();
			GROUPED.matcher(query).results().forEach((by) -> wanted.addAll(List.of(by.group(1).split(",\\s*"))));
			Pattern.compile("\\{\\{(\\w+)}}").matcher(legend).results().forEach((label) -> wanted.add(label.group(1)));
			Matcher series = SERIES.matcher(query);
			assertThat(series.find()).as(query).isTrue();
			Set<String> known = scraped.get(series.group(1));
			if (known == null) {
				missing.add(series.group(1));
				return;
			}
			wanted.addAll(labels(series.group(3)));
			wanted.removeAll(known);
			wanted.removeAll(OF_PROMETHEUS);
			wanted.forEach((label) -> missing.add(series.group(1) + "{" + label + "}"));
			assertThat(series.find()).as("one series a query, so that its labels are known: %s", query).isFalse();
		});
		assertThat(missing).as("of %s", new TreeSet<>(scraped.keySet())).isEmpty();
	}

	@Test
	void showsEveryMeterOfTheRuntime() throws IOException {
		String all = String.join("\n", queries().keySet());
		Set<String> shown = SERIES.matcher(all)
			.results()
			.map((series) -> series.group(1).replaceAll("_(bucket|count|sum|max)$", ""))
			.collect(Collectors.toSet());
		Set<String> kept = scraped.keySet()
			.stream()
			.filter((name) -> name.startsWith("theater_") && !name.contains("_active_seconds"))
			.map((name) -> name.replaceAll("_(bucket|count|sum|max)$", ""))
			.collect(Collectors.toSet());
		assertThat(kept).contains("theater_actors_spawned_total");
		// spawns are counted, and seldom enough not to need a panel for their time
		kept.remove("theater_actor_spawn_seconds");
		assertThat(shown).containsAll(kept);
	}

	@Test
	void theGuideNamesEveryMeterAndItsTags() throws IOException {
		Map<String, String> told = Pattern.compile("(?m)^\\| `(theater[.\\w]+)` \\| (\\w+) \\|([^|]*)\\|")
			.matcher(Files.readString(Path.of("../docs/guide/observability.md")))
			.results()
			.collect(Collectors.toMap((row) -> row.group(1), (row) -> row.group(2) + " " + row.group(3).strip()));
		Map<String, String> known = context.getBean(MeterRegistry.class)
			.getMeters()
			.stream()
			.map(Meter::getId)
			.filter((id) -> id.getName().startsWith("theater.") && id.getType() != Meter.Type.LONG_TASK_TIMER)
			.collect(Collectors.toMap(Meter.Id::getName, DashboardTests::typeAndTags, (one, other) -> one));
		assertThat(known).isNotEmpty().allSatisfy((name, what) -> assertThat(told).containsEntry(name, what));
		told.keySet().removeAll(known.keySet());
		assertThat(told).as("meters that only come when something is dropped, or with the live page")
			.containsOnlyKeys("theater.headers.dropped", "theater.listener.events.dropped", "theater.page.snapshots",
					"theater.page.watchers");
	}

	private static String typeAndTags(Meter.Id id) {
		String tags = id.getTags()
			.stream()
			.map(Tag::getKey)
			.filter((tag) -> !tag.equals("error"))
			.map((tag) -> "`" + tag + "`")
			.collect(Collectors.joining(", "));
		return (id.getType().name().toLowerCase(Locale.ROOT) + " " + tags);
	}

	@Test
	void noIdIsALabel() {
		assertThat(scraped).isNotEmpty().allSatisfy((name, labels) -> {
			if (name.startsWith("theater_")) {
				assertThat(labels).isSubsetOf("actor", "function", "outcome", "interface", "error", "strategy", "cause",
						"reason", "type", "le");
			}
		});
	}

	@Test
	void hasADescriptionAndAPlaceForEachPanel() throws IOException {
		List<JsonNode> panels = StreamSupport
			.stream(JsonMapper.shared().readTree(Files.readString(DASHBOARD)).get("panels").spliterator(), false)
			.filter((panel) -> !panel.get("type").asString().equals("row"))
			.toList();
		assertThat(panels).allSatisfy((panel) -> {
			assertThat(panel.get("description").asString()).isNotBlank();
			assertThat(panel.get("gridPos").get("x").asInt() + panel.get("gridPos").get("w").asInt())
				.isLessThanOrEqualTo(24);
		});
		assertThat(panels.stream().map((panel) -> panel.get("id").asInt())).doesNotHaveDuplicates();
	}

}
