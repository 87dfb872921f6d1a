package dev.theater.spring.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.web.csrf.CsrfToken;

/**
 * Hands a page the token that Spring Security asks for where something is changed. To
 * look at the token may create a session, so that is done only for a page that needs it.
 */
final class ServletToken {

	void hand(HttpServletRequest request, HttpServletResponse response) {
		if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
			response.setHeader(PageParts.CSRF_HEADER, token.getHeaderName());
			response.setHeader(PageParts.CSRF_TOKEN, token.getToken());
		}
	}

}
