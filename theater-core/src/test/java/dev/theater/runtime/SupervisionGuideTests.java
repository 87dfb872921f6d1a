package dev.theater.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.ManualClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * docs/guide/supervision.md says what is: its trees are those of a run, and every test
 * that its tables name exists. {@code -Dtheater.guide.write=true} writes the trees anew.
 */
class SupervisionGuideTests extends OnStage {

	private static final String WRITE = "theater.guide.write";

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Path GUIDE = ROOT.resolve("docs/guide/supervision.md");

	private static final Pattern REFERENCE = Pattern.compile("`(\\w+Tests)#(\\w+)`");

	private static final Pattern RULE = Pattern.compile("(?m)^\\| (\\d+) \\| (.+) \\| (.+) \\|$");

	private final ManualClock clock = new ManualClock();

	private final StringBuilder trees = new StringBuilder();

	@BeforeEach
	void manifests() {
		reopen((builder) -> builder.clock(this.clock));
		this.stage.puppet("worker", "");
	}

	// ---- trees

	@ParameterizedTest
	@ValueSource(strings = { "one-for-one", "one-for-all", "rest-for-one" })
	void showsWhichChildrenAStrategyRestarts(String strategy) throws IOException {
		ActorId desk = spawnDesk(
				"strategy = \"%s\"\nbackoff = { initial = \"1s\", jitter = 0.0 }\n".formatted(strategy));
		ActorId b = id("desk/b");
		this.stage.request(b, "add");
		show("before");
		crash(b);
		await().until(() -> steps(b).contains("BackingOff"));
		show("during: b has failed, and waits out its backoff");
		this.clock.advance(Duration.ofSeconds(1));
		awaitIncarnation(b, 2);
		await().until(() -> node(desk).all().allMatch((node) -> node.status() == ActorStatus.RUNNING));
		show("after");
		check(strategy);
	}

	@Test
	void showsASupervisorThatGivesUp() throws IOException {
		spawnDesk("max_restarts = 1\nwithin = \"1m\"\n");
		ActorId desk = id("desk");
		ActorId b = id("desk/b");
		spawn(desk, "worker", "7");
		this.stage.request(b, "add");
		crashAndAwait(b);
		show("before: b has been restarted once, and a worker was spawned");
		crash(b);
		awaitIncarnation(desk, 2);
		show("after: desk gave up, and its own supervisor, the root, has restarted it");
		check("giving-up");
	}

	@Test
	void showsAChildThatTheRootHasParked() throws IOException {
		spawnDesk("max_restarts = 0\n");
		ActorId desk = id("desk");
		for (int i = 0; i < 3; i++) {
			crashAndAwait(desk);
		}
		show("before: desk has been restarted three times within five seconds");
		crash(desk);
		awaitStatus(desk, ActorStatus.FAILED);
		show("after");
		supervisor().restartChild(desk);
		show("after somebody has restarted it");
		check("parking");
	}

	private ActorId spawnDesk(String supervision) {
		this.stage.puppet("desk", "[supervision]\n" + supervision + child("worker", "a", "1")
				+ child("worker", "b", "2") + child("worker", "c", "3"));
		return this.stage.spawn("desk");
	}

	private void show(String caption) {
		this.trees.append(this.trees.isEmpty() ? "" : "\n").append(caption).append(":\n\n");
		directory().tree().roots().forEach((node) -> show(node, ""));
	}

	private void show(ActorNode node, String indent) {
		String state = (node.children().isEmpty() && node.status() == ActorStatus.RUNNING) ? "state " + state(node.id())
				: "";
		String status = node.status() + (node.parked() ? " (parked)" : "");
		String line = "%-11s%-17s#%d  %s".formatted(indent + node.name(), status, node.incarnation(), state);
		this.trees.append(line.stripTrailing()).append('\n');
		node.children().forEach((child) -> show(child, indent + "  "));
	}

	private void check(String section) throws IOException {
		String document = Files.readString(GUIDE);
		String begin = "<!-- begin " + section + " -->\n";
		int from = document.indexOf(begin) + begin.length();
		int to = document.indexOf("<!-- end " + section + " -->");
		assertThat(from).as("section %s of %s", section, GUIDE).isGreaterThanOrEqualTo(begin.length());
		String content = "```text\n" + this.trees + "```\n";
		if (Boolean.getBoolean(WRITE)) {
			Files.writeString(GUIDE, document.substring(0, from) + content + document.substring(to));
			return;
		}
		assertThat(document.substring(from, to))
			.as("%s, section %s; -D%s=true writes it anew", GUIDE.getFileName(), section, WRITE)
			.isEqualTo(content);
	}

	// ---- tables

	private static List<MatchResult> rules() throws IOException {
		return RULE.matcher(Files.readString(GUIDE)).results().toList();
	}

	@Test
	void everyTestThatItNamesExists() throws IOException {
		Map<String, String> sources = new TreeMap<>();
		try (Stream<Path> files = Files.walk(ROOT)) {
			for (Path file : files
				.filter((path) -> path.toString().contains("src/test/java") && path.toString().endsWith("Tests.java"))
				.toList()) {
				sources.merge(file.getFileName().toString(), Files.readString(file), String::concat);
			}
		}
		List<String> missing = new ArrayList<>();
		Matcher matcher = REFERENCE.matcher(Files.readString(GUIDE));
		int found = 0;
		while (matcher.find()) {
			found++;
			String source = sources.getOrDefault(matcher.group(1) + ".java", "");
			if (!Pattern.compile("\\bvoid " + matcher.group(2) + "\\(").matcher(source).find()) {
				missing.add(matcher.group());
			}
		}
		assertThat(found).isPositive();
		assertThat(missing).isEmpty();
	}

	@Test
	void everyRuleHasATestOrSaysWhyNot() throws IOException {
		List<MatchResult> rules = rules();
		for (int i = 0; i < rules.size(); i++) {
			MatchResult rule = rules.get(i);
			assertThat(rule.group(1)).as("numbers of rules").isEqualTo(String.valueOf(i + 1));
			assertThat(rule.group(3)).as("rule %d", i + 1)
				.matches("(Differs: [^`].*)|(.*" + REFERENCE.pattern() + ".*)");
		}
	}

	@Test
	void itsCountsAreRight() throws IOException {
		List<MatchResult> rules = rules();
		long differ = rules.stream().filter((rule) -> rule.group(3).startsWith("Differs: ")).count();
		long tests = rules.stream()
			.flatMap((rule) -> REFERENCE.matcher(rule.group(3)).results())
			.map(MatchResult::group)
			.distinct()
			.count();
		assertThat(Files.readString(GUIDE))
			.contains("%d rules, %d tests, %d deliberate differences.".formatted(rules.size(), tests, differ));
	}

}
