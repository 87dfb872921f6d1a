package dev.theater.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.theater.manifest.ManifestLocation;

/**
 * The core's test guest that calls timing, random, environment and store on command, and
 * a manifest for it.
 *
 * @param manifest what the manifest has beside name and component
 */
public record Agent(String manifest) implements ManifestLocation {

	/** The name of the manifest. */
	public static final String MANIFEST = "agent.toml";

	private static final Path COMPONENT = Path.of("../theater-core/src/test/resources/guests/agent.wasm");

	/** With these keys in the grant of timing. */
	public static Agent timed(String keys) {
		return new Agent("[[handler]]\ntype = \"timing\"\n" + keys + "\n[[handler]]\ntype = \"random\"\n"
				+ "[[handler]]\ntype = \"environment\"\nallow = [\"PATH\"]\n[[handler]]\ntype = \"store\"\n"
				+ "name = \"library\"\n");
	}

	@Override
	public Optional<byte[]> read(String relativePath) {
		try {
			return switch (relativePath) {
				case MANIFEST -> Optional.of(("name = \"agent\"\ncomponent = \"agent.wasm\"\n" + this.manifest)
					.getBytes(StandardCharsets.UTF_8));
				case "agent.wasm" -> Optional.of(Files.readAllBytes(COMPONENT));
				default -> Optional.empty();
			};
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public List<String> names(String suffix) {
		return List.of(MANIFEST);
	}

	@Override
	public String description() {
		return "the agent";
	}

}
