package dev.theater.fuzz;

import java.time.Duration;
import java.util.List;
import java.util.Random;

import dev.theater.manifest.ManifestException;
import dev.theater.manifest.ManifestReader;
import dev.theater.supervisor.SupervisionPolicy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever a manifest says: it is read, or refused by a {@link ManifestException}, soon.
 * {@code -Dtheater.fuzz.seconds} says for how long, {@code -Dtheater.fuzz.seed} replays.
 */
class ManifestFuzzTests {

	private static final Duration TIME = Duration.ofSeconds(Long.getLong("theater.fuzz.seconds", 1));

	private static final String MANIFEST = """
			name = "desk"
			version = "1.0"
			component = "desk.wasm"
			description = "a desk"
			save_chain = true
			init_state = "state/desk.json"

			[[handler]]
			type = "supervisor"
			inline_manifests = true

			[[handler]]
			type = "files"
			roots = ["a", 'b', { c = 1.5, d = [true, 0x1f] }]

			[supervision]
			strategy = "rest-for-one"
			max_restarts = 3
			within = "5s"
			backoff = { initial = "0s", max = "10s", factor = 2.0, jitter = 0.2, reset_after = "10s" }

			[lifecycle]
			restart = "transient"
			shutdown = "brutal-kill"
			call_timeout = "1500ms"

			[limits]
			memory = "16MB"
			mailbox = 100

			[[child]]
			manifest = "worker.toml"
			name = "worker-1"
			init = \"""
			several
			lines\"""
			shutdown = "infinity"
			""";

	private static final List<String> WORDS = List.of("[", "]", "[[", "]]", "{", "}", "\"", "'", "\"\"\"", "=", ".",
			",", "#", "\n", "\r", "\t", "\0", "\\", "\\u0000", "\\ud800", "\ud800", "\uffff", "inf", "-nan", "1e999",
			"99999999999999999999", "0x", "1979-05-27T07:32:00Z", "true", "null", "[supervision]\n", "[[child]]\n",
			"[[handler]]\n", "name = \"x\"\n", "manifest = \"../../etc/passwd\"\n", "a.b.c = 1\n", "[a]\n", "\"5s\"",
			"\"-1ns\"", "\"9223372036854775807d\"", "\"1YB\"", "=[", "={a=");

	@Test
	void whateverAManifestSaysItIsReadOrRefused() {
		long seed = Long.getLong("theater.fuzz.seed", System.nanoTime());
		Mutations mutations = new Mutations(new Random(seed), WORDS);
		ManifestReader reader = new ManifestReader(SupervisionPolicy.DEFAULT);
		reader.read(MANIFEST, "fuzz.toml");
		long end = System.nanoTime() + TIME.toNanos();
		long read = 0;
		long refused = 0;
		long slowest = 0;
		while (System.nanoTime() < end) {
			String text = mutations.of(MANIFEST);
			long begun = System.nanoTime();
			try {
				reader.read(text, "fuzz.toml");
				read++;
			}
			catch (ManifestException ex) {
				refused++;
				assertThat(String.valueOf(ex.getMessage()).length()).as("seed %d:\n%s", seed, text)
					.isBetween(10, 100_000);
			}
			catch (RuntimeException | Error ex) {
				throw new AssertionError("seed " + seed + ": " + ex + " for\n" + text, ex);
			}
			slowest = Math.max(slowest, System.nanoTime() - begun);
		}
		System.out.printf("ManifestFuzzTests seed %d: %d read, %d refused, the slowest in %d ms%n", seed, read, refused,
				slowest / 1_000_000);
		assertThat(refused).isPositive();
	}

}
