package dev.theater.fault;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import dev.theater.runtime.TheaterRuntime;

/** The built-in host functions of a runtime, which a test can have throw. */
final class HostFunctions {

	/** By interface and name, with a slash between them. */
	private final Map<String, Object> bindings = new TreeMap<>();

	HostFunctions(TheaterRuntime runtime) {
		Map<?, ?> handlers = (Map<?, ?>) value(value(value(runtime, "parts"), "hosts"), "interfaces");
		handlers.values().forEach((declared) -> ((Map<?, ?>) declared).forEach((name, offered) -> {
			Map<?, ?> entries = (Map<?, ?>) value(offered, "functions");
			entries.forEach(
					(function, entry) -> this.bindings.put(name + "/" + function, binding(value(entry, "function"))));
		}));
	}

	/** What an interface's function calls, which notes the call on the chain. */
	private static Object binding(Object function) {
		return Arrays.stream(function.getClass().getDeclaredFields())
			.map(Field::getName)
			.map((captured) -> value(function, captured))
			.filter((captured) -> captured.getClass().getSimpleName().equals("HostBinding"))
			.findFirst()
			.orElseThrow();
	}

	Iterable<String> names() {
		return this.bindings.keySet();
	}

	/** Whether an exception is an error result for the guest. */
	boolean answersErrors(String name) {
		return (boolean) value(this.bindings.get(name), "answersErrors");
	}

	/**
	 * Has a function throw from now on.
	 * @return puts it right again
	 */
	Runnable breakDown(String name, Supplier<Throwable> fault) {
		Object binding = this.bindings.get(name);
		Object before = value(binding, "function");
		Class<?> type = field(binding, "function").getType();
		set(binding, Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, args) -> {
			if (method.isDefault()) {
				return InvocationHandler.invokeDefault(proxy, method, args);
			}
			throw fault.get();
		}));
		return () -> set(binding, before);
	}

	private static void set(Object of, Object function) {
		try {
			field(of, "function").set(of, function);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Object value(Object of, String name) {
		try {
			return field(of, name).get(of);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Field field(Object of, String name) {
		try {
			Field field = of.getClass().getDeclaredField(name);
			field.setAccessible(true);
			return field;
		}
		catch (NoSuchFieldException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
