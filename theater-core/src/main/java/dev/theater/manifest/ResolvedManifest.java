package dev.theater.manifest;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A manifest together with where it was found, through which alone the files it names are
 * read.
 */
public final class ResolvedManifest {

	/** The name of a manifest that was given as text. */
	public static final String INLINE = "inline manifest";

	private static final String COMPONENT_SUFFIX = ".wasm";

	private final String name;

	private final String text;

	private final Manifest manifest;

	private final List<ManifestLocation> locations;

	ResolvedManifest(String name, String text, Manifest manifest, List<ManifestLocation> locations) {
		this.name = name;
		this.text = text;
		this.manifest = manifest;
		this.locations = List.copyOf(locations);
	}

	/** Its name under its location, or {@value #INLINE}. */
	public String name() {
		return this.name;
	}

	/** Whether it was given as text and has no location of its own. */
	public boolean isInline() {
		return this.name.equals(INLINE);
	}

	/** Its text. */
	public String text() {
		return this.text;
	}

	/** What it says. */
	public Manifest manifest() {
		return this.manifest;
	}

	/** Where it was found; for one given as text, where its component is looked up. */
	public String location() {
		return this.locations.stream().map(ManifestLocation::description).collect(Collectors.joining(", "));
	}

	/**
	 * The bytes of a file beside the manifest, which are not to be written to; empty if
	 * there is none.
	 * @param relativePath relative to the manifest
	 * @throws ManifestException if the path leads out of the manifest's location, or the
	 * file cannot be read
	 */
	public Optional<byte[]> read(String relativePath) {
		return read("path", relativePath);
	}

	private Optional<byte[]> read(String key, String relativePath) {
		ManifestPath.Resolved resolved = ManifestPath.resolve(this.name, relativePath);
		String path = resolved.path();
		if (path == null) {
			throw new ManifestException(this.name, key,
					key + " '" + ManifestPath.shown(relativePath) + "' is outside the configured locations: "
							+ resolved.refusal() + "; it must be a path relative to the manifest, inside " + location(),
					null);
		}
		for (ManifestLocation location : this.locations) {
			Optional<byte[]> found = location.read(path);
			if (found.isPresent()) {
				return found;
			}
		}
		return Optional.empty();
	}

	/**
	 * The bytes of the component, which are not to be written to.
	 * @throws ManifestException if there is no such file, or it may not or cannot be read
	 */
	public byte[] component() {
		return required("component", this.manifest.component());
	}

	/**
	 * The initial state, if the manifest names one; not to be written to.
	 * @throws ManifestException if there is no such file, or it may not or cannot be read
	 */
	public Optional<byte[]> initState() {
		String path = this.manifest.initState();
		if (path == null) {
			return Optional.empty();
		}
		if (isInline() || !ManifestPath.isState(ManifestPath.resolve(this.name, path).path())) {
			throw new ManifestException(this.name, "init_state",
					"init_state '" + ManifestPath.shown(path) + "' is refused: it must lead to a file below '"
							+ ManifestPath.STATE_DIRECTORY + "' of the manifest's location",
					null);
		}
		return Optional.of(required("init_state", path));
	}

	private byte[] required(String key, String relativePath) {
		return read(key, relativePath).orElseThrow(() -> {
			String path = ManifestPath.resolve(this.name, relativePath).path();
			String near = nearest(String.valueOf(path));
			return new ManifestException(this.name, key, key + " '" + ManifestPath.shown(relativePath)
					+ "' does not exist; looked for '" + path + "' in " + location() + near, null);
		});
	}

	/** Whoever writes a text may guess at names, and learns only of components. */
	private String nearest(String path) {
		int dot = path.lastIndexOf('.');
		String suffix = (dot > path.lastIndexOf('/')) ? path.substring(dot) : COMPONENT_SUFFIX;
		return (isInline() && !suffix.equals(COMPONENT_SUFFIX)) ? ""
				: ManifestResolver.nearest(this.locations, path, suffix);
	}

	@Override
	public String toString() {
		return "ResolvedManifest[" + this.name + " in " + location() + "]";
	}

}
