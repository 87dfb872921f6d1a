package dev.theater.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
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

import org.jspecify.annotations.Nullable;

/** A place on the class path. */
final class ClasspathLocation implements ManifestLocation {

	private static final int LISTED = 1000;

	private final String prefix;

	private final ClassLoader loader;

	/** This place in directories of the class path, by where it is. */
	private final Map<Path, DirectoryLocation> directories = new ConcurrentHashMap<>();

	/** The directory in which a file was found that is not in an archive, by path. */
	private final Map<String, DirectoryLocation> found = new ConcurrentHashMap<>();

	/**
	 * What was read from archives, which do not change while they are on a class path, by
	 * path; the heap may have it back.
	 */
	private final Map<String, SoftReference<byte[]>> archived = new ConcurrentHashMap<>();

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
			return (url != null) ? read(relativePath, url) : missing(relativePath);
		}
		catch (FileTooLargeException ex) {
			throw new ManifestException(ManifestPath.shown(relativePath),
					"cannot be read from " + description() + ": " + ex.getMessage(), ex);
		}
		catch (IOException | URISyntaxException ex) {
			// the message of a cause may tell guests of places on the host
			throw new ManifestException(ManifestPath.shown(relativePath), "cannot be read from " + description() + " ("
					+ ex.getClass().getSimpleName() + "); is it readable?", ex);
		}
	}

	private Optional<byte[]> known(String relativePath) {
		DirectoryLocation directory = this.found.get(relativePath);
		if (directory != null) {
			return directory.read(relativePath);
		}
		SoftReference<byte[]> kept = this.archived.get(relativePath);
		return (kept != null) ? Optional.ofNullable(kept.get()) : Optional.empty();
	}

	/**
	 * Nothing, but of a path that leads out of this place in a directory the same is said
	 * whether there is something or not.
	 */
	private Optional<byte[]> missing(String relativePath) throws URISyntaxException {
		URL place = this.loader.getResource(this.prefix);
		return (place != null && place.getProtocol().equals("file"))
				? directory(Path.of(place.toURI())).read(relativePath) : Optional.empty();
	}

	/** Whether there is a directory of this name, which cannot be read. */
	boolean isDirectory(String relativePath) {
		DirectoryLocation directory = this.found.get(relativePath);
		return directory != null && directory.isDirectory(relativePath);
	}

	private DirectoryLocation directory(Path place) {
		return this.directories.computeIfAbsent(place, (root) -> new DirectoryLocation(root, description()));
	}

	/**
	 * Class loaders find directories too, and give a listing or nothing as their content.
	 */
	private Optional<byte[]> read(String relativePath, URL url) throws IOException, URISyntaxException {
		if (url.getProtocol().equals("file")) {
			return readFile(relativePath, Path.of(url.toURI()));
		}
		URLConnection connection = url.openConnection();
		JarURLConnection jar = (connection instanceof JarURLConnection archive) ? archive : null;
		if (jar != null && jar.getJarEntry() != null && jar.getJarEntry().isDirectory()) {
			return Optional.empty();
		}
		try (InputStream in = connection.getInputStream()) {
			byte[] bytes = FileContents.upTo(FileContents.MAX_BYTES, in);
			if (jar != null) {
				this.archived.put(relativePath, new SoftReference<>(bytes));
			}
			return Optional.of(bytes);
		}
	}

	/** Of a directory, which links may lead out of, it is read by that one's rules. */
	private Optional<byte[]> readFile(String relativePath, Path file) {
		@Nullable Path root = file.endsWith(relativePath) ? file : null;
		for (int parts = relativePath.split("/").length; parts > 0 && root != null; parts--) {
			root = root.getParent();
		}
		if (root == null) {
			return Optional.empty();
		}
		DirectoryLocation directory = directory(root);
		Optional<byte[]> bytes = directory.read(relativePath);
		this.found.put(relativePath, directory);
		return bytes;
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
