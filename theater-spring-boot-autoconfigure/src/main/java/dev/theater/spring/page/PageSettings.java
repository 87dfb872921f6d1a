package dev.theater.spring.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.WebEndpointHttpMethod;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;

/** What the page may do here, and where the endpoints are that it asks. */
final class PageSettings {

	private static final String THEATER = "theater";

	private final @Nullable String application;

	private final PageAddresses addresses;

	private final ObjectProvider<WebEndpointsSupplier> endpoints;

	private final @Nullable PageAlias alias;

	/**
	 * @param application its name, if it has one
	 * @param alias where the page is beside its endpoint's path, if anywhere
	 */
	PageSettings(@Nullable String application, PageAddresses addresses, ObjectProvider<WebEndpointsSupplier> endpoints,
			@Nullable PageAlias alias) {
		this.application = application;
		this.addresses = addresses;
		this.endpoints = endpoints;
		this.alias = alias;
	}

	/**
	 * What the page is told.
	 * @param byAlias whether it was asked for by its alias
	 * @param streaming whether it may be told of changes
	 */
	View view(boolean byAlias, boolean streaming) {
		PageAlias alias = byAlias ? this.alias : null;
		String here = (alias != null) ? alias.path() : this.addresses.page();
		String actors = this.addresses.of(THEATER)
			.map((path) -> PageAddresses.relative(here, (alias != null) ? alias.actors() : path))
			.orElse(null);
		boolean elsewhere = alias != null && alias.isApart();
		String metrics = Stream.of("metrics", "prometheus")
			.filter((endpoint) -> !elsewhere)
			.map(this.addresses::of)
			.flatMap(Optional::stream)
			.findFirst()
			.map((path) -> PageAddresses.relative(here, path))
			.orElse(null);
		return new View(this.application, actors, actions(), metrics, streaming);
	}

	/** What the access to the endpoint {@code theater} permits. */
	List<String> actions() {
		WebEndpointsSupplier supplier = this.endpoints.getIfAvailable();
		if (supplier == null) {
			return List.of();
		}
		List<WebEndpointHttpMethod> methods = supplier.getEndpoints()
			.stream()
			.filter((endpoint) -> endpoint.getEndpointId().equals(EndpointId.of(THEATER)))
			.map(ExposableWebEndpoint::getOperations)
			.flatMap(Collection::stream)
			.map((operation) -> operation.getRequestPredicate().getHttpMethod())
			.filter(Objects::nonNull)
			.toList();
		List<String> actions = new ArrayList<>();
		if (methods.contains(WebEndpointHttpMethod.POST)) {
			actions.add("restart");
		}
		if (methods.contains(WebEndpointHttpMethod.DELETE)) {
			actions.add("stop");
		}
		return actions;
	}

	/**
	 * What the page is told.
	 *
	 * @param application the application's name, if it has one
	 * @param actors the address of the endpoint {@code theater}, if that is exposed;
	 * relative to the page's
	 * @param actions what may be done to actors
	 * @param metrics the address of the meters, likewise
	 * @param streaming whether the page may be told of changes rather than ask
	 */
	@JsonInclude(Include.NON_NULL)
	@JsonPropertyOrder({ "application", "actors", "actions", "metrics", "streaming" })
	record View(@Nullable String application, @Nullable String actors, List<String> actions, @Nullable String metrics,
			boolean streaming) {

		View {
			actions = List.copyOf(actions);
		}
	}

}
