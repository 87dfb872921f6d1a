package dev.theater.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A place on the class path. */
final class ClasspathLocation implements ManifestLocation {

	private static final int LISTED = 1000;

	private final String prefix;

	private final ClassLoader loader;

	private final FileContents files = new FileContents();

	/** Where files were found that are not in an archive, by path. */
	private final Map<String, Path> found = new ConcurrentHashMap<>();

	/**
	 * What was read from archives, which do not change while they are on a class path, by
	 * path.
	 */
	private final Map<String, byte[]> archived = new ConcurrentHashMap<>();

	ClasspathLocation(String prefix, ClassLoader loader) {
		String stripped = prefix.startsWith("/") ? prefix.substring(1) : prefix;
		this.prefix = (stripped.isEmpty() || stripped.endsWith("/")) ? stripped : stripped + "/";
		this.loader = Objects.requireNonNull(loader, "loader");
		if (!this.prefix.isEmpty()) {
			ManifestPath.whyNotPlain(this.prefix.substring(0, this.prefix.length() - 1)).ifPresent((why) -> {
				throw new IllegalArgumentException(
						"'" + prefix + "' is no place on the class path: " + why + "; it must be like 'actors/'");
			});
		}
	}

	@Override
	public Optional<byte[]> read(String relativePath) {
		ManifestPath.whyNotPlain(relativePath).ifPresent((why) -> {
			String shown = ManifestPath.shown(relativePath);
			throw new ManifestException(shown, "'" + shown + "' is outside " + description() + ": " + why
					+ "; it must be a path below it, such as 'worker.toml'", null);
		});
		try {
			Optional<byte[]> known = known(relativePath);
			if (known.isPresent()) {
				return known;
			}
			URL url = this.loader.getResource(this.prefix + relativePath);
			return (url != null) ? read(relativePath, url) : Optional.empty();
		}
		catch (IOException | URISyntaxException ex) {
			throw new ManifestException(ManifestPath.shown(relativePath),
					"cannot be read from " + description() + " (" + ex + "); is it readable?", ex);
		}
	}

	private Optional<byte[]> known(String relativePath) throws IOException {
		Path file = this.found.get(relativePath);
		return (file != null) ? this.files.read(file) : Optional.ofNullable(this.archived.get(relativePath));
	}

	/**
	 * Class loaders find directories too, and give a listing or nothing as their content.
	 */
	private Optional<byte[]> read(String relativePath, URL url) throws IOException, URISyntaxException {
		if (url.getProtocol().equals("file")) {
			Path file = Path.of(url.toURI());
			this.found.put(relativePath, file);
			return this.files.read(file);
		}
		URLConnection connection = url.openConnection();
		JarURLConnection jar = (connection instanceof JarURLConnection archive) ? archive : null;
		if (jar != null && jar.getJarEntry() != null && jar.getJarEntry().isDirectory()) {
			return Optional.empty();
		}
		try (InputStream in = connection.getInputStream()) {
			byte[] bytes = in.readAllBytes();
			if (jar != null) {
				this.archived.put(relativePath, bytes);
			}
			return Optional.of(bytes);
		}
	}

	@Override
	public boolean isAtHand() {
		return true;
	}

	@Override
	public List<String> names(String suffix) {
		URL url = this.loader.getResource(this.prefix);
		if (url == null) {
			return List.of();
		}
		try {
			if (url.getProtocol().equals("file")) {
				return new DirectoryLocation(Path.of(new URI(url.toString()))).names(suffix);
			}
			if (url.openConnection() instanceof JarURLConnection jar) {
				return jar.getJarFile()
					.stream()
					.map((entry) -> entry.getName())
					.filter((name) -> name.startsWith(this.prefix) && name.endsWith(suffix))
					.map((name) -> name.substring(this.prefix.length()))
					.limit(LISTED)
					.toList();
			}
		}
		catch (IOException | URISyntaxException | IllegalArgumentException ex) {
			return List.of();
		}
		return List.of();
	}

	@Override
	public String description() {
		return "classpath:/" + this.prefix;
	}

	@Override
	public String toString() {
		return description();
	}

}
