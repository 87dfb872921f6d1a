package dev.theater.spring.page;

import java.util.Collection;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.web.EndpointMapping;
import org.springframework.boot.actuate.endpoint.web.EndpointMediaTypes;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.webmvc.actuate.endpoint.web.AbstractWebMvcEndpointHandlerMapping;
import org.springframework.web.method.HandlerMethod;

/**
 * The page and what it asks, on a server that has no endpoints, for requests that came by
 * the alias and for no others.
 */
final class AliasMvcMapping extends AbstractWebMvcEndpointHandlerMapping {

	AliasMvcMapping(EndpointMapping mapping, Collection<ExposableWebEndpoint> endpoints, EndpointMediaTypes types) {
		super(mapping, endpoints, types, false);
	}

	@Override
	protected @Nullable HandlerMethod getHandlerInternal(HttpServletRequest request) throws Exception {
		return (request.getAttribute(AliasFilter.ATTRIBUTE) != null) ? super.getHandlerInternal(request) : null;
	}

	@Override
	protected LinksHandler getLinksHandler() {
		return (request, response) -> null;
	}

}
