package dev.theater.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.theater.actor.ActorComponent;
import dev.theater.component.Component;
import dev.theater.component.type.ComponentException;
import dev.theater.component.validation.InvalidComponentException;
import dev.theater.component.validation.ValidationRule;
import dev.theater.component.wasm.WasmEngine;
import dev.theater.host.HostRegistry;
import dev.theater.manifest.ManifestLocation;
import dev.theater.manifest.ManifestReader;
import dev.theater.manifest.ManifestResolver;
import dev.theater.manifest.ResolvedManifest;
import dev.theater.supervisor.SupervisionPolicy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Of components that nobody uses a bounded number stays, whoever asks for how many. */
@Timeout(120)
class ComponentRetentionTests {

	private static final WasmEngine ENGINE = WasmEngine.of(WasmEngine.Mode.INTERPRETER);

	/** The smallest there is. */
	private static final byte[] EMPTY = { 0, 'a', 's', 'm', 0x0d, 0, 1, 0 };

	private final Map<String, AtomicInteger> loads = new ConcurrentHashMap<>();

	private ComponentCache cache(int most, long mostBytes) {
		return new ComponentCache((bytes) -> {
			this.loads.computeIfAbsent(new String(bytes, StandardCharsets.UTF_8), (key) -> new AtomicInteger())
				.incrementAndGet();
			return Component.load(ENGINE, EMPTY);
		}, new HostRegistry(List.of()), new RecentlyUsed(most, mostBytes));
	}

	private int loads(String text) {
		return this.loads.getOrDefault(text, new AtomicInteger()).get();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/** Waits until no more is there than this, since nothing holds the rest. */
	private static void awaitSize(ComponentCache cache, int size) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
			System.gc();
			assertThat(cache.size()).isEqualTo(size);
		});
	}

	@Test
	void whatNobodyUsesGoesAndIsLoadedAgain() {
		ComponentCache cache = cache(0, 1_000);
		cache.component(bytes("a")).join();
		cache.link(bytes("b"), Set.of()).join();
		awaitSize(cache, 0);
		assertThat(cache.linked(ComponentCache.hash(bytes("b")), Set.of())).isNull();
		assertThat(cache.component(bytes("a"))).isCompleted();
		assertThat(cache.link(bytes("b"), Set.of())).isCompleted();
		assertThat(loads("a")).isEqualTo(2);
		assertThat(loads("b")).isEqualTo(2);
	}

	@Test
	void whatSomebodyUsesStays() {
		ComponentCache cache = cache(0, 1_000);
		ActorComponent used = cache.link(bytes("used"), Set.of()).join();
		Component loaded = cache.component(bytes("loaded")).join();
		for (int i = 0; i < 50; i++) {
			cache.link(bytes("other " + i), Set.of()).join();
		}
		awaitSize(cache, 2);
		assertThat(cache.link(bytes("used"), Set.of()).join()).isSameAs(used);
		assertThat(cache.linked(ComponentCache.hash(bytes("used")), Set.of())).isSameAs(used);
		assertThat(cache.component(bytes("loaded")).join()).isSameAs(loaded);
		// what is linked holds what was loaded
		cache.component(bytes("used")).join();
		assertThat(loads("used")).isOne();
		assertThat(loads("loaded")).isOne();
		assertThat(cache.link(bytes("used"), Set.of()).join()).isSameAs(used);
	}

	@Test
	void whatWasUsedLastStaysForAWhile() {
		ComponentCache cache = cache(2, 1_000);
		for (String each : List.of("a", "b", "a", "c")) {
			cache.component(bytes(each)).join();
		}
		awaitSize(cache, 2);
		for (String each : List.of("a", "c")) {
			cache.component(bytes(each)).join();
			assertThat(loads(each)).as(each).isOne();
		}
		cache.component(bytes("b")).join();
		assertThat(loads("b")).isEqualTo(2);
	}

	@Test
	void lookingAtWhatIsLinkedIsAUse() {
		ComponentCache cache = cache(2, 1_000);
		// one to load it, one to link it
		cache.link(bytes("a"), Set.of()).join();
		cache.component(bytes("b")).join();
		assertThat(cache.linked(ComponentCache.hash(bytes("a")), Set.of())).isNotNull();
		cache.component(bytes("c")).join();
		awaitSize(cache, 2);
		assertThat(cache.linked(ComponentCache.hash(bytes("a")), Set.of())).isNotNull();
		cache.component(bytes("b")).join();
		assertThat(loads("b")).isEqualTo(2);
	}

	@Test
	void bytesOfFilesAreWhatComponentsWeigh() {
		ComponentCache cache = cache(1_000, 10);
		for (String each : List.of("1234", "123", "12", "1", "a file of more bytes than all")) {
			cache.component(bytes(each)).join();
		}
		awaitSize(cache, 0);
		for (String each : List.of("1234", "123", "12", "1")) {
			cache.component(bytes(each)).join();
		}
		awaitSize(cache, 4);
		cache.component(bytes("+")).join();
		awaitSize(cache, 4);
		cache.component(bytes("123")).join();
		assertThat(loads("123")).isEqualTo(2);
		cache.component(bytes("1234")).join();
		assertThat(loads("1234")).isEqualTo(3);
	}

	/** Also while others are collected, and of two ways to ask. */
	@Test
	void neverLoadsTheSameTwiceAtOnce() throws Exception {
		long seed = System.nanoTime();
		System.out.println("ComponentRetentionTests seed " + seed);
		Map<String, AtomicInteger> busy = new ConcurrentHashMap<>();
		AtomicInteger twice = new AtomicInteger();
		AtomicInteger all = new AtomicInteger();
		ComponentCache cache = new ComponentCache((bytes) -> {
			AtomicInteger its = busy.computeIfAbsent(new String(bytes, StandardCharsets.UTF_8),
					(key) -> new AtomicInteger());
			if (its.incrementAndGet() > 1) {
				twice.incrementAndGet();
			}
			all.incrementAndGet();
			Component loaded = Component.load(ENGINE, EMPTY);
			its.decrementAndGet();
			return loaded;
		}, new HostRegistry(List.of()), new RecentlyUsed(1, 1_000));
		try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
			List<Future<Void>> ends = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				Random random = new Random(seed + i);
				ends.add(threads.submit((Callable<Void>) () -> {
					for (int turn = 0; turn < 5_000; turn++) {
						byte[] wanted = bytes("c" + random.nextInt(3));
						if (random.nextBoolean()) {
							cache.link(wanted, Set.of()).get(20, TimeUnit.SECONDS);
						}
						else {
							cache.component(wanted).get(20, TimeUnit.SECONDS);
						}
						if (turn % 1_000 == 0) {
							System.gc();
						}
					}
					return null;
				}));
			}
			for (Future<Void> end : ends) {
				end.get(60, TimeUnit.SECONDS);
			}
		}
		assertThat(twice).hasValue(0);
		assertThat(all.get()).isGreaterThanOrEqualTo(3);
	}

	// ---- what is remembered beside components

	private static ManifestResolver resolver(ManifestLocation location) {
		return new ManifestResolver(List.of(location), new ManifestReader(SupervisionPolicy.DEFAULT));
	}

	/**
	 * A place that has every manifest, as one that ignores upper and lower case nearly
	 * has.
	 */
	private static final ManifestLocation EVERYTHING = new ManifestLocation() {
		@Override
		public Optional<byte[]> read(String relativePath) {
			return Optional.of(bytes("name = \"a\"\ncomponent = \"a.wasm\"\n"));
		}

		@Override
		public String description() {
			return "everything";
		}
	};

	@Test
	void remembersTheLastThousandManifestsThatWereChecked() {
		ComponentCache cache = cache(10, 1_000);
		CheckedComponents checked = new CheckedComponents(cache);
		ManifestResolver resolver = resolver(EVERYTHING);
		byte[] bytes = bytes("it");
		ActorComponent component = cache.link(bytes, Set.of()).join();
		ResolvedManifest first = resolver.resolve("m0.toml");
		checked.add(first, bytes, Set.of());
		assertThat(checked.of(first, bytes)).isSameAs(component);
		assertThat(checked.of(first, bytes.clone())).isSameAs(component);
		assertThat(checked.of(first, bytes("is"))).isNull();
		for (int i = 1; i <= CheckedComponents.REMEMBERED; i++) {
			assertThat(checked.size()).isEqualTo(i);
			checked.add(resolver.resolve("m" + i + ".toml"), bytes, Set.of());
		}
		assertThat(checked.size()).isEqualTo(CheckedComponents.REMEMBERED);
		assertThat(checked.has("m0.toml")).isFalse();
		assertThat(checked.of(first, bytes)).isNull();
		assertThat(checked.has("m1000.toml")).isTrue();
	}

	@Test
	void aManifestThatWasCheckedHoldsNeitherItsComponentNorItsBytes(@TempDir Path directory) throws IOException {
		ComponentCache cache = cache(0, 1_000);
		CheckedComponents checked = new CheckedComponents(cache);
		Files.writeString(directory.resolve("a.toml"), "name = \"a\"\ncomponent = \"a.wasm\"\n");
		ResolvedManifest manifest = resolver(ManifestLocation.directory(directory)).resolve("a.toml");
		cache.link(bytes("it"), Set.of()).join();
		checked.add(manifest, bytes("it"), Set.of());
		awaitSize(cache, 0);
		assertThat(checked.of(manifest, bytes("it"))).isNull();
		cache.link(bytes("it"), Set.of()).join();
		assertThat(loads("it")).isEqualTo(2);
	}

	private static ComponentException failure(int chars) {
		return new InvalidComponentException(ValidationRule.LIMIT, "x".repeat(chars), -1);
	}

	@Test
	void remembersNoMoreThanFourMillionCharactersOfFailures() {
		RefusedComponents refused = new RefusedComponents();
		for (int i = 0; i < 100; i++) {
			refused.add("h" + i, failure(1_000_000));
			assertThat(refused.size()).isLessThanOrEqualTo(3);
		}
		assertThatExceptionOfType(InvalidComponentException.class).isThrownBy(() -> refused.throwIfKnown("h99"));
		assertThatCode(() -> refused.throwIfKnown("h95")).doesNotThrowAnyException();
		// the same again is counted once
		for (int i = 0; i < 100; i++) {
			refused.add("same", failure(10));
		}
		assertThat(refused.size()).isEqualTo(4);
		refused.add("large", failure(4_000_000));
		assertThat(refused.size()).isZero();
		for (int i = 0; i < 2_000; i++) {
			refused.add("s" + i, failure(10));
		}
		assertThat(refused.size()).isEqualTo(RefusedComponents.REMEMBERED);
	}

}
