package dev.theater.spring.page;

import java.util.Optional;
import java.util.regex.Pattern;

import dev.theater.spring.autoconfigure.PropertyException;
import dev.theater.spring.autoconfigure.TheaterPageProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;

/**
 * Another path of the page, and of the endpoint {@code theater} below that. It belongs to
 * the endpoints, so it is there only where they are, and the application does not start
 * with one that leads nowhere or hides something else.
 */
final class PageAlias implements SmartInitializingSingleton {

	/** Of the filters that know the alias: before Spring Security's. */
	static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

	private static final String ACTORS = "/actors";

	/** Ids and names of parts; nothing that anybody could read in another way. */
	private static final Pattern BELOW = Pattern.compile("(/[0-9A-Za-z-]+)*");

	private final String path;

	private final PageAddresses addresses;

	private final boolean apart;

	private volatile @Nullable ApplicationContext endpoints;

	/**
	 * @param path where it is, within the context and the servlet
	 * @param addresses where the endpoints are
	 * @param apart whether endpoints have a port of their own
	 */
	PageAlias(String path, PageAddresses addresses, boolean apart) {
		this.path = path;
		this.addresses = addresses;
		this.apart = apart;
	}

	String path() {
		return this.path;
	}

	/** Whether endpoints have a port of their own, and the alias is on the other one. */
	boolean isApart() {
		return this.apart;
	}

	/** Takes the context of the server that has the endpoints, if that is another one. */
	void endpoints(ApplicationContext context) {
		this.endpoints = context;
	}

	/** The context of the server that has the endpoints, if that is another one. */
	@Nullable ApplicationContext endpoints() {
		return this.endpoints;
	}

	/** Where the endpoint {@code theater} is then. */
	String actors() {
		return this.path + ACTORS;
	}

	/** Whether a path is the alias or below it in a way that is meant. */
	boolean covers(String path) {
		return path.equals(this.path) || path.equals(actors()) || path.startsWith(actors() + "/");
	}

	/** The path for which one that the alias covers stands; empty if there is none. */
	Optional<String> target(String path) {
		if (this.apart && this.endpoints == null) {
			return Optional.empty();
		}
		if (path.equals(this.path)) {
			return Optional.of(this.addresses.page()).filter((page) -> !page.isEmpty());
		}
		if (!path.startsWith(actors())) {
			return Optional.empty();
		}
		String below = path.substring(actors().length());
		return BELOW.matcher(below).matches() ? this.addresses.of("theater").map((theater) -> theater + below)
				: Optional.empty();
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.addresses.page().isEmpty()) {
			throw notExposed();
		}
		if (this.apart) {
			return;
		}
		this.addresses.all().stream().filter(this::hides).findFirst().ifPresent((endpoints) -> {
			throw new PropertyException(TheaterPageProperties.PATH, this.path,
					"it must be a path that is neither at nor below " + endpoints + ", where Actuator's endpoints are",
					null);
		});
	}

	private boolean hides(String endpoints) {
		return endpoints.equals(this.path) || endpoints.equals(actors()) || this.path.startsWith(endpoints + "/");
	}

	/** The page cannot be at its alias alone: rules for endpoints would not know it. */
	static PropertyException notExposed() {
		return new PropertyException(TheaterPageProperties.ENABLED, true,
				"have Spring Boot's Actuator expose the page's endpoint, for instance with "
						+ "management.endpoints.web.exposure.include=health,theater,theaterui,metrics",
				null);
	}

}
