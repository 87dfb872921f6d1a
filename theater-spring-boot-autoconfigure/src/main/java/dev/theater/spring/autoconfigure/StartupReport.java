package dev.theater.spring.autoconfigure;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.theater.runtime.RuntimeSettings.RootActor;
import dev.theater.runtime.TheaterRuntime;

import org.springframework.beans.factory.BeanFactory;

/** The line that is logged once the runtime is up. */
final class StartupReport {

	static final String EXPOSURE = "management.endpoints.web.exposure.include=health,theater,metrics";

	private static final String WEB_EXTENSION = "theaterEndpointWebExtension";

	private final List<RootActor> roots;

	private final boolean endpointPossible;

	private final BeanFactory beans;

	/**
	 * @param roots what is started
	 * @param endpointPossible whether the application is a web application with Actuator
	 * @param beans tells whether the endpoint is exposed
	 */
	StartupReport(List<RootActor> roots, boolean endpointPossible, BeanFactory beans) {
		this.roots = List.copyOf(roots);
		this.endpointPossible = endpointPossible;
		this.beans = beans;
	}

	String line(TheaterRuntime runtime) {
		StringBuilder line = new StringBuilder("Theater is running (engine ")
			.append(runtime.settings().engine().mode().name().toLowerCase(Locale.ROOT))
			.append(", store ")
			.append(runtime.storeName())
			.append(") ")
			.append(names());
		if (this.endpointPossible && !this.beans.containsBean(WEB_EXTENSION)) {
			line.append("; its tree is not exposed over HTTP: ").append(EXPOSURE).append(" exposes it");
		}
		return line.toString();
	}

	private String names() {
		if (this.roots.isEmpty()) {
			return "without root actors, which theater.actors.<name>.manifest=<file> starts";
		}
		return this.roots.stream()
			.map(RootActor::name)
			.collect(Collectors.joining(", ", "with root actor" + ((this.roots.size() > 1) ? "s " : " "), ""));
	}

}
