package dev.theater.test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import dev.theater.manifest.ManifestLocation;

/** The files that a test has written, and the puppet's beside them. */
final class WrittenManifests implements ManifestLocation {

	private final Map<String, byte[]> files = new ConcurrentHashMap<>();

	private final ManifestLocation puppet = Puppet.location();

	void write(String name, String text) {
		this.files.put(name, text.getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public Optional<byte[]> read(String relativePath) {
		byte[] written = this.files.get(relativePath);
		return (written != null) ? Optional.of(written.clone()) : this.puppet.read(relativePath);
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
