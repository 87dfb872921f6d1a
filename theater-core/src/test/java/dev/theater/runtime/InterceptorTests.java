package dev.theater.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.theater.actor.ActorId;
import dev.theater.actor.TurnInterceptor;
import dev.theater.actor.TurnInterceptor.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class InterceptorTests {

	@TempDir
	Path directory;

	private final List<String> told = new CopyOnWriteArrayList<>();

	private final TurnInterceptor recorder = (operation) -> {
		String what = operation.kind() + " " + operation.actor() + " " + operation.function();
		this.told.add("begin " + what);
		return (outcome, failure) -> this.told.add("end " + what + " " + outcome);
	};

	@Test
	void tellsOfSpawnsCallsAndHostCalls() {
		try (Stage stage = open(this.recorder)) {
			stage.spawn("counter", "1");
			await().untilAsserted(() -> assertThat(this.told).contains("begin " + Kind.SPAWN + " counter spawn",
					"begin CALL counter init", "begin HOST_CALL counter log", "end HOST_CALL counter log ok",
					"end CALL counter init ok", "end SPAWN counter spawn ok"));
		}
	}

	@Test
	void survivesInterceptorsThatThrow() {
		TurnInterceptor atBegin = (operation) -> {
			throw new IllegalStateException("thrown at the beginning, on purpose");
		};
		TurnInterceptor atEnd = (operation) -> (outcome, failure) -> {
			throw new IllegalStateException("thrown at the end, on purpose");
		};
		try (Stage stage = open(atBegin, atEnd, this.recorder)) {
			ActorId counter = stage.spawn("counter", "1");
			stage.send(counter, "x");
			assertThat(stage.request(counter, "get")).isEqualTo("2");
			assertThat(this.told).contains("end CALL counter handle-send ok");
		}
	}

	private Stage open(TurnInterceptor... interceptors) {
		return Stage.open(this.directory, (builder) -> {
			List.of(interceptors).forEach(builder::interceptor);
			return builder;
		}).manifest("counter", "counter", Stage.ALL);
	}

}
