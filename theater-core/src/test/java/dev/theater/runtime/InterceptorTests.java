package dev.theater.runtime;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.theater.actor.ActorFailedException;
import dev.theater.actor.ActorHandle;
import dev.theater.actor.ActorId;
import dev.theater.actor.TurnInterceptor;
import dev.theater.actor.TurnInterceptor.Kind;
import dev.theater.host.HostFunctions;
import dev.theater.host.HostHandler;
import dev.theater.host.ShutdownSignal;
import dev.theater.supervisor.ActorSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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

	@Test
	void survivesInterceptorsWhoseContextOrHeadersFail() {
		TurnInterceptor noContext = new TurnInterceptor() {
			@Override
			public Around begin(Operation operation) {
				return new Marks(operation) {
					@Override
					public Map<String, String> headers() {
						throw new IllegalStateException("thrown for headers, on purpose");
					}
				};
			}

			@Override
			public Context context() {
				throw new IllegalStateException("thrown for the context, on purpose");
			}
		};
		TurnInterceptor broken = new Marking() {
			@Override
			public Context context() {
				return new Context() {
					@Override
					public Around begin(Operation operation) {
						throw new IllegalStateException("thrown in the context, on purpose");
					}

					@Override
					public Runnable enter() {
						throw new IllegalStateException("thrown when it is entered, on purpose");
					}
				};
			}
		};
		TurnInterceptor neverLeft = new Marking() {
			@Override
			public Context context() {
				return new Context() {
					@Override
					public Around begin(Operation operation) {
						return Around.NONE;
					}

					@Override
					public Runnable enter() {
						return () -> {
							throw new IllegalStateException("thrown when it is left, on purpose");
						};
					}
				};
			}
		};
		try (Stage stage = open(noContext, broken, neverLeft, this.recorder)) {
			ActorId counter = stage.spawn("counter", "1");
			assertThat(stage.request(counter, "get")).isEqualTo("1");
			assertThat(stage.runtime().supervisor().spawnAsync(ActorSpec.manifest("counter.toml")))
				.succeedsWithin(Duration.ofSeconds(20));
			await().untilAsserted(() -> assertThat(this.told).contains("end SPAWN counter spawn ok",
					"end REQUEST counter request ok", "end CALL counter handle-request ok"));
		}
	}

	// ---- what goes with messages

	/** Gives what is sent a header with the number of its operation. */
	private class Marking implements TurnInterceptor {

		@Override
		public Around begin(Operation operation) {
			return new Marks(operation);
		}

	}

	private class Marks implements TurnInterceptor.Around {

		private final String mark;

		Marks(TurnInterceptor.Operation operation) {
			this.mark = operation.kind() + " " + operation.path() + " " + operation.function();
			if (operation.kind() == Kind.CALL) {
				InterceptorTests.this.told
					.add(operation.path() + " " + operation.function() + " has " + new TreeMap<>(operation.headers()));
			}
		}

		@Override
		public Map<String, String> headers() {
			return Map.of("mark", this.mark);
		}

		@Override
		public void end(String outcome, String failure) {
			InterceptorTests.this.told.add(this.mark + " " + outcome);
		}

	}

	@Test
	void aCallIsToldTheHeadersOfWhatSentItsMessage() {
		try (Stage stage = open(new Marking())) {
			ActorId one = stage.puppet("one", "").spawn("one");
			ActorId two = stage.puppet("two", "").spawn("two", "init=request:" + one + " get");
			stage.send(one, "request " + two + " get");
			stage.request(one, "send " + two + " get");
			stage.request(one, "channel " + two + " accept first");
			stage.request(one, "spawn one.toml");
			await().untilAsserted(() -> assertThat(this.told).contains("one init has {mark=SPAWN one.toml spawn}",
					"two init has {mark=SPAWN two.toml spawn}", "one handle-request has {mark=HOST_CALL two request}",
					"one handle-send has {mark=SEND one send}", "two handle-request has {mark=HOST_CALL one request}",
					"one handle-request has {mark=REQUEST one request}",
					"two handle-send has {mark=HOST_CALL one send}",
					"two handle-channel-open has {mark=HOST_CALL one open-channel}",
					"one handle-channel-message has {mark=HOST_CALL one open-channel}",
					"one/one init has {mark=SPAWN one/one.toml spawn}"));
			assertThat(stage.request(one, "chain")).as("nothing of it is for guests").doesNotContain("mark");
		}
	}

	@Test
	void headersOfTheApplicationGoOnFromMessageToMessageAndAreNotForGuests() {
		List<ActorHandle> handles = new CopyOnWriteArrayList<>();
		HostHandler handler = new HostHandler() {
			@Override
			public String name() {
				return "handles";
			}

			@Override
			public void setUpHostFunctions(HostFunctions functions) {
				// it only wants to reach actors
			}

			@Override
			public void start(ActorHandle actor, ShutdownSignal shutdown) {
				handles.add(actor);
			}
		};
		try (Stage stage = Stage.open(this.directory,
				(builder) -> builder.hostHandler(handler).interceptor(new Marking()))) {
			stage.puppet("one", "[[handler]]\ntype = \"handles\"\n").spawn("one");
			ActorId two = stage.puppet("two", "").spawn("two");
			await().until(() -> handles.size() == 1);
			byte[] message = ("send " + two + " mark=forged").getBytes(StandardCharsets.UTF_8);
			handles.getFirst().send(message, Map.of("tenant", "blue", "mark", "mine"));
			await().untilAsserted(
					() -> assertThat(this.told).contains("one handle-send has {mark=SEND one send, tenant=blue}",
							"two handle-send has {mark=HOST_CALL one send, tenant=blue}"));
			assertThatIllegalArgumentException()
				.isThrownBy(() -> handles.getFirst().send(message, Map.of("long", "x".repeat(4_093))))
				.withMessage(
						"there are 1 headers of 4097 characters; a message may be given 16 of 4096 characters in all");
		}
	}

	@Test
	void aRestartHasNoHeaders() {
		try (Stage stage = open(new Marking())) {
			ActorId one = stage.puppet("one", "").spawn("one");
			stage.send(one, "trap");
			await().untilAsserted(() -> assertThat(this.told).contains("one init has {}"));
		}
	}

	// ---- what Java sends

	@Test
	void aRequestOfJavaEndsAsItIsAnswered() {
		try (Stage stage = open(this.recorder)) {
			ActorId puppet = stage.puppet("puppet", "").spawn("puppet");
			this.told.clear();
			assertThat(stage.request(puppet, "get")).isEqualTo("none");
			await().untilAsserted(() -> assertThat(this.told).contains("end REQUEST puppet request ok"));
			assertThatThrownBy(() -> stage.request(puppet, "err no")).isInstanceOf(ActorFailedException.class);
			await().untilAsserted(() -> assertThat(this.told).contains("end REQUEST puppet request error"));
			stage.ask(puppet, "none", Duration.ofMillis(1));
			await().untilAsserted(() -> assertThat(this.told).contains("end REQUEST puppet request timeout"));
			stage.runtime()
				.messaging()
				.request(puppet, "none".getBytes(StandardCharsets.UTF_8), Duration.ofSeconds(20))
				.cancel(false);
			await().untilAsserted(() -> assertThat(this.told).contains("end REQUEST puppet request cancelled"));
			assertThat(this.told.stream().filter((line) -> line.startsWith("begin REQUEST"))).hasSize(4);
			assertThat(this.told.stream().filter((line) -> line.startsWith("end REQUEST"))).hasSize(4);
		}
	}

	@Test
	void aRequestEndsOnNoThreadThatOthersWaitFor() {
		List<String> threads = new CopyOnWriteArrayList<>();
		TurnInterceptor interceptor = (operation) -> (outcome, failure) -> {
			if (operation.kind() == Kind.REQUEST) {
				threads.add(outcome + " " + Thread.currentThread().getName().replaceAll("[0-9]+$", ""));
			}
		};
		try (Stage stage = open(interceptor)) {
			ActorId puppet = stage.puppet("puppet", "").spawn("puppet");
			stage.request(puppet, "get");
			stage.ask(puppet, "none", Duration.ofMillis(1));
			stage.ask(puppet, "none");
			await().until(() -> stage.request(puppet, "outstanding").startsWith("ok 1 "));
			stage.runtime().supervisor().stopChild(puppet);
			await().untilAsserted(() -> assertThat(threads).contains("ok theater-guest-", "timeout theater-callback-",
					"error theater-callback-"));
		}
	}

	@Test
	void aMessageOfJavaIsOverWhenTheMailboxHasItOrNot() {
		try (Stage stage = open(this.recorder)) {
			ActorId puppet = stage.puppet("puppet", "[limits]\nmax_message = \"10B\"\n").spawn("puppet");
			stage.send(puppet, "get");
			assertThat(this.told).contains("end SEND puppet send ok");
			assertThatThrownBy(() -> stage.send(puppet, "12345678901"));
			assertThat(this.told).contains("end SEND puppet send error");
		}
	}

	private Stage open(TurnInterceptor... interceptors) {
		return Stage.open(this.directory, (builder) -> {
			List.of(interceptors).forEach(builder::interceptor);
			return builder;
		}).manifest("counter", "counter", Stage.ALL);
	}

}
