package dev.theater.spring.page;

import java.util.Collection;
import java.util.Map;

import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.endpoint.web.EndpointMapping;
import org.springframework.boot.actuate.endpoint.web.EndpointMediaTypes;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.webflux.actuate.endpoint.web.AbstractWebFluxEndpointHandlerMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ServerWebExchange;

/** What {@link AliasMvcMapping} is, on WebFlux. */
final class AliasWebFluxMapping extends AbstractWebFluxEndpointHandlerMapping {

	AliasWebFluxMapping(EndpointMapping mapping, Collection<ExposableWebEndpoint> endpoints, EndpointMediaTypes types) {
		super(mapping, endpoints, types, null, false);
	}

	@Override
	public Mono<HandlerMethod> getHandlerInternal(ServerWebExchange exchange) {
		return (exchange.getAttribute(AliasWebFilter.ATTRIBUTE) != null) ? super.getHandlerInternal(exchange)
				: Mono.empty();
	}

	@Override
	protected LinksHandler getLinksHandler() {
		return (exchange) -> Map.of();
	}

}
