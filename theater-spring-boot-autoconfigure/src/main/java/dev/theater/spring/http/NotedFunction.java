package dev.theater.spring.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.theater.component.type.RecordValue;
import dev.theater.component.type.TupleValue;
import dev.theater.host.HostCall;
import dev.theater.host.HostFunctions;
import org.jspecify.annotations.Nullable;

/**
 * Has the chain tell what was asked and answered without what may be secret in it: the
 * values of headers and the bodies, which it has by length and hash.
 */
record NotedFunction(HostFunctions.Function function) implements HostFunctions.Function {

	/** Such a URI is refused, after it was noted. */
	private static final Pattern USER_INFO = Pattern.compile("//[^/?#]*@");

	@Override
	public @Nullable Object call(HostCall call, Object[] arguments) {
		return this.function.call(call, arguments);
	}

	@Override
	public Map<String, ?> noted(Object[] arguments) {
		RecordValue request = (RecordValue) arguments[0];
		Map<String, Object> noted = new LinkedHashMap<>();
		noted.put("method", request.get("method"));
		noted.put("uri", USER_INFO.matcher((String) request.get("uri")).replaceAll("//…@"));
		noted.put("headers",
				((List<?>) request.get("headers")).stream().map((pair) -> ((TupleValue) pair).get(0)).toList());
		addBody(noted, request);
		return noted;
	}

	@Override
	public Map<String, ?> notedResult(Object result) {
		RecordValue response = (RecordValue) result;
		Map<String, Object> noted = new LinkedHashMap<>();
		noted.put("status", ((Integer) response.get("status")).longValue());
		addBody(noted, response);
		return noted;
	}

	private static void addBody(Map<String, Object> noted, RecordValue message) {
		Object body = ((Optional<?>) message.get("body")).orElse(null);
		if (body instanceof byte[] bytes) {
			noted.put("body-length", (long) bytes.length);
			noted.put("body-sha256", sha256(bytes));
		}
	}

	private static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

}
