package dev.theater.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The kinds of actors that play: one component, and what manifests can say. */
final class Manifests {

	private static final String GRANTS = """
			[[handler]]
			type = "runtime"
			[[handler]]
			type = "supervisor"
			[[handler]]
			type = "message-server"
			""";

	/**
	 * How many restarts of children are allowed in which time.
	 *
	 * @param group whether they count for a group
	 */
	record Intensity(int max, long millis, boolean group) {

		/** What the runtime has for those that do not say. */
		static final Intensity DEFAULT = new Intensity(3, 5_000, false);

	}

	private final Map<String, String> all = new LinkedHashMap<>();

	/**
	 * @param callTimeout how long a call may take
	 */
	Manifests(String callTimeout) {
		String life = "[lifecycle]\nshutdown = \"100ms\"\ninit_timeout = \"500ms\"\ncall_timeout = \"" + callTimeout
				+ "\"\n";
		this.all.put("worker", life);
		this.all.put("temporary", life + "restart = \"temporary\"\n");
		this.all.put("permanent", life + "restart = \"permanent\"\n");
		this.all.put("afresh", life + "restart = \"permanent\"\nrestart_state = \"initial\"\n");
		this.all.put("lenient", life + "on_error = \"resume\"\n");
		this.all.put("brutal", life.replace("100ms", "brutal-kill"));
		this.all.put("asks", life + child("worker", "s", "on-error=restart") + child("temporary", "t", "1"));
		this.all.put("supervises-family", life + "[supervision]\nmax_restarts = 3\nwithin = \"2s\"\n"
				+ child("worker", "a", "1") + child("permanent", "b", "2"));
		this.all.put("supervises-lead",
				life + "[supervision]\nmax_restarts = 5\n" + "backoff = { initial = \"50ms\", max = \"400ms\" }\n"
						+ child("supervises-family", "f", "") + child("worker", "w", "on-error=restart"));
		this.all.put("supervises-broken",
				life + "[supervision]\n" + child("worker", "a", "") + child("worker", "b", "init=err no"));
		for (String strategy : List.of("one-for-all", "rest-for-one")) {
			this.all.put("supervises-" + strategy,
					life + "[supervision]\nstrategy = \"" + strategy + "\"\nmax_restarts = 4\nwithin = \"2s\"\n"
							+ child("worker", "a", "1") + child("permanent", "b", "2") + child("temporary", "c", "3")
							+ child("worker", "d", "4"));
		}
	}

	private static String child(String manifest, String name, String init) {
		return "[[child]]\nmanifest = \"%s.toml\"\nname = \"%s\"\n".formatted(manifest, name)
				+ (init.isEmpty() ? "" : "init = \"%s\"\n".formatted(init));
	}

	/** Whether the runtime decides for actors of this manifest, and not their guest. */
	static boolean supervises(String manifest) {
		return manifest.startsWith("supervises-");
	}

	/** What an actor of this manifest allows its children. */
	static Intensity intensity(String manifest) {
		return switch (manifest.replace(".toml", "")) {
			case "supervises-family" -> new Intensity(3, 2_000, false);
			case "supervises-lead" -> new Intensity(5, 5_000, false);
			case "supervises-one-for-all", "supervises-rest-for-one" -> new Intensity(4, 2_000, true);
			default -> Intensity.DEFAULT;
		};
	}

	List<String> names() {
		return List.copyOf(this.all.keySet());
	}

	void write(Path directory) throws IOException {
		try (InputStream guest = Manifests.class.getResourceAsStream("/guests/puppet.wasm")) {
			Files.copy(guest, directory.resolve("puppet.component.wasm"));
		}
		for (Map.Entry<String, String> manifest : this.all.entrySet()) {
			write(directory, manifest.getKey(), manifest.getValue());
		}
	}

	/** Writes one more. */
	void write(Path directory, String name, String more) throws IOException {
		Files.writeString(directory.resolve(name + ".toml"),
				"name = \"%s\"\ncomponent = \"puppet.component.wasm\"\n%s%s".formatted(name, GRANTS, more));
	}

}
