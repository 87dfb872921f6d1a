package dev.theater.spring.page;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.ClassUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/** What {@link PageFilter} does, on WebFlux, where there are no streams. */
final class PageWebFilter implements WebFilter, Ordered {

	/** There where Spring Security is, which has a token against forged requests. */
	private static final String TOKEN = "org.springframework.security.web.server.csrf.CsrfToken";

	private final PageAddresses addresses;

	private final PageSettings settings;

	private final @Nullable ReactiveToken token;

	private final boolean aliasAlone;

	/**
	 * @param aliasAlone whether this server has nothing of the page but its alias
	 */
	PageWebFilter(PageAddresses addresses, PageSettings settings, boolean aliasAlone) {
		this.addresses = addresses;
		this.settings = settings;
		this.token = ClassUtils.isPresent(TOKEN, getClass().getClassLoader()) ? new ReactiveToken() : null;
		this.aliasAlone = aliasAlone;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		if (!this.addresses.isPage(request.getPath().pathWithinApplication())
				|| (this.aliasAlone && exchange.getAttribute(AliasWebFilter.ATTRIBUTE) == null)) {
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
