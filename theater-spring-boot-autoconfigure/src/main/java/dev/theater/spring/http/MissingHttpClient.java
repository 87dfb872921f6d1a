package dev.theater.spring.http;

import java.util.Optional;
import java.util.stream.Stream;

import dev.theater.host.GrantKey;
import dev.theater.host.GrantKeys;
import dev.theater.host.HostFunctions;
import dev.theater.host.HostHandler;

/**
 * Stands where the handler would, in an application that has no {@code RestClient}, and
 * says so to whoever grants or calls it.
 */
final class MissingHttpClient implements HostHandler {

	static final String WHY = "cannot be used, since this application has no RestClient; add the dependency "
			+ "org.springframework.boot:spring-boot-starter-restclient";

	@Override
	public String name() {
		return HttpClientWit.HANDLER;
	}

	@Override
	public GrantKeys grantKeys() {
		return GrantKeys.of(Stream.of("hosts", "methods", "max_request", "max_response", "timeout", "allow_private")
			.map(Key::new)
			.toArray(Key[]::new));
	}

	@Override
	public void setUpHostFunctions(HostFunctions functions) {
		HttpClientWit.declare(functions, (call, arguments) -> {
			throw new IllegalStateException("http-client " + WHY);
		});
	}

	/** A key that nobody can set; without any, no server may be called anyway. */
	private record Key(String name) implements GrantKey<Boolean> {

		@Override
		public Boolean read(Object value) {
			throw new IllegalArgumentException(WHY);
		}

		@Override
		public Boolean absent() {
			return false;
		}

		@Override
		public Optional<String> beyond(Boolean own, Boolean parents) {
			return Optional.empty();
		}

	}

}
