package dev.theater.spring.autoconfigure;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

import dev.theater.manifest.ManifestException;
import dev.theater.manifest.ManifestLocation;

import org.springframework.core.io.Resource;
import org.springframework.util.StringUtils;

/**
 * A place that only Spring knows how to read, such as one of the application's own
 * protocol.
 */
final class ResourceManifestLocation implements ManifestLocation {

	private final String location;

	private final Resource directory;

	ResourceManifestLocation(String location, Resource directory) {
		this.location = location;
		this.directory = directory;
	}

	@Override
	public Optional<byte[]> read(String relativePath) {
		if (!staysInside(relativePath)) {
			throw ManifestException.unreadable(relativePath,
					"is outside " + description() + "; it must be a path below it, such as 'worker.toml'", null);
		}
		try {
			Resource file = this.directory.createRelative(relativePath);
			return file.exists() ? Optional.of(file.getContentAsByteArray()) : Optional.empty();
		}
		catch (FileNotFoundException | NoSuchFileException ex) {
			return Optional.empty();
		}
		catch (IOException ex) {
			throw ManifestException.unreadable(relativePath,
					"cannot be read from " + description() + " (" + ex + "); is it readable?", ex);
		}
	}

	/** Refuses what a protocol could take for a way up or for an address of its own. */
	private static boolean staysInside(String path) {
		if (path.isEmpty() || path.startsWith("/") || path.indexOf('\\') >= 0 || path.indexOf(':') >= 0
				|| path.indexOf('%') >= 0 || path.chars().anyMatch(Character::isISOControl)) {
			return false;
		}
		for (String part : StringUtils.delimitedListToStringArray(path, "/")) {
			if (part.isEmpty() || part.equals(".") || part.equals("..")) {
				return false;
			}
		}
		return true;
	}

	@Override
	public String description() {
		return this.location;
	}

	@Override
	public String toString() {
		return description();
	}

}
