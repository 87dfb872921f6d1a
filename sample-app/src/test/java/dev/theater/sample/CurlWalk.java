package dev.theater.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Does what a console block of the README shows, and compares what comes back with what
 * it shows. Ids, hashes and times may differ, but an id must be the same everywhere.
 */
final class CurlWalk {

	private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

	private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

	private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z");

	private static final Pattern PROMPT = Pattern.compile("(?m)^\\$ ");

	private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

	private final HttpClient client = HttpClient.newHttpClient();

	private final int port;

	/** The ids that the README shows, and what they are here. */
	private final Map<String, String> ids = new HashMap<>();

	CurlWalk(int port) {
		this.port = port;
	}

	/** One command and what it prints. */
	record Step(String command, String output) {
	}

	static List<Step> steps(String block) {
		List<Step> steps = new ArrayList<>();
		for (String part : PROMPT.splitAsStream(block).toList()) {
			if (!part.isBlank()) {
				int end = part.indexOf('\n');
				steps.add(new Step(part.substring(0, end), part.substring(end + 1).strip()));
			}
		}
		return steps;
	}

	void walk(List<Step> steps) throws Exception {
		for (Step step : steps) {
			HttpRequest request = request(step.command());
			if (request.method().equals("GET")) {
				await().atMost(Duration.ofSeconds(10))
					.pollInterval(Duration.ofMillis(100))
					.untilAsserted(() -> compare(step, send(request)));
			}
			else {
				compare(step, send(request));
			}
		}
	}

	private String send(HttpRequest request) throws IOException, InterruptedException {
		return this.client.send(request, BodyHandlers.ofString()).body().strip();
	}

	private void compare(Step step, String actual) {
		List<String> shown = find(step.output());
		List<String> real = find(actual);
		Map<String, String> found = new HashMap<>();
		for (int i = 0; i < Math.min(shown.size(), real.size()); i++) {
			found.putIfAbsent(shown.get(i), real.get(i));
		}
		found.putAll(this.ids);
		assertThat(general(actual))
			.as("what '%s' prints, to be shown in README.md as it is:%n%s%n", step.command(), actual)
			.isEqualTo(general(translate(step.output(), found)));
		this.ids.putAll(found);
	}

	private HttpRequest request(String command) {
		List<String> words = WORD.matcher(translate(command, this.ids))
			.results()
			.map((word) -> (word.group(1) != null) ? word.group(1) : word.group(2))
			.toList();
		assertThat(words.getFirst()).as("the commands of the README").isEqualTo("curl");
		String method = null;
		String body = null;
		String url = null;
		HttpRequest.Builder request = HttpRequest.newBuilder();
		for (int i = 1; i < words.size(); i++) {
			switch (words.get(i)) {
				case "-s" -> {
				}
				case "-X" -> method = words.get(++i);
				case "-d" -> body = words.get(++i);
				case "-H" -> header(request, words.get(++i));
				default -> url = words.get(i).replace("localhost:8080", "http://localhost:" + this.port);
			}
		}
		if (body != null && !words.contains("-H")) {
			request.header("Content-Type", "application/x-www-form-urlencoded");
		}
		return request.uri(URI.create(url))
			.method((method != null) ? method : (body != null) ? "POST" : "GET",
					(body != null) ? HttpRequest.BodyPublishers.ofString(body) : HttpRequest.BodyPublishers.noBody())
			.build();
	}

	private static void header(HttpRequest.Builder request, String header) {
		int colon = header.indexOf(": ");
		request.header(header.substring(0, colon), header.substring(colon + 2));
	}

	private static List<String> find(String text) {
		return ID.matcher(text).results().map(MatchResult::group).toList();
	}

	private static String translate(String text, Map<String, String> ids) {
		return ID.matcher(text).replaceAll((id) -> ids.getOrDefault(id.group(), id.group()));
	}

	private static String general(String text) {
		return TIME.matcher(HASH.matcher(text).replaceAll("HASH")).replaceAll("TIME");
	}

}
