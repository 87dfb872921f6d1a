package dev.theater.spring.page;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/** What {@link PageFilter} does, on WebFlux, where there are no streams. */
final class PageWebFilter implements WebFilter, Ordered {

	private final PageAddresses addresses;

	private final PageSettings settings;

	private final @Nullable ReactiveToken token;

	/**
	 * @param token where there may be a token against forged requests
	 */
	PageWebFilter(PageAddresses addresses, PageSettings settings, @Nullable ReactiveToken token) {
		this.addresses = addresses;
		this.settings = settings;
		this.token = token;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		if (!this.addresses.isPage(request.getPath().pathWithinApplication().value())) {
			return chain.filter(exchange);
		}
		boolean get = request.getMethod() == HttpMethod.GET;
		String part = get ? request.getQueryParams().getFirst(PageParts.PART) : PageParts.CHANGES;
		HttpHeaders headers = exchange.getResponse().getHeaders();
		PageParts.headers(part).forEach(headers::set);
		ReactiveToken token = this.token;
		if (!PageParts.SETTINGS.equals(part) || token == null || this.settings.actions().isEmpty()) {
			return chain.filter(exchange);
		}
		return token.hand(exchange).then(Mono.defer(() -> chain.filter(exchange)));
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
