package dev.theater.supervisor;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/** What to spawn: a manifest and what this one actor has differently; immutable. */
public final class ActorSpec {

	private static final int MAX_NAME = 100;

	private final @Nullable String manifest;

	private final @Nullable String inline;

	private final @Nullable String name;

	private final byte @Nullable [] init;

	private final LifecycleOverrides lifecycle;

	private final @Nullable String place;

	private ActorSpec(@Nullable String manifest, @Nullable String inline, @Nullable String name, byte @Nullable [] init,
			LifecycleOverrides lifecycle, @Nullable String place) {
		this.manifest = manifest;
		this.inline = inline;
		this.name = name;
		this.init = init;
		this.lifecycle = lifecycle;
		this.place = place;
	}

	/**
	 * An actor from a manifest in the configured locations.
	 * @param name the manifest's file name relative to a location, such as
	 * {@code desk.toml}
	 */
	public static ActorSpec manifest(String name) {
		return new ActorSpec(Objects.requireNonNull(name, "name"), null, null, null, LifecycleOverrides.NONE, null);
	}

	/**
	 * An actor from a manifest's text.
	 * @param toml the text; its {@code component} is looked up in the configured
	 * locations
	 */
	public static ActorSpec inline(String toml) {
		return new ActorSpec(null, Objects.requireNonNull(toml, "toml"), null, null, LifecycleOverrides.NONE, null);
	}

	/**
	 * The same with a name of its own instead of the manifest's.
	 * @param name 1 to 100 characters, no {@code /}, no control characters, no space at
	 * its ends
	 */
	public ActorSpec name(String name) {
		if (name.isEmpty() || name.length() > MAX_NAME || name.indexOf('/') >= 0 || !name.strip().equals(name)
				|| name.chars().anyMatch(Character::isISOControl)) {
			throw new IllegalArgumentException(
					"'" + name.replaceAll("\\p{Cntrl}", "?") + "' is no name for an actor; " + "a name has 1 to "
							+ MAX_NAME + " characters, no '/', no control characters and no space at its ends");
		}
		return new ActorSpec(this.manifest, this.inline, name, this.init, this.lifecycle, this.place);
	}

	/** The same with this initial state instead of the manifest's. */
	public ActorSpec init(byte[] bytes) {
		return new ActorSpec(this.manifest, this.inline, this.name, bytes.clone(), this.lifecycle, this.place);
	}

	/** The same with these keys of {@code [lifecycle]} overridden. */
	public ActorSpec lifecycle(LifecycleOverrides overrides) {
		return new ActorSpec(this.manifest, this.inline, this.name, this.init, overrides, this.place);
	}

	/**
	 * The same with the place that names its manifest, such as {@code desk.toml:12}, for
	 * messages to the application.
	 */
	public ActorSpec namedAt(String place) {
		return new ActorSpec(this.manifest, this.inline, this.name, this.init, this.lifecycle, place);
	}

	/** The manifest's name; absent where its text is given. */
	public Optional<String> manifestName() {
		return Optional.ofNullable(this.manifest);
	}

	/** The manifest's text, where it is given instead of a name. */
	public Optional<String> inlineManifest() {
		return Optional.ofNullable(this.inline);
	}

	/** The actor's name, where it is not the manifest's. */
	public Optional<String> name() {
		return Optional.ofNullable(this.name);
	}

	/** The initial state, where it is not the manifest's. */
	public Optional<byte[]> init() {
		return Optional.ofNullable(this.init).map(byte[]::clone);
	}

	/** The initial state itself, which must not be written to. */
	byte @Nullable [] ownInit() {
		return this.init;
	}

	/** What is overridden of {@code [lifecycle]}. */
	public LifecycleOverrides lifecycle() {
		return this.lifecycle;
	}

	/** The place that names its manifest, where that is another manifest. */
	public Optional<String> namedAt() {
		return Optional.ofNullable(this.place);
	}

	/**
	 * Whether it is started from the same manifest under the same name, if it has one.
	 */
	boolean isSameActor(ActorSpec other) {
		return Objects.equals(this.manifest, other.manifest) && Objects.equals(this.inline, other.inline)
				&& Objects.equals(this.name, other.name);
	}

	/** Whether the same is started, in the same order. */
	static boolean same(List<ActorSpec> some, List<ActorSpec> others) {
		return some.size() == others.size()
				&& IntStream.range(0, some.size()).allMatch((i) -> some.get(i).isSame(others.get(i)));
	}

	private boolean isSame(ActorSpec other) {
		return isSameActor(other) && Arrays.equals(this.init, other.init) && this.lifecycle.equals(other.lifecycle);
	}

	@Override
	public String toString() {
		return "ActorSpec[" + ((this.manifest != null) ? this.manifest : "inline manifest") + "]";
	}

}
