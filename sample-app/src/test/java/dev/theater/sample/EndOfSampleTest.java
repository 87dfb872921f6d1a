package dev.theater.sample;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The sample as a process of its own, ended as an orchestrator ends it. */
@Timeout(120)
class EndOfSampleTest {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	@Test
	void endsAtOnceWhileSomebodyLooksAtItsPage() throws Exception {
		Process sample = start();
		try {
			URI page = URI.create("http://localhost:" + port(sample) + "/actuator/theaterui");
			HttpClient client = HttpClient.newHttpClient();
			assertThat(client.send(get(page, ""), HttpResponse.BodyHandlers.ofString()).body()).contains("<html");
			Queue<String> lines = new ConcurrentLinkedQueue<>();
			CompletableFuture<HttpResponse<Void>> stream = client.sendAsync(get(page, "?part=stream"),
					HttpResponse.BodyHandlers.fromLineSubscriber(new Lines(lines)));
			await().atMost(Duration.ofSeconds(20)).until(() -> lines.contains("event: update"));

			long begin = System.nanoTime();
			sample.destroy();
			assertThat(sample.waitFor(30, TimeUnit.SECONDS)).isTrue();
			long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);

			System.out.println("page: the sample ended " + millis + " ms after SIGTERM, with a stream open");
			assertThat(millis).isLessThan(2000);
			assertThat(sample.exitValue()).as("128 + SIGTERM").isEqualTo(143);
			assertThat(stream.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
			assertThat(lines).contains("event: end").last().isEqualTo("complete");
		}
		finally {
			sample.destroyForcibly();
		}
	}

	/** Without the classes of tests, so that it logs what it logs for its users. */
	private static Process start() throws IOException {
		String classPath = String.join(File.pathSeparator,
				Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
					.filter((path) -> !path.endsWith("test-classes"))
					.toList());
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-cp", classPath, SampleApplication.class.getName(), "--server.port=0")
			.redirectErrorStream(true)
			.start();
	}

	private static int port(Process sample) throws IOException {
		BufferedReader output = sample.inputReader(StandardCharsets.UTF_8);
		StringBuilder said = new StringBuilder();
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			said.append(line).append('\n');
			Matcher port = PORT.matcher(line);
			if (port.find()) {
				// what comes after it is read so that the process never waits for
				// somebody to do so
				CompletableFuture.runAsync(() -> output.lines().forEach((further) -> {
				}));
				return Integer.parseInt(port.group(1));
			}
		}
		throw new AssertionError("the sample did not start:\n" + said);
	}

	private static HttpRequest get(URI page, String query) {
		return HttpRequest.newBuilder(URI.create(page + query)).timeout(Duration.ofSeconds(30)).build();
	}

	/** Keeps the lines of an answer that goes on, and does not mind how it ends. */
	private record Lines(Queue<String> lines) implements Subscriber<String> {

		@Override
		public void onSubscribe(Subscription subscription) {
			subscription.request(Long.MAX_VALUE);
		}

		@Override
		public void onNext(String line) {
			this.lines.add(line);
		}

		@Override
		public void onError(Throwable ex) {
			this.lines.add("error: " + ex);
		}

		@Override
		public void onComplete() {
			this.lines.add("complete");
		}

	}

}
