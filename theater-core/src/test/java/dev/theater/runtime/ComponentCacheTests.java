package dev.theater.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.theater.component.Component;
import dev.theater.component.LinkException;
import dev.theater.component.type.ComponentException;
import dev.theater.component.validation.InvalidComponentException;
import dev.theater.component.validation.ValidationRule;
import dev.theater.component.wasm.WasmEngine;
import dev.theater.host.HostRegistry;
import dev.theater.manifest.ManifestLocation;
import dev.theater.manifest.ManifestReader;
import dev.theater.manifest.ManifestResolver;
import dev.theater.supervisor.ActorDefinition;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.SupervisionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Loading is done once, and nobody waits for another's on a thread. */
@Timeout(60)
class ComponentCacheTests {

	private static final WasmEngine ENGINE = WasmEngine.of(WasmEngine.Mode.INTERPRETER);

	private final HostRegistry hosts = new HostRegistry(List.of());

	private final Map<String, AtomicInteger> loads = new ConcurrentHashMap<>();

	private ComponentCache cache(Function<byte[], Component> loader) {
		return new ComponentCache((bytes) -> {
			this.loads.computeIfAbsent(text(bytes), (key) -> new AtomicInteger()).incrementAndGet();
			return loader.apply(bytes);
		}, this.hosts);
	}

	private int loads(String text) {
		return this.loads.getOrDefault(text, new AtomicInteger()).get();
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static Component puppet() {
		try (InputStream in = ComponentCacheTests.class.getResourceAsStream("/guests/puppet.wasm")) {
			return Component.load(ENGINE, Objects.requireNonNull(in).readAllBytes());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Throwable failure(CompletableFuture<?> future) {
		assertThat(future).isCompletedExceptionally();
		return future.exceptionNow();
	}

	// ---- what failed

	/** Malformed, invalid, a feature that is not supported. */
	private static Stream<byte[]> broken() {
		return Stream.of(bytes("no component"), new byte[] { 0, 'a', 's', 'm', 1, 0, 0, 0 },
				new byte[] { 0, 'a', 's', 'm', 0x0d, 0, 1, 0, 1, 14, 0, 'a', 's', 'm', 1, 0, 0, 0, 5, 4, 1, 4, 1, 0 });
	}

	@ParameterizedTest
	@MethodSource("broken")
	void refusesWhatFailedOnceWithoutAnotherTry(byte[] broken) {
		ComponentCache cache = cache((bytes) -> Component.load(ENGINE, bytes));
		Throwable first = failure(cache.component(broken));
		assertThat(first).isInstanceOf(ComponentException.class);
		assertThat(failure(cache.component(broken.clone()))).isSameAs(first);
		assertThat(failure(cache.link(broken, Set.of()))).isSameAs(first);
		assertThat(loads(text(broken))).isOne();
	}

	private static Stream<Arguments> mayPass() {
		return Stream.of(Arguments.of((Supplier<Throwable>) () -> new OutOfMemoryError("on purpose")),
				Arguments.of((Supplier<Throwable>) () -> new UncheckedIOException(new IOException("on purpose"))),
				Arguments.of((Supplier<Throwable>) () -> new LinkException(List.of())),
				Arguments.of((Supplier<Throwable>) () -> new InvalidComponentException(ValidationRule.LIMIT,
						"too large", -1, new IllegalStateException(new OutOfMemoryError("on purpose")))));
	}

	@ParameterizedTest
	@MethodSource("mayPass")
	void triesAgainWhatIsNotTheBytesFault(Supplier<Throwable> why) {
		ComponentCache cache = cache((bytes) -> {
			if (loads("it") > 1) {
				return puppet();
			}
			Throwable failure = why.get();
			if (failure instanceof Error error) {
				throw error;
			}
			throw (RuntimeException) failure;
		});
		assertThat(failure(cache.component(bytes("it")))).hasSameClassAs(why.get());
		assertThat(cache.component(bytes("it"))).isCompleted();
		assertThat(cache.component(bytes("it"))).isCompleted();
		assertThat(loads("it")).isEqualTo(2);
	}

	@Test
	void triesAgainToLinkWhatWasLoaded() {
		ComponentCache cache = cache((bytes) -> puppet());
		assertThat(failure(cache.link(bytes("it"), Set.of()))).isInstanceOf(LinkException.class);
		assertThat(failure(cache.link(bytes("it"), Set.of()))).isInstanceOf(LinkException.class);
		assertThat(cache.component(bytes("it"))).isCompleted();
		assertThat(loads("it")).isOne();
	}

	@Test
	void remembersTheLastThousandFailures() {
		ComponentCache cache = cache((bytes) -> Component.load(ENGINE, bytes));
		for (int i = 0; i <= 1_000; i++) {
			failure(cache.component(bytes("no " + i)));
		}
		failure(cache.component(bytes("no 1")));
		failure(cache.component(bytes("no 1000")));
		assertThat(loads("no 1")).isOne();
		assertThat(loads("no 1000")).isOne();
		failure(cache.component(bytes("no 0")));
		assertThat(loads("no 0")).isEqualTo(2);
	}

	// ---- who comes meanwhile

	@Test
	void whoComesMeanwhileDoesNotWaitAndOthersLoad() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch gate = new CountDownLatch(1);
		ComponentCache cache = cache((bytes) -> {
			if (text(bytes).equals("slow")) {
				begun.countDown();
				pass(gate);
			}
			return puppet();
		});
		try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
			threads.execute(() -> cache.component(bytes("slow")));
			pass(begun);
			CompletableFuture<Component> slow = cache.component(bytes("slow"));
			assertThat(slow).isNotDone();
			assertThat(cache.link(bytes("slow"), Set.of())).isNotDone();
			assertThat(cache.component(bytes("other"))).isCompleted();
			gate.countDown();
			assertThat(slow.get(10, TimeUnit.SECONDS)).isSameAs(cache.component(bytes("slow")).join());
		}
		finally {
			gate.countDown();
		}
		assertThat(loads("slow")).isOne();
	}

	@Test
	void whoComesMeanwhileIsToldOfTheFailure() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch gate = new CountDownLatch(1);
		ComponentCache cache = cache((bytes) -> {
			begun.countDown();
			pass(gate);
			return Component.load(ENGINE, bytes);
		});
		try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
			threads.execute(() -> cache.component(bytes("no")));
			pass(begun);
			CompletableFuture<Component> meanwhile = cache.component(bytes("no"));
			gate.countDown();
			assertThatThrownBy(() -> meanwhile.get(10, TimeUnit.SECONDS)).cause()
				.isInstanceOf(ComponentException.class);
		}
		finally {
			gate.countDown();
		}
		assertThat(loads("no")).isOne();
	}

	/** One thread loads; all definitions that need the same come of that. */
	@Test
	void definitionsOfAComponentThatIsBeingLoadedHoldUpNobody(@TempDir Path directory) throws Exception {
		Stage.manifest(directory, "slow", "puppet", "", this);
		Stage.manifest(directory, "other", "deep", "", this);
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch gate = new CountDownLatch(1);
		AtomicInteger files = new AtomicInteger();
		ComponentCache cache = new ComponentCache((bytes) -> {
			if (files.getAndIncrement() == 0) {
				begun.countDown();
				pass(gate);
			}
			return Component.load(ENGINE, bytes);
		}, this.hosts);
		DefinitionLoader loader = new DefinitionLoader(
				new ManifestResolver(List.of(ManifestLocation.directory(directory)),
						new ManifestReader(SupervisionPolicy.DEFAULT)),
				this.hosts, cache, new Ceilings(RuntimeSettings.defaults().limits(), SupervisionPolicy.DEFAULT));
		try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
			threads.execute(() -> loader.load(ActorSpec.manifest("slow.toml"), null));
			pass(begun);
			CompletableFuture<ActorDefinition> slow = loader.load(ActorSpec.manifest("slow.toml"), null);
			assertThat(slow).isNotDone();
			// nobody offers what they import, which is said as soon as it is known
			assertThat(loader.load(ActorSpec.manifest("other.toml"), null)).isCompletedExceptionally();
			gate.countDown();
			assertThatThrownBy(() -> slow.get(10, TimeUnit.SECONDS)).cause()
				.isInstanceOf(HandlerErrorException.class)
				.hasMessageContaining("slow.toml");
		}
		finally {
			gate.countDown();
		}
		assertThat(files).hasValue(2);
	}

	private static void pass(CountDownLatch gate) {
		try {
			if (!gate.await(20, TimeUnit.SECONDS)) {
				throw new IllegalStateException("waited too long");
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
