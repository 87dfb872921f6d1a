package dev.theater.test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import dev.theater.manifest.ManifestLocation;

/**
 * Manifests and other files that a test writes, with the puppet's beside them. A
 * {@link Scenario} has its own; one that is written before a runtime starts, for actors
 * that start with it, is handed to the runtime's builder.
 */
public final class WrittenManifests implements ManifestLocation {

	private final Map<String, byte[]> files = new ConcurrentHashMap<>();

	private final ManifestLocation puppet = Puppet.location();

	/**
	 * Writes a file, or replaces it.
	 * @param name its name, such as {@code worker.toml}
	 * @param text its text; a manifest's component may be {@code puppet.wasm}
	 */
	public WrittenManifests write(String name, String text) {
		this.files.put(name, text.getBytes(StandardCharsets.UTF_8));
		return this;
	}

	/**
	 * Writes a manifest for the puppet, with all grants.
	 * @param name the actor's name; the file's is this with {@code .toml}
	 * @param more TOML that follows, such as {@code [lifecycle]}
	 */
	public WrittenManifests puppet(String name, String more) {
		return write(name + ".toml", Puppet.manifest(name, more));
	}

	@Override
	public Optional<byte[]> read(String relativePath) {
		byte[] written = this.files.get(relativePath);
		return (written != null) ? Optional.of(written.clone()) : this.puppet.read(relativePath);
	}

	@Override
	public boolean isAtHand() {
		return true;
	}

	@Override
	public String description() {
		return "the scenario's manifests";
	}

	@Override
	public List<String> names(String suffix) {
		return Stream.concat(this.files.keySet().stream(), Stream.of(Puppet.MANIFEST))
			.filter((name) -> name.endsWith(suffix))
			.toList();
	}

}
