package dev.theater.spring.page;

import java.net.URI;

import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.RequestPath;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.UriComponentsBuilder;

/** What {@link AliasFilter} does, on WebFlux, where Spring Security's place is fixed. */
final class AliasWebFilter implements WebFilter, Ordered {

	private final PageAlias alias;

	AliasWebFilter(PageAlias alias) {
		this.alias = alias;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		RequestPath path = request.getPath();
		String sent = path.pathWithinApplication().value();
		if (!this.alias.covers(sent)) {
			return chain.filter(exchange);
		}
		return this.alias.target(sent)
			.map((target) -> chain.filter(exchange.mutate()
				.request(request.mutate().uri(uri(request, path.contextPath().value() + target)).build())
				.build()))
			.orElseGet(() -> Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND)));
	}

	private static URI uri(ServerHttpRequest request, String path) {
		return UriComponentsBuilder.fromUri(request.getURI())
			.replacePath(path)
			.replaceQueryParam(PageParts.ALIAS, "true")
			.build(true)
			.toUri();
	}

	@Override
	public int getOrder() {
		return PageAlias.ORDER;
	}

}
