package dev.theater.spring.autoconfigure;

import java.io.IOException;
import java.net.URL;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;
import org.springframework.util.ResourceUtils;

/**
 * Which of the places of manifests are directories, where files may change.
 *
 * @param directories those that are; they need not exist
 * @param others those that are not, or not only, such as archives on the class path
 */
record WatchedPlaces(List<Path> directories, List<String> others) {

	WatchedPlaces {
		directories = List.copyOf(directories);
		others = List.copyOf(others);
	}

	static WatchedPlaces of(List<String> locations, ResourceLoader resources) {
		Set<Path> directories = new LinkedHashSet<>();
		List<String> others = new ArrayList<>();
		for (String location : locations) {
			Resource resource = resources.getResource(location.endsWith("/") ? location : location + "/");
			try {
				for (URL place : places(resource)) {
					if (place.getProtocol().equals("file")) {
						directories.add(ResourceUtils.getFile(place).toPath().toAbsolutePath().normalize());
					}
					else {
						others.add(place.toString());
					}
				}
			}
			catch (IOException | InvalidPathException ex) {
				others.add(location);
			}
		}
		return new WatchedPlaces(List.copyOf(directories), others);
	}

	private static List<URL> places(Resource resource) throws IOException {
		if (!(resource instanceof ClassPathResource classPath)) {
			return List.of(resource.getURL());
		}
		ClassLoader loader = classPath.getClassLoader();
		ClassLoader known = (loader != null) ? loader : ClassUtils.getDefaultClassLoader();
		return (known != null) ? Collections.list(known.getResources(classPath.getPath())) : List.of();
	}

}
