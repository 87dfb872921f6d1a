package dev.theater.spring.http;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.theater.host.GrantKey;

/** The key {@code methods}: how a guest may call servers; by GET and HEAD if absent. */
final class MethodsKey implements GrantKey<MethodsKey.Methods> {

	private static final int MOST = 20;

	private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");

	/** One makes a tunnel of the server, the other has it repeat what is secret. */
	private static final Set<String> NEVER = Set.of("CONNECT", "TRACE");

	private static final Methods STANDARD = new Methods(List.of("GET", "HEAD"));

	@Override
	public String name() {
		return "methods";
	}

	@Override
	public Methods read(Object value) {
		if (!(value instanceof List<?> list) || list.size() > MOST) {
			throw new IllegalArgumentException("is " + GuestUri.shown(String.valueOf(value))
					+ "; it must be an array of at most " + MOST + " strings, such as [\"GET\", \"POST\"]");
		}
		return new Methods(list.stream().map(MethodsKey::method).toList());
	}

	private static String method(Object entry) {
		if (entry instanceof String method && METHOD.matcher(method).matches() && !NEVER.contains(method)) {
			return method;
		}
		throw new IllegalArgumentException("has the entry '" + GuestUri.shown(String.valueOf(entry))
				+ "'; an entry is a method in capitals, such as \"GET\", and never one of " + NEVER);
	}

	@Override
	public Methods absent() {
		return STANDARD;
	}

	@Override
	public Methods absent(Methods parents) {
		return new Methods(STANDARD.names().stream().filter(parents.names()::contains).toList());
	}

	@Override
	public Optional<String> beyond(Methods own, Methods parents) {
		List<String> more = own.names().stream().filter((method) -> !parents.names().contains(method)).toList();
		return more.isEmpty() ? Optional.empty() : Optional.of(new Methods(more) + " in " + name());
	}

	/**
	 * Methods.
	 *
	 * @param names in capitals
	 */
	record Methods(List<String> names) {

		@Override
		public String toString() {
			return this.names.stream()
				.map((method) -> "\"" + method + "\"")
				.collect(Collectors.joining(", ", "[", "]"));
		}

	}

}
