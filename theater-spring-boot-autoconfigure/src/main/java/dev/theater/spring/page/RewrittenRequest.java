package dev.theater.spring.page;

import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A request to another path of the same servlet, with a parameter more. All that comes
 * after sees no other path, so that rules for that path hold. Once it is forwarded, as to
 * a page that tells of a refusal, it is no more than the request that it was: the
 * container puts what it is then inside of this one, and rules ask for that.
 */
final class RewrittenRequest extends HttpServletRequestWrapper {

	private final String path;

	private final Map<String, String[]> parameters;

	private final @Nullable ServletContext context;

	/**
	 * @param path the path within the context, or the servlet if that has one of its own,
	 * in which there is nothing to be encoded
	 * @param parameter the parameter's name; its value is {@code true}
	 * @param context the server to which that path belongs, if it is another one
	 */
	RewrittenRequest(HttpServletRequest request, String path, String parameter, @Nullable ServletContext context) {
		super(request);
		this.path = path;
		this.context = context;
		Map<String, String[]> parameters = new LinkedHashMap<>(request.getParameterMap());
		parameters.put(parameter, new String[] { "true" });
		this.parameters = Collections.unmodifiableMap(parameters);
	}

	/** The path within the context, or the servlet if that has one of its own. */
	static String path(HttpServletRequest request) {
		String info = request.getPathInfo();
		return (info != null) ? info : request.getServletPath();
	}

	/** What stands before that path in the address. */
	static String prefix(HttpServletRequest request) {
		return request.getContextPath() + ((request.getPathInfo() != null) ? request.getServletPath() : "");
	}

	private boolean isForwarded() {
		return getDispatcherType() == DispatcherType.FORWARD || getDispatcherType() == DispatcherType.ERROR;
	}

	/** By which rules for endpoints tell servers apart. */
	@Override
	public ServletContext getServletContext() {
		return (this.context != null && !isForwarded()) ? this.context : super.getServletContext();
	}

	@Override
	public String getRequestURI() {
		return isForwarded() ? super.getRequestURI() : prefix((HttpServletRequest) getRequest()) + this.path;
	}

	@Override
	public StringBuffer getRequestURL() {
		StringBuffer url = super.getRequestURL();
		if (isForwarded()) {
			return url;
		}
		String before = super.getRequestURI();
		url.setLength(url.length() - before.length());
		return url.append(getRequestURI());
	}

	@Override
	public String getServletPath() {
		return (isForwarded() || super.getPathInfo() != null) ? super.getServletPath() : this.path;
	}

	@Override
	public @Nullable String getPathInfo() {
		return (isForwarded() || super.getPathInfo() == null) ? super.getPathInfo() : this.path;
	}

	@Override
	public @Nullable String getPathTranslated() {
		return isForwarded() ? super.getPathTranslated() : null;
	}

	@Override
	public @Nullable String getParameter(String name) {
		String[] values = getParameterValues(name);
		return (values != null) ? values[0] : null;
	}

	@Override
	public Map<String, String[]> getParameterMap() {
		return isForwarded() ? super.getParameterMap() : this.parameters;
	}

	@Override
	public Enumeration<String> getParameterNames() {
		return Collections.enumeration(getParameterMap().keySet());
	}

	@Override
	public String @Nullable [] getParameterValues(String name) {
		String[] values = getParameterMap().get(name);
		return (values != null) ? values.clone() : null;
	}

}
