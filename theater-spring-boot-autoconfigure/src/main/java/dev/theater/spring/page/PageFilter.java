package dev.theater.spring.page;

import java.io.IOException;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/**
 * Has the page's answers say what browsers may do with them, hands the page its token,
 * and lets a stream begin once the endpoint has answered with its head. Comes after
 * Spring Security, so that nothing of this is for whoever may not see the page.
 */
final class PageFilter implements Filter {

	/** There where Spring Security is, which has a token against forged requests. */
	private static final String TOKEN = "org.springframework.security.web.csrf.CsrfToken";

	private final PageAddresses addresses;

	private final PageSettings settings;

	private final @Nullable PageStreams streams;

	private final @Nullable ServletToken token;

	private final boolean aliasAlone;

	/**
	 * @param streams where streams can be had
	 * @param aliasAlone whether this server has nothing of the page but its alias
	 */
	PageFilter(PageAddresses addresses, PageSettings settings, @Nullable PageStreams streams, boolean aliasAlone) {
		this.addresses = addresses;
		this.settings = settings;
		this.streams = streams;
		this.token = ClassUtils.isPresent(TOKEN, getClass().getClassLoader()) ? new ServletToken() : null;
		this.aliasAlone = aliasAlone;
	}

	/** Has it come after Spring Security, wherever that is. */
	static FilterRegistrationBean<PageFilter> registered(PageFilter filter) {
		FilterRegistrationBean<PageFilter> registration = new FilterRegistrationBean<>(filter);
		registration.setDispatcherTypes(DispatcherType.REQUEST);
		registration.setOrder(Ordered.LOWEST_PRECEDENCE);
		return registration;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (request instanceof HttpServletRequest http && response instanceof HttpServletResponse answer
				&& this.addresses.isPage(RewrittenRequest.path(http))
				&& (!this.aliasAlone || http.getAttribute(AliasFilter.ATTRIBUTE) != null)) {
			answerPage(http, answer, chain);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private void answerPage(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		boolean get = request.getMethod().equals("GET");
		String part = get ? request.getParameter(PageParts.PART) : PageParts.CHANGES;
		PageParts.headers(part).forEach(response::setHeader);
		PageStreams streams = request.isAsyncSupported() ? this.streams : null;
		if (PageParts.SETTINGS.equals(part)) {
			if (streams != null) {
				request.setAttribute(CurrentRequest.streamingAttribute(), true);
			}
			if (this.token != null && !this.settings.actions().isEmpty()) {
				this.token.hand(request, response);
			}
		}
		StreamSeat seat = (PageParts.STREAM.equals(part) && streams != null) ? streams.reserve() : null;
		if (streams != null && seat != null) {
			stream(request, response, chain, streams, seat);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private static void stream(HttpServletRequest request, HttpServletResponse response, FilterChain chain,
			PageStreams streams, StreamSeat seat) throws IOException, ServletException {
		boolean started = false;
		try {
			request.setAttribute(CurrentRequest.seatAttribute(), seat);
			// which would keep all of a stream until its end
			ShallowEtagHeaderFilter.disableContentCaching(request);
			chain.doFilter(request, response);
			if (seat.isTaken() && response.getStatus() == HttpServletResponse.SC_OK) {
				// not Spring MVC's, whose dispatch at the end is authorized again,
				// and fails loudly where the login has ended meanwhile
				AsyncContext context = request.startAsync(request, response);
				context.setTimeout(0);
				context.addListener(new EndOfRequest(context));
				streams.start(seat, response.getOutputStream(), () -> complete(context));
				started = true;
			}
		}
		finally {
			if (!started) {
				seat.close();
			}
		}
	}

	/** The container may have completed it before, when the page was gone. */
	private static void complete(AsyncContext context) {
		try {
			context.complete();
		}
		catch (IllegalStateException ex) {
			// it has
		}
	}

	/** Ends the request when the container says that its connection is gone. */
	private record EndOfRequest(AsyncContext context) implements AsyncListener {

		@Override
		public void onComplete(AsyncEvent event) {
		}

		@Override
		public void onTimeout(AsyncEvent event) {
			complete(this.context);
		}

		@Override
		public void onError(AsyncEvent event) {
			complete(this.context);
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
		}

	}

}
