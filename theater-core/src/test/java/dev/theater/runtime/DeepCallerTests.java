package dev.theater.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import dev.theater.actor.ActorId;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.SupervisorException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Users that call themselves without end overflow their own stack, and nothing else. */
class DeepCallerTests extends OnStage {

	private static final int TIMES = 10;

	private static final ActorId NOBODY = ActorId.random();

	/** A call into the runtime that leaves it as it was. */
	interface Call {

		void on(TheaterRuntime runtime);

	}

	@BeforeEach
	void manifests() {
		this.stage.puppet("worker", "");
		this.stage.spawn("worker");
	}

	static List<Named<Call>> calls() {
		return Stream.<Named<Call>>of(Named.of("stopChild", (runtime) -> runtime.supervisor().stopChild(NOBODY)),
				Named.of("spawn", (runtime) -> runtime.supervisor().spawn("nobody.toml")),
				Named.of("spawnAsync", (runtime) -> runtime.supervisor().spawnAsync(ActorSpec.manifest("nobody.toml"))),
				Named.of("operator's restart",
						(runtime) -> runtime.directory()
							.find("worker")
							.ifPresent((node) -> runtime.directory().restart(node.id()))))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("calls")
	void whoCallsItselfWithoutEndHoldsUpNobody(Call call) throws InterruptedException {
		Queue<Throwable> ends = new ConcurrentLinkedQueue<>();
		for (int i = 0; i < TIMES; i++) {
			// another size each time, so that the stack ends somewhere else
			Thread deep = new Thread(null, () -> {
				try {
					deeper(call, 2_000);
				}
				catch (StackOverflowError ex) {
					ends.add(ex);
				}
			}, "deep-" + i, 400_000L + i * 4_000L);
			deep.setDaemon(true);
			deep.start();
			assertThat(deep.join(Duration.ofSeconds(20))).as("caller %s returns", i).isTrue();
		}
		assertThat(ends).hasSize(TIMES);
		ActorId after = finish(CompletableFuture.supplyAsync(() -> this.stage.spawn("worker", "1")));
		finish(CompletableFuture.runAsync(() -> supervisor().stopChild(after)));
		assertThat(directory().node(after)).isEmpty();
	}

	/** Calls at many depths from some on, for nobody knows where the stack ends. */
	@SuppressWarnings("InfiniteRecursion") // the stack's end ends it
	private int deeper(Call call, int before) {
		if (before <= 0 && before % 16 == 0) {
			try {
				call.on(this.stage.runtime());
			}
			catch (SupervisorException ex) {
				// refused, as it ought to be
			}
		}
		return deeper(call, before - 1) + 1;
	}

}
