package dev.theater.spring.variants;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.ActorNode;
import dev.theater.spring.FakeDirectory;
import dev.theater.spring.Theaters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The end of an application while pages are open. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class PageShutdownTests {

	private static final String STREAM = "/actuator/theaterui?part=stream";

	@ParameterizedTest
	@ValueSource(strings = { "server.port=0", "management.server.port=0" })
	void endsStreamsBeforeTheServerWaitsForThem(String property, CapturedOutput output) throws Exception {
		try (RunningApplication app = RunningApplication.start(WebApplicationType.SERVLET, RunningApplication.EXPOSED,
				"server.shutdown=graceful", property);
				EventStream stream = new EventStream(app.managementPort(), STREAM)) {
			assertThat(stream.next().read("$.full")).isEqualTo(true);
			CompletableFuture<Duration> closing = close(app);
			EventStream.Message last = stream.next();
			while (last.event().equals("update")) {
				last = stream.next();
			}
			assertThat(last.event()).isEqualTo("end");
			assertThat(stream.next()).isNull();
			assertThat(closing.get(60, TimeUnit.SECONDS)).isLessThan(Duration.ofSeconds(2));
		}
		assertThat(output).doesNotContain("\tat ").doesNotContain("WARN").doesNotContain("ERROR");
	}

	@Test
	void doesNotWaitForAPageThatDoesNotRead(CapturedOutput output) throws Exception {
		try (RunningApplication app = RunningApplication.start(WebApplicationType.SERVLET,
				List.of(AskingApplication.class, LargeTree.class), RunningApplication.EXPOSED,
				"server.shutdown=graceful"); Socket deaf = new Socket()) {
			deaf.setReceiveBufferSize(4096);
			deaf.connect(new InetSocketAddress("localhost", app.port()));
			deaf.getOutputStream()
				.write(("GET " + STREAM + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
			await("the stream's waiting for its page").during(Duration.ofMillis(300)).until(PageShutdownTests::isStuck);
			// the web server would wait for half a minute
			assertThat(close(app).get(60, TimeUnit.SECONDS)).isLessThan(Duration.ofSeconds(10));
		}
		assertThat(output).doesNotContain("\tat ").doesNotContain("ERROR");
	}

	private static boolean isStuck() {
		return Thread.getAllStackTraces()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().getName().startsWith("theater-page-"))
			.flatMap((entry) -> Stream.of(entry.getValue()))
			.anyMatch((frame) -> frame.getMethodName().equals("doWrite"));
	}

	/** More than fits between a server and a page that does not read. */
	@Configuration(proxyBeanMethods = false)
	static class LargeTree {

		@Bean
		ActorDirectory largeDirectory() {
			String name = "a".repeat(2000);
			return new FakeDirectory().roots(IntStream.range(0, 10_000)
				.mapToObj((i) -> Theaters.node(name + i).build())
				.toArray(ActorNode[]::new));
		}

	}

	private static CompletableFuture<Duration> close(RunningApplication app) {
		return CompletableFuture.supplyAsync(() -> {
			long before = System.nanoTime();
			app.close();
			return Duration.ofNanos(System.nanoTime() - before);
		});
	}

}
