package dev.theater.hostile;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.theater.runtime.RuntimeSettings.EngineMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Guests that attack in every way that we know of, each with the compiler and the
 * interpreter, in one runtime for all: whatever one of them leaves behind the next ones
 * show. {@code -Dtheater.hostile.only=cpu/} runs a part.
 */
@Timeout(300)
class HostileCorpusTests {

	private static final Logger logger = LoggerFactory.getLogger(HostileCorpusTests.class);

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Path TEXTS = ROOT.resolve("theater-core/src/test/guests/hostile");

	private static final String ONLY = System.getProperty("theater.hostile.only", "");

	private static final int LEAST = 90;

	private static final long MAX_GROWTH = 48L << 20;

	@TempDir
	static Path directory;

	private static EngineMode mode;

	private static Theatre theatre;

	private static long heapBefore;

	private static long begun;

	private static final Map<EngineMode, Long> TIMES = new TreeMap<>();

	private static final Map<EngineMode, Long> GROWTH = new TreeMap<>();

	static List<Case> all() throws IOException {
		List<Case> cases = new ArrayList<>();
		try (Stream<Path> files = Files.walk(TEXTS, 2)) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".wat")).sorted().toList()) {
				if (!file.getParent().equals(TEXTS)) {
					cases.add(Case.of(file.getParent().getFileName().toString(),
							file.getFileName().toString().replace(".wat", ""), Files.readString(file)));
				}
			}
		}
		cases.addAll(GeneratedGuests.all());
		cases.addAll(RealGuests.all());
		return cases;
	}

	static List<Arguments> cases() throws IOException {
		List<Arguments> arguments = new ArrayList<>();
		for (EngineMode each : EngineMode.values()) {
			all().stream()
				.filter((guest) -> guest.toString().contains(ONLY))
				.forEach((guest) -> arguments.add(Arguments.of(guest, each)));
		}
		return arguments;
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("cases")
	void doesNoHarm(Case guest, EngineMode with) throws Exception {
		open(with);
		Oracle.judge(theatre, guest);
	}

	private static void open(EngineMode with) throws Exception {
		if (with == mode) {
			return;
		}
		close();
		Path manifests = Files.createDirectory(directory.resolve(with.name()));
		theatre = new Theatre(manifests, with);
		mode = with;
		warmUp();
		heapBefore = used();
		begun = System.nanoTime();
	}

	/**
	 * One case of each kind, so that no case is judged by how long classes take to load.
	 */
	private static void warmUp() throws Exception {
		for (Case.Outcome each : Case.Outcome.values()) {
			Case first = all().stream().filter((guest) -> guest.outcome() == each).findFirst().orElseThrow();
			Oracle.run(theatre, first);
		}
	}

	private static void close() {
		if (theatre != null) {
			TIMES.put(mode, (System.nanoTime() - begun) / 1_000_000);
			GROWTH.put(mode, used() - heapBefore);
			theatre.close();
			theatre = null;
		}
	}

	private static long used() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	@AfterAll
	static void leavesNoHeapBehind() {
		close();
		logger.info("Milliseconds {}; growth of the heap in bytes {}", TIMES, GROWTH);
		assertThat(GROWTH.values()).allMatch((growth) -> growth < MAX_GROWTH);
	}

	@Test
	void areEnoughInEveryCategory() throws IOException {
		Map<String, Long> categories = all().stream()
			.collect(Collectors.groupingBy(Case::category, TreeMap::new, Collectors.counting()));
		logger.info("{} cases: {}", all().size(), categories);
		assertThat(all()).hasSizeGreaterThanOrEqualTo(LEAST);
		assertThat(all().stream().map(Case::toString)).doesNotHaveDuplicates();
		assertThat(categories.keySet()).contains("cpu", "stack", "memory", "tables", "lifting", "lowering",
				"post-return", "hierarchy", "capabilities", "bytes", "components", "state", "requests", "channels",
				"children", "crash-loops", "shutdown", "real");
	}

	@Test
	void areWhatWasLastBuiltOfTheirTexts() throws Exception {
		List<String> sums = Files.readAllLines(TEXTS.resolve("SHA256SUMS"));
		for (String sum : sums) {
			String[] parts = sum.split(" [ *]", 2);
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(ROOT.resolve(parts[1])));
			assertThat(HexFormat.of().formatHex(hash))
				.as("%s; run theater-core/src/test/guests/hostile/build.sh after an edit", parts[1])
				.isEqualTo(parts[0]);
		}
		List<String> files = new ArrayList<>();
		for (Path tree : Arrays.asList(TEXTS, ROOT.resolve("theater-core/src/test/resources/guests/hostile"))) {
			try (Stream<Path> found = Files.walk(tree)) {
				found.filter(Files::isRegularFile).map((file) -> ROOT.relativize(file).toString()).forEach(files::add);
			}
		}
		files.remove(ROOT.relativize(TEXTS.resolve("SHA256SUMS")).toString());
		assertThat(sums.stream().map((sum) -> sum.split(" [ *]", 2)[1])).containsExactlyInAnyOrderElementsOf(files);
	}

}
