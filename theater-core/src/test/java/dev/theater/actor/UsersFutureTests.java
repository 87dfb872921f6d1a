package dev.theater.actor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UsersFutureTests {

	private final CompletableFuture<String> source = new CompletableFuture<>();

	private final Queue<Runnable> callbacks = new ConcurrentLinkedQueue<>();

	private final UsersFuture<String> future = new UsersFuture<>(this.source, this.callbacks::add);

	@Test
	void completesInACallbackIfNobodyWaits() {
		List<String> seen = new ArrayList<>();
		this.future.thenAccept(seen::add);
		this.source.complete("a");
		assertThat(this.future).isNotDone();
		assertThat(seen).isEmpty();
		this.callbacks.remove().run();
		assertThat(seen).containsExactly("a");
		assertThat(this.callbacks).isEmpty();
	}

	@Test
	void aWaiterCompletesItItselfAndTakesNoCallback() throws Exception {
		Queue<Thread> ran = new ConcurrentLinkedQueue<>();
		this.future.thenAccept((value) -> ran.add(Thread.currentThread()));
		CompletableFuture<Thread> waiter = new CompletableFuture<>();
		Thread thread = Thread.ofPlatform().start(() -> {
			assertThat(this.future.join()).isEqualTo("a");
			waiter.complete(Thread.currentThread());
		});
		Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
		this.source.complete("a");
		assertThat(waiter.get(10, TimeUnit.SECONDS)).isSameAs(thread);
		assertThat(ran).containsExactly(thread);
		assertThat(this.callbacks).isEmpty();
	}

	@Test
	void whoGivesUpWaitingLeavesTheEndToACallback() throws Exception {
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> this.future.get(1, TimeUnit.MILLISECONDS));
		this.source.complete("a");
		assertThat(this.future).isNotDone();
		this.callbacks.remove().run();
		assertThat(this.future.get(1, TimeUnit.MILLISECONDS)).isEqualTo("a");
	}

	@Test
	void aWaitThatIsInterruptedLeavesTheEndToACallback() {
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(this.future::get);
		this.source.complete("a");
		assertThat(this.callbacks).hasSize(1);
	}

	@Test
	void failsWithTheReasonItselfInEveryWayOfWaiting() {
		IllegalStateException reason = new IllegalStateException("no");
		UsersFuture<String> failing = new UsersFuture<>(this.source.thenApply(String::strip), this.callbacks::add);
		this.source.completeExceptionally(reason);
		assertThatExceptionOfType(CompletionException.class).isThrownBy(failing::join).havingCause().isSameAs(reason);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(failing::get).havingCause().isSameAs(reason);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> failing.get(1, TimeUnit.SECONDS))
			.havingCause()
			.isSameAs(reason);
		assertThat(failing.exceptionNow()).isSameAs(reason);
	}

	@Test
	void aCancelledOneEndsItsWaitersWhenItsSourceEnds() {
		this.future.whenComplete((value, failure) -> this.source.completeExceptionally(new IllegalStateException()));
		this.future.cancel(false);
		assertThatExceptionOfType(CancellationException.class).isThrownBy(this.future::join);
	}

	@Test
	void endsForEveryoneHoweverManyWaitAndGiveUp() throws Exception {
		try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
			for (int round = 0; round < 2_000; round++) {
				endsForEveryone(threads);
			}
		}
	}

	private static void endsForEveryone(ExecutorService threads) throws Exception {
		CompletableFuture<Integer> source = new CompletableFuture<>();
		UsersFuture<Integer> future = new UsersFuture<>(source, threads::execute);
		CompletableFuture<Integer> continued = future.thenApply((value) -> value + 1);
		CountDownLatch go = new CountDownLatch(1);
		Queue<CompletableFuture<Void>> all = new ArrayDeque<>();
		for (int i = 0; i < 3; i++) {
			boolean patient = i == 0;
			all.add(CompletableFuture.runAsync(() -> waitFor(future, go, patient), threads));
		}
		all.add(CompletableFuture.runAsync(() -> {
			await(go);
			source.complete(1);
		}, threads));
		go.countDown();
		for (CompletableFuture<Void> one : all) {
			one.get(10, TimeUnit.SECONDS);
		}
		assertThat(continued.get(10, TimeUnit.SECONDS)).isEqualTo(2);
	}

	private static void waitFor(UsersFuture<Integer> future, CountDownLatch go, boolean patient) {
		await(go);
		try {
			assertThat(future.get(patient ? 10_000_000_000L : 20_000, TimeUnit.NANOSECONDS)).isEqualTo(1);
		}
		catch (TimeoutException ex) {
			assertThat(patient).isFalse();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
