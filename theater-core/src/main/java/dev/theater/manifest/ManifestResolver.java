package dev.theater.manifest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import dev.theater.supervisor.SupervisionPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Finds manifests by name in the configured locations, the first that has one; nothing
 * outside them can be named. Thread-safe if its locations are.
 */
public final class ManifestResolver {

	private final List<ManifestLocation> locations;

	private final ManifestReader reader;

	/** Where upper and lower case are the same, a file has very many names. */
	private static final int REMEMBERED = 1_000;

	/** What was read last of each name that was found; begun anew when it is full. */
	private final Map<String, Known> known = new ConcurrentHashMap<>();

	/**
	 * A resolver whose supervisors are by default as {@link SupervisionPolicy#DEFAULT}.
	 */
	public ManifestResolver(List<ManifestLocation> locations) {
		this(locations, new ManifestReader(SupervisionPolicy.DEFAULT));
	}

	/**
	 * A resolver.
	 * @param locations where to look, in this order
	 * @param reader reads what is found
	 */
	public ManifestResolver(List<ManifestLocation> locations, ManifestReader reader) {
		this.locations = List.copyOf(locations);
		this.reader = Objects.requireNonNull(reader, "reader");
	}

	/**
	 * Finds and reads a manifest. Files that it names are read only when asked for.
	 * @param name its path below a location, such as {@code desk.toml}
	 * @throws ManifestException if the name leads out of the locations, nothing is found,
	 * or what is found is no manifest
	 */
	public ResolvedManifest resolve(String name) {
		String shown = ManifestPath.shown(name);
		ManifestPath.whyNoManifest(name).ifPresent((why) -> {
			throw new ManifestException(shown, "manifest '" + shown + "' " + why + "; it must be a name below "
					+ described(" or ") + ", such as 'worker.toml'" + nearest(this.locations, name), null);
		});
		for (ManifestLocation location : this.locations) {
			Optional<byte[]> bytes = location.read(name);
			if (bytes.isPresent()) {
				return resolve(name, location, bytes.get());
			}
		}
		directoryOf(name).ifPresent((place) -> {
			throw ManifestException.unreadable(shown, "manifest '" + shown + "' does not exist; in "
					+ place.description() + " it is a directory, and must be a file", null);
		});
		throw new ManifestException(shown,
				"manifest '" + shown + "' does not exist; looked in " + described(", ") + nearest(this.locations, name),
				null);
	}

	private Optional<ManifestLocation> directoryOf(String name) {
		return this.locations.stream()
			.filter((location) -> (location instanceof DirectoryLocation files && files.isDirectory(name))
					|| (location instanceof ClasspathLocation classpath && classpath.isDirectory(name)))
			.findFirst();
	}

	/**
	 * What {@link #resolve(String)} would give, where that was read before and has not
	 * changed since; parses nothing. Null if there is more to do, or if a location would
	 * have to be asked that is not at hand.
	 * @throws ManifestException if a file cannot be read
	 */
	public @Nullable ResolvedManifest unchanged(String name) {
		Known last = this.known.get(name);
		if (last == null) {
			return null;
		}
		for (ManifestLocation location : this.locations) {
			if (!location.isAtHand()) {
				return null;
			}
			Optional<byte[]> bytes = location.read(name);
			if (bytes.isPresent()) {
				return last.is(location, bytes.get()) ? last.manifest() : null;
			}
		}
		return null;
	}

	/** Locations are asked every time; what they give is parsed if it is new. */
	private ResolvedManifest resolve(String name, ManifestLocation location, byte[] bytes) {
		Known last = this.known.get(name);
		if (last != null && last.is(location, bytes)) {
			return last.manifest();
		}
		String text = decode(ManifestPath.shown(name), bytes);
		ResolvedManifest fresh = new ResolvedManifest(name, text, this.reader.read(text, name), List.of(location));
		if (this.known.size() >= REMEMBERED) {
			this.known.clear();
		}
		this.known.put(name, new Known(location, bytes, fresh));
		return fresh;
	}

	@SuppressWarnings("ArrayRecordComponent")
	private record Known(ManifestLocation location, byte[] bytes, ResolvedManifest manifest) {

		boolean is(ManifestLocation place, byte[] content) {
			return this.location == place && Arrays.equals(this.bytes, content);
		}
	}

	/**
	 * Reads a manifest given as text. It has no place of its own: its {@code component}
	 * is looked up in all locations, and {@code init_state} is refused.
	 * @throws ManifestException if it is no manifest
	 */
	public ResolvedManifest inline(String toml) {
		Manifest manifest = this.reader.read(toml, ResolvedManifest.INLINE, true);
		return new ResolvedManifest(ResolvedManifest.INLINE, toml, manifest, this.locations);
	}

	/**
	 * A message for guests, who are not told where on the host manifests are looked up.
	 * @param message as the application may read it
	 */
	public String withoutPlaces(String message) {
		String shown = message;
		for (ManifestLocation location : this.locations) {
			shown = shown.replace(location.description(), "a configured location");
		}
		return shown;
	}

	private static String decode(String shown, byte[] bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			throw ManifestException.unreadable(shown, "the manifest is not text in UTF-8; save it as such", null);
		}
	}

	private String described(String separator) {
		return this.locations.isEmpty() ? "no location at all (none is configured)"
				: this.locations.stream().map(ManifestLocation::description).collect(Collectors.joining(separator));
	}

	/** A guess at which manifest was meant: no other files are named. */
	private static String nearest(List<ManifestLocation> locations, String name) {
		return nearest(locations, name, ManifestPath.SUFFIX);
	}

	/**
	 * A guess at what was meant, to be put at the end of a message; empty without one.
	 * @param suffix of the files that may be named
	 */
	static String nearest(List<ManifestLocation> locations, String name, String suffix) {
		List<String> names = locations.stream().flatMap((location) -> location.names(suffix).stream()).toList();
		String whole = name + ManifestPath.SUFFIX;
		return (names.contains(whole) ? Optional.of(whole) : Nearest.of(name, names))
			.filter((near) -> !near.equals(name))
			.map((near) -> "; did you mean '" + ManifestPath.shown(near) + "'?")
			.orElse("");
	}

}
