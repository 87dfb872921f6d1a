package dev.theater.spring.page;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Makes a request to the alias one to the endpoint that it stands for, before Spring
 * Security sees it: whatever holds for the endpoint holds for its alias.
 */
final class AliasFilter implements Filter {

	/** Spring Security's mark on a request that it has looked at, or is looking at. */
	private static final String SECURED = "org.springframework.security.web.FilterChainProxy.APPLIED";

	/** There on a request that came by the alias. */
	static final String ATTRIBUTE = AliasFilter.class.getName();

	private final PageAlias alias;

	AliasFilter(PageAlias alias) {
		this.alias = alias;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (request instanceof HttpServletRequest http && response instanceof HttpServletResponse answer
				&& this.alias.covers(RewrittenRequest.path(http))) {
			String path = target(http);
			if (path == null) {
				answer.sendError(HttpServletResponse.SC_NOT_FOUND);
				return;
			}
			if (http.getAttribute(SECURED) != null) {
				throw new ServletException("Spring Security has looked at " + this.alias.path()
						+ " before theater could say which endpoint that is; its order, spring.security.filter.order, "
						+ "must be higher than " + PageAlias.ORDER);
			}
			ServletRequestPathUtils.clearParsedRequestPath(http);
			http.setAttribute(ATTRIBUTE, true);
			chain.doFilter(new RewrittenRequest(http, path, PageParts.ALIAS, servletContext()), response);
		}
		else if (request instanceof HttpServletRequest http && response instanceof HttpServletResponse answer
				&& isBackFromLogin(http)) {
			answer.sendRedirect(RewrittenRequest.prefix(http) + this.alias.path());
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private @Nullable ServletContext servletContext() {
		return (this.alias.endpoints() instanceof WebApplicationContext context) ? context.getServletContext() : null;
	}

	/**
	 * After a login, Spring Security sends a browser on to the path that it saw, which
	 * nobody has where endpoints have a port of their own.
	 */
	private boolean isBackFromLogin(HttpServletRequest request) {
		return this.alias.isApart() && request.getMethod().equals("GET") && request.getParameter("continue") != null
				&& RewrittenRequest.path(request).equals(this.alias.target(this.alias.path()).orElse(null));
	}

	/** Takes the path as it was sent: what was encoded, or led up, is no alias. */
	private @Nullable String target(HttpServletRequest request) {
		String sent = request.getRequestURI();
		String prefix = RewrittenRequest.prefix(request);
		return sent.startsWith(prefix) ? this.alias.target(sent.substring(prefix.length())).orElse(null) : null;
	}

}
