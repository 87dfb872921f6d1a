package dev.theater.test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.theater.actor.ActorId;
import dev.theater.chain.ChainEvent;
import dev.theater.chain.ChainVerification;
import dev.theater.runtime.TheaterRuntime;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about an actor's event chain, oldest event first. What fails shows the
 * chain.
 *
 * <pre>{@code
 * assertThatChain(runtime, id).isValid().hasSteps("Spawned", "Failed", "Restarting");
 * }</pre>
 */
public final class ChainAssert extends AbstractAssert<ChainAssert, List<ChainEvent>> {

	private static final Pattern NAME = Pattern.compile("\\{\"([^\"]+)\"");

	private static final int LONGEST = 160;

	private static final String STEPS = "theater:runtime/";

	private final String whose;

	private final @Nullable ChainVerification verification;

	private ChainAssert(String whose, List<ChainEvent> events, @Nullable ChainVerification verification) {
		super(events, ChainAssert.class);
		this.whose = whose;
		this.verification = verification;
	}

	/** Assertions about what is kept of an actor's chain. */
	public static ChainAssert assertThatChain(TheaterRuntime runtime, ActorId id) {
		String path = runtime.directory().node(id).map((node) -> node.path() + " (" + id + ")").orElse(id.toString());
		return new ChainAssert(path, runtime.directory().events(id, Integer.MAX_VALUE).reversed(),
				runtime.directory().verify(id).orElse(null));
	}

	/**
	 * The name of an event: the one key of its payload, such as {@code InitCall}.
	 * @throws IllegalArgumentException if the payload is no JSON object
	 */
	public static String nameOf(ChainEvent event) {
		String data = text(event);
		Matcher matcher = NAME.matcher(data);
		if (!matcher.lookingAt()) {
			throw new IllegalArgumentException("the payload of " + event + " is " + data
					+ "; it should be a JSON object with one key, which names the event");
		}
		return matcher.group(1);
	}

	private static String text(ChainEvent event) {
		return new String(event.data(), StandardCharsets.UTF_8);
	}

	/** Every hash and link is right. */
	public ChainAssert isValid() {
		if (this.verification == null) {
			throw failed("there is no such actor, or there is none any more");
		}
		if (!this.verification.valid()) {
			throw failed("event " + this.verification.firstBadSequence() + " is wrong: " + this.verification.reason());
		}
		return this;
	}

	/** The events' types are exactly these. */
	public ChainAssert hasTypes(String... types) {
		return exactly("types", this.actual.stream().map(ChainEvent::eventType).toList(), types);
	}

	/** The names of the events of a type are exactly these. */
	public ChainAssert hasNames(String type, String... names) {
		return exactly("names of " + type, names((event) -> event.eventType().equals(type)), names);
	}

	/**
	 * The steps in the actor's life are exactly these, such as {@code Spawned},
	 * {@code Failed}, {@code Restarting}: the names of events whose type begins with
	 * {@code theater:runtime/}, without those about its children.
	 */
	public ChainAssert hasSteps(String... steps) {
		return exactly("steps", names(
				(event) -> event.eventType().startsWith(STEPS) && !event.eventType().startsWith(STEPS + "child-")),
				steps);
	}

	/** Events with these names occur, in this order; others may stand between them. */
	public ChainAssert containsInOrder(String... names) {
		List<String> all = names((event) -> true);
		int from = 0;
		for (int i = 0; i < names.length; i++) {
			int at = all.subList(from, all.size()).indexOf(names[i]);
			if (at < 0) {
				throw failed("should contain, in this order, " + Arrays.toString(names) + ", but there is no "
						+ names[i] + ((i == 0) ? "" : " after " + names[i - 1]));
			}
			from += at + 1;
		}
		return this;
	}

	/** No event has this name. */
	public ChainAssert doesNotContain(String name) {
		if (names((event) -> true).contains(name)) {
			throw failed("should not contain " + name);
		}
		return this;
	}

	/** The newest event of a type has this payload. */
	public ChainAssert endsWith(String type, String json) {
		String last = this.actual.stream()
			.filter((event) -> event.eventType().equals(type))
			.reduce((first, second) -> second)
			.map(ChainAssert::text)
			.orElseThrow(() -> failed("should contain an event of type " + type));
		if (!last.equals(json)) {
			throw failed("the newest " + type + " should be\n  " + json + "\nbut is\n  " + last);
		}
		return this;
	}

	/** Some event's payload contains this text. */
	public ChainAssert mentions(String part) {
		if (this.actual.stream().noneMatch((event) -> text(event).contains(part))) {
			throw failed("should mention " + part);
		}
		return this;
	}

	private List<String> names(Predicate<ChainEvent> which) {
		return this.actual.stream().filter(which).map(ChainAssert::nameOf).toList();
	}

	private ChainAssert exactly(String what, List<String> actual, String... expected) {
		if (!actual.equals(List.of(expected))) {
			throw failed("the " + what + " should be\n  " + List.of(expected) + "\nbut are\n  " + actual);
		}
		return this;
	}

	private AssertionError failed(String problem) {
		return failure("%s", "chain of " + this.whose + ": " + problem + "\nthe chain, oldest first:\n" + shown());
	}

	private String shown() {
		StringBuilder shown = new StringBuilder();
		for (ChainEvent event : this.actual) {
			String data = text(event);
			shown.append("%5d %s %s %s%n".formatted(event.sequence(), event.hash().toString().substring(0, 8),
					event.eventType(), (data.length() > LONGEST) ? data.substring(0, LONGEST) + "…" : data));
		}
		return shown.isEmpty() ? "  (empty)\n" : shown.toString();
	}

}
