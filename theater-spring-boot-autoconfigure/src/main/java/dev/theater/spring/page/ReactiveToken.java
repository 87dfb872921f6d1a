package dev.theater.spring.page;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.server.ServerWebExchange;

/** What {@link ServletToken} does, on WebFlux. */
final class ReactiveToken {

	Mono<Void> hand(ServerWebExchange exchange) {
		Object attribute = exchange.getAttribute(CsrfToken.class.getName());
		if (!(attribute instanceof Mono<?> mono)) {
			return Mono.empty();
		}
		return mono.cast(CsrfToken.class).doOnNext((token) -> {
			HttpHeaders headers = exchange.getResponse().getHeaders();
			headers.set(PageParts.CSRF_HEADER, token.getHeaderName());
			headers.set(PageParts.CSRF_TOKEN, token.getToken());
		}).then();
	}

}
