package dev.theater.host;

import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ValueType;
import dev.theater.component.wit.Wit;
import org.jspecify.annotations.Nullable;

/** What a Java type declares for a WIT interface, to be called as guests would. */
final class TypedFunctions implements HostFunctions {

	static final String NAME = "acme:shop/tool";

	/** A call that waits on the test's thread. */
	static final HostCall CALL = (HostCall) Proxy.newProxyInstance(TypedFunctions.class.getClassLoader(),
			new Class<?>[] { HostCall.class }, (proxy, method, arguments) -> switch (method.getName()) {
				case "callerName" -> "caller";
				case "await" -> ((CompletionStage<?>) arguments[0]).toCompletableFuture().join();
				default -> throw new UnsupportedOperationException(method.getName());
			});

	private final Map<String, Function> functions = new LinkedHashMap<>();

	final Map<String, ValueType> types = new LinkedHashMap<>();

	static <T> TypedFunctions of(String body, Class<T> type, T target) {
		return of(Wit.parse("package acme:shop; interface tool { " + body + " }", "tool.wit"), type, target);
	}

	static <T> TypedFunctions of(Wit wit, Class<T> type, T target) {
		TypedFunctions functions = new TypedFunctions();
		functions.wit(wit, NAME, type, target);
		return functions;
	}

	@Override
	public HostFunctions type(String interfaceName, String name, ValueType type) {
		this.types.put(interfaceName + "." + name, type);
		return this;
	}

	@Override
	public HostFunctions function(String interfaceName, String name, FunctionType type, Function function) {
		this.functions.put(name, function);
		return this;
	}

	@Nullable Object call(String name, Object... arguments) {
		return this.functions.get(name).call(CALL, arguments);
	}

}
