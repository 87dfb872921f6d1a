package dev.theater.spring.page;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/** Where endpoints are. Looked up late: to ask for them is to make them all. */
final class PageAddresses {

	private final ObjectProvider<PathMappedEndpoints> endpoints;

	private volatile @Nullable String page;

	PageAddresses(ObjectProvider<PathMappedEndpoints> endpoints) {
		this.endpoints = endpoints;
	}

	/**
	 * The page's path.
	 * @return from the context's or the servlet's path on; empty if it is not exposed
	 */
	String page() {
		String path = this.page;
		if (path == null) {
			path = of(PageParts.ENDPOINT).orElse("");
			this.page = path;
		}
		return path;
	}

	/** Whether this is the page's path. */
	boolean isPage(String path) {
		return !path.isEmpty() && path.equals(page());
	}

	/** Whether handler mappings take this for the page's path. */
	boolean isPage(PathContainer path) {
		String page = page();
		return !page.isEmpty() && PathPatternParser.defaultInstance.parse(page).matches(path);
	}

	/** An exposed endpoint's path. */
	Optional<String> of(String endpoint) {
		PathMappedEndpoints all = this.endpoints.getIfAvailable();
		return Optional.ofNullable((all != null) ? all.getPath(EndpointId.of(endpoint)) : null);
	}

	/** The path below which endpoints are, or the paths of all that are exposed. */
	Collection<String> all() {
		PathMappedEndpoints all = this.endpoints.getIfAvailable();
		if (all == null) {
			return List.of();
		}
		return all.getBasePath().isEmpty() ? all.getAllPaths() : List.of(all.getBasePath());
	}

	/**
	 * The way from one path to another, as a browser resolves it.
	 * @param from starts with a slash; its last segment does not count
	 * @param to starts with a slash
	 */
	static String relative(String from, String to) {
		List<String> here = List.of(from.substring(1).split("/", -1));
		List<String> there = List.of(to.substring(1).split("/", -1));
		int same = 0;
		while (same < here.size() - 1 && same < there.size() - 1 && here.get(same).equals(there.get(same))) {
			same++;
		}
		String[] up = new String[here.size() - 1 - same];
		Arrays.fill(up, "../");
		return String.join("", up) + String.join("/", there.subList(same, there.size()));
	}

}
