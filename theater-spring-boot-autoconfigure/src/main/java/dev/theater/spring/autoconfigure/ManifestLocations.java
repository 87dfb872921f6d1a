package dev.theater.spring.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

import dev.theater.manifest.ManifestLocation;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/** Places of manifests as Spring writes them, such as {@code classpath:/actors/}. */
final class ManifestLocations {

	private final ResourceLoader resources;

	ManifestLocations(ResourceLoader resources) {
		this.resources = resources;
	}

	List<ManifestLocation> from(List<String> locations) {
		return locations.stream().map(this::location).toList();
	}

	private ManifestLocation location(String location) {
		String directory = location.endsWith("/") ? location : location + "/";
		Resource resource = this.resources.getResource(directory);
		if (resource instanceof ClassPathResource classPath) {
			return classpath(location, classPath);
		}
		// the core's own location for directories: it refuses links that lead out of it
		return resource.isFile() ? ManifestLocation.directory(file(location, resource).toPath())
				: new ResourceManifestLocation(location, resource);
	}

	private static ManifestLocation classpath(String location, ClassPathResource resource) {
		try {
			return ManifestLocation.classpath(resource.getPath(), loader(resource));
		}
		catch (IllegalArgumentException ex) {
			throw refusal(location, ex);
		}
	}

	private static PropertyException refusal(String location, Exception why) {
		return new PropertyException("theater.manifest-locations", "'" + location + "'",
				"each must name a place for manifests, such as classpath:/actors/ or file:actors/", why);
	}

	private static ClassLoader loader(ClassPathResource resource) {
		ClassLoader loader = resource.getClassLoader();
		return (loader != null) ? loader : Objects.requireNonNull(ClassUtils.getDefaultClassLoader());
	}

	private static File file(String location, Resource resource) {
		try {
			return resource.getFile();
		}
		catch (IOException ex) {
			throw refusal(location, ex);
		}
	}

}
