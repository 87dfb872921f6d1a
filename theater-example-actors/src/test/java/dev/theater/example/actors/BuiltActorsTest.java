package dev.theater.example.actors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The components are built by hand with {@code actors/build.sh} and checked in; these
 * tests fail when somebody edits a source and does not build, or builds and does not
 * check in.
 */
class BuiltActorsTest {

	private static final Path ROOT = repository();

	private static final String BUILT = "theater-example-actors/src/main/resources/actors/";

	private static final Pattern SUM = Pattern.compile("([0-9a-f]{64}) [ *](\\S+)");

	private static final Pattern NAMED_FILE = Pattern.compile("(?m)^(?:component|manifest) = \"([^\"]+)\"$");

	@Test
	void sourcesAndComponentsAreThoseThatWereLastBuilt() throws Exception {
		assertThat(hashes(sums().keySet().stream().toList()))
			.as("actors/build.sh writes these hashes; run it after an edit of its sources")
			.isEqualTo(sums());
	}

	@Test
	void everySourceAndEveryComponentHasAHash() throws Exception {
		List<String> present = Stream
			.of(files("actors/src/"), files("actors/wit/"), files(BUILT).filter((file) -> file.endsWith(".wasm")),
					Stream.of("actors/build.sh", "actors/tools/component.mjs", "actors/tools/package.json"))
			.flatMap((files) -> files)
			.toList();
		assertThat(sums().keySet()).containsExactlyInAnyOrderElementsOf(present);
	}

	@Test
	void everyComponentIsOne() throws Exception {
		for (String file : files(BUILT).filter((name) -> name.endsWith(".wasm")).toList()) {
			assertThat(Files.readAllBytes(ROOT.resolve(file))).as(file).startsWith(0, 'a', 's', 'm', 0x0d, 0, 1, 0);
		}
	}

	@Test
	void everyManifestIsNamedAsItsFileAndNamesFilesThatExist() throws Exception {
		List<String> manifests = files(BUILT).filter((name) -> name.endsWith(".toml")).toList();
		assertThat(manifests).containsExactlyInAnyOrder(BUILT + "counter.toml", BUILT + "desk.toml",
				BUILT + "echo.toml", BUILT + "flaky.toml");
		for (String file : manifests) {
			String text = Files.readString(ROOT.resolve(file));
			String name = file.substring(BUILT.length(), file.length() - ".toml".length());
			assertThat(text).contains("name = \"" + name + "\"", "component = \"" + name + ".wasm\"");
			assertThat(NAMED_FILE.matcher(text).results().map((named) -> named.group(1)))
				.allSatisfy((named) -> assertThat(ROOT.resolve(BUILT).resolve(named)).as(file).isRegularFile());
		}
	}

	@Test
	void theDeskHasTheChildrenThatTheReadmeShows() throws Exception {
		String desk = Files.readString(ROOT.resolve(BUILT + "desk.toml"));
		List<String> names = Pattern.compile("(?m)^\\[\\[child]]\\nmanifest = \"\\S+\"\\nname = \"(\\S+)\"$")
			.matcher(desk)
			.results()
			.map((child) -> child.group(1))
			.toList();
		assertThat(names).containsExactly("worker-1", "worker-2", "flaky");
	}

	private static Map<String, String> sums() throws IOException {
		Map<String, String> sums = new TreeMap<>();
		for (String line : Files.readAllLines(ROOT.resolve("actors/SHA256SUMS"))) {
			MatchResult sum = SUM.matcher(line)
				.results()
				.findFirst()
				.orElseThrow(() -> new AssertionError("not a line that sha256sum writes: " + line));
			sums.put(sum.group(2), sum.group(1));
		}
		return sums;
	}

	private static Map<String, String> hashes(List<String> files) throws Exception {
		Map<String, String> hashes = new TreeMap<>();
		for (String file : files) {
			Path path = ROOT.resolve(file);
			hashes.put(file, Files.exists(path) ? hash(Files.readAllBytes(path)) : "missing");
		}
		return hashes;
	}

	private static String hash(byte[] bytes) throws NoSuchAlgorithmException {
		return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
	}

	private static Stream<String> files(String folder) throws IOException {
		try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
			return files.map((file) -> folder + file.getFileName()).toList().stream();
		}
	}

	private static Path repository() {
		Path folder = Path.of("").toAbsolutePath();
		while (!Files.exists(folder.resolve("actors/SHA256SUMS"))) {
			folder = folder.getParent();
			assertThat(folder).as("a folder above this one with actors/SHA256SUMS").isNotNull();
		}
		return folder;
	}

}
