package dev.theater.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A hostile guest and what must become of it, as the head of its text says: comments of
 * the form {@code ;; key: value}, after a sentence about what it does.
 *
 * @param category what it attacks
 * @param name its name there
 * @param head values by keys
 * @param guest its bytes, made when they are wanted
 */
record Case(String category, String name, Map<String, List<String>> head, Guest guest) {

	/** What may follow of an attack. */
	enum Outcome {

		/** The actor fails and is restarted. */
		FAILS,
		/** It cannot be spawned. */
		REFUSED,
		/** The attack comes to nothing, and the actor goes on. */
		LIVES,
		/** The actor ends normally. */
		ENDS,
		/** It is stopped, in so many milliseconds at most. */
		STOPS,
		/** Its supervisor gives up. */
		OVERTHROWS

	}

	/** Bytes of a component. */
	@FunctionalInterface
	interface Guest {

		byte[] bytes();

	}

	private static final Set<String> SECTIONS = Set.of("limits", "lifecycle", "supervision");

	/** What is done with it, in the order of the text. */
	private static final Set<String> ACTS = Set.of("send", "ask", "do");

	private static final Set<String> KEYS = Set.of("limits", "lifecycle", "supervision", "grants", "init", "good",
			"again", "act", "answers", "handler", "fails", "after", "atleast", "refused", "lives", "ends", "stops",
			"overthrows", "says", "state");

	Case {
		for (String key : head.keySet()) {
			if (!KEYS.contains(key)) {
				throw new IllegalArgumentException(category + "/" + name + " says " + key + "; known are " + KEYS);
			}
		}
	}

	/** Reads a case from its text; what was built of it is a resource. */
	static Case of(String category, String name, String text) {
		String head = text.lines()
			.takeWhile((line) -> line.startsWith(";;"))
			.map((line) -> line.substring(2).strip())
			.collect(Collectors.joining("\n"));
		return of(category, name, head, () -> resource(category + "/" + name));
	}

	/** Reads a case from its head alone. */
	static Case of(String category, String name, String text, Guest guest) {
		Map<String, List<String>> head = new LinkedHashMap<>();
		for (String line : text.lines().toList()) {
			String[] parts = line.split(":", 2);
			if (parts.length == 2 && parts[0].matches("[a-z]+")) {
				boolean act = ACTS.contains(parts[0]);
				head.computeIfAbsent(act ? "act" : parts[0], (key) -> new ArrayList<>())
					.add(act ? parts[0] + " " + parts[1].strip() : parts[1].strip());
			}
		}
		return new Case(category, name, head, guest);
	}

	private static byte[] resource(String path) {
		try (InputStream in = Case.class.getResourceAsStream("/guests/hostile/" + path + ".wasm")) {
			return Objects.requireNonNull(in, path).readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Outcome outcome() {
		List<Outcome> said = List.of(Outcome.values())
			.stream()
			.filter((each) -> this.head.containsKey(each.name().toLowerCase(Locale.ROOT)))
			.toList();
		if (said.size() != 1) {
			throw new IllegalArgumentException(this + " says " + said + "; one outcome is right");
		}
		return said.get(0);
	}

	private List<String> all(String key) {
		return this.head.getOrDefault(key, List.of());
	}

	private String one(String key, String otherwise) {
		return all(key).isEmpty() ? otherwise : all(key).get(0);
	}

	/**
	 * What is done with it, one after the other: {@code send} a message, {@code ask} it
	 * one, have its parent {@code do} something.
	 */
	List<String> acts() {
		return all("act").isEmpty() ? List.of("send x") : all("act");
	}

	/** What is contained in the answers to all of that. */
	List<String> answers() {
		return all("answers");
	}

	/** Whose end is the end of the attack. */
	String handler() {
		String function = one("handler", "handle-send");
		return (function.startsWith("handle-child") ? "theater:simple/supervisor-handlers/"
				: "theater:simple/message-server-client/") + function;
	}

	/** How long the attack takes at the least. */
	Duration atLeast() {
		return Duration.ofMillis(Long.parseLong(one("atleast", "0")));
	}

	/** How long it takes at most to be stopped. */
	Duration stopsWithin() {
		return Duration.ofMillis(Long.parseLong(one("stops", "0")));
	}

	/** What it is sent before the attack, which every guest takes. */
	String good() {
		return one("good", "good => good").split(" => ")[0];
	}

	/** The state that makes. */
	String goodState() {
		return one("good", "good => good").split(" => ")[1];
	}

	/** What it is sent when all is over. */
	String again() {
		return one("again", "again => again").split(" => ")[0];
	}

	/** The state that makes. */
	String againState() {
		return one("again", "again => again").split(" => ")[1];
	}

	/** The state after a failure. */
	String after() {
		return one("after", goodState());
	}

	/** What init is given; empty for nothing. */
	String init() {
		return one("init", "");
	}

	/** Cause and function of the failure. */
	String cause() {
		return one("fails", "");
	}

	/** Whether it ends before it can be sent anything. */
	boolean endsInInit() {
		return one("ends", "").equals("init");
	}

	/** What is contained in the error, or in the state of an actor that goes on. */
	List<String> says() {
		List<String> says = new ArrayList<>(all("says"));
		all("refused").stream().filter((text) -> !text.isEmpty()).forEach(says::add);
		return says;
	}

	/** The state after the attack; null where {@link #says} tells of it. */
	@Nullable String state() {
		return all("state").isEmpty() ? (all("says").isEmpty() ? goodState() : null) : one("state", "");
	}

	/** The manifest for it. */
	String manifest() {
		StringBuilder toml = new StringBuilder(
				"name = \"%s\"\ncomponent = \"%s.wasm\"\n".formatted(this.name, this.name));
		String grants = one("grants", "runtime supervisor message-server");
		for (String type : grants.split(" ")) {
			toml.append(switch (type) {
				case "nothing" -> "";
				case "inline" -> "[[handler]]\ntype = \"supervisor\"\ninline_manifests = true\n";
				default -> "[[handler]]\ntype = \"%s\"\n".formatted(type);
			});
		}
		for (String section : SECTIONS.stream().sorted().toList()) {
			if (!all(section).isEmpty()) {
				toml.append(all(section).stream().collect(Collectors.joining("\n", "[" + section + "]\n", "\n")));
			}
		}
		return toml.toString();
	}

	byte[] bytes() {
		return this.guest.bytes();
	}

	static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public String toString() {
		return this.category + "/" + this.name;
	}

}
