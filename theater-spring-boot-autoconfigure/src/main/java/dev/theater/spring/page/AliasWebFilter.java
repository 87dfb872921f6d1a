package dev.theater.spring.page;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.RequestPath;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.UriComponentsBuilder;

/** What {@link AliasFilter} does, on WebFlux, where Spring Security's place is fixed. */
final class AliasWebFilter implements WebFilter, Ordered {

	/** There on an exchange that came by the alias. */
	static final String ATTRIBUTE = AliasWebFilter.class.getName();

	private final PageAlias alias;

	AliasWebFilter(PageAlias alias) {
		this.alias = alias;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		RequestPath path = request.getPath();
		String sent = path.pathWithinApplication().value();
		ApplicationContext endpoints = this.alias.endpoints();
		// the endpoints' own server has the filters of the application's
		boolean here = endpoints == null || exchange.getApplicationContext() != endpoints;
		if (!here || !this.alias.covers(sent)) {
			return chain.filter(exchange);
		}
		String target = this.alias.target(sent).orElse(null);
		if (target == null) {
			return Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
		}
		exchange.getAttributes().put(ATTRIBUTE, true);
		ServerHttpRequest rewritten = request.mutate().uri(uri(request, path.contextPath().value() + target)).build();
		return chain.filter(new AliasExchange(exchange.mutate().request(rewritten).build(), endpoints));
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

	/** Belongs to the server that has the endpoints, as rules for these see it. */
	private static final class AliasExchange extends ServerWebExchangeDecorator {

		private final @Nullable ApplicationContext endpoints;

		AliasExchange(ServerWebExchange exchange, @Nullable ApplicationContext endpoints) {
			super(exchange);
			this.endpoints = endpoints;
		}

		@Override
		public @Nullable ApplicationContext getApplicationContext() {
			return (this.endpoints != null) ? this.endpoints : super.getApplicationContext();
		}

	}

}
