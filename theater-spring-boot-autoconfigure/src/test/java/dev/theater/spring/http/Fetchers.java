package dev.theater.spring.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import dev.theater.actor.ActorId;
import dev.theater.runtime.TheaterRuntime;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.util.unit.DataSize;
import org.springframework.web.client.RestClient;

/** A runtime with the handler and guests that call servers as they are told. */
final class Fetchers implements AutoCloseable {

	private final Path directory;

	private final TheaterRuntime runtime;

	private final HttpClientHandler handler;

	private final Map<String, InetAddress[]> names = new ConcurrentHashMap<>();

	private int manifests;

	Fetchers(Path directory) throws IOException {
		this(directory, properties(32), UnaryOperator.identity(), null);
	}

	Fetchers(Path directory, HttpClientProperties properties, UnaryOperator<RestClient.Builder> customizer,
			@Nullable SslBundle bundle) throws IOException {
		this.directory = directory;
		copyGuest(directory);
		RestClient.Builder builder = RestClient.builder()
			.requestFactory(new DirectRequestFactory(this::resolve, Tls.of(bundle)));
		this.handler = new HttpClientHandler(customizer.apply(builder).build(), properties, ObservationRegistry.NOOP);
		this.runtime = TheaterRuntime.builder().manifests(directory).hostHandler(this.handler).start();
	}

	static HttpClientProperties properties(int maxConcurrent) {
		return new HttpClientProperties(DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), Duration.ofSeconds(10),
				maxConcurrent, null);
	}

	static void copyGuest(Path directory) throws IOException {
		try (InputStream guest = Fetchers.class.getResourceAsStream("/guests/fetcher.wasm")) {
			Files.write(directory.resolve("fetcher.wasm"), Objects.requireNonNull(guest).readAllBytes());
		}
	}

	/** A name leads to these addresses. */
	Fetchers name(String name, String... addresses) throws UnknownHostException {
		InetAddress[] found = new InetAddress[addresses.length];
		for (int i = 0; i < found.length; i++) {
			found[i] = InetAddress.getByName(addresses[i]);
		}
		this.names.put(name, found);
		return this;
	}

	/**
	 * What no test names is looked up as everywhere: it might be an address after all.
	 */
	private InetAddress[] resolve(String name) throws UnknownHostException {
		InetAddress[] found = this.names.get(name);
		if (found == null && name.endsWith(".invalid")) {
			throw new UnknownHostException(name);
		}
		return (found != null) ? found : InetAddress.getAllByName(name);
	}

	/** Starts a fetcher with these keys in its grant. */
	ActorId spawn(String... keys) throws IOException {
		String name = "fetcher-" + ++this.manifests;
		Files.writeString(this.directory.resolve(name + ".toml"), manifest(name, keys));
		return this.runtime.supervisor().spawn(name + ".toml");
	}

	static String manifest(String name, String... keys) {
		return """
				name = "%s"
				component = "fetcher.wasm"

				[[handler]]
				type = "http-client"
				%s
				""".formatted(name, String.join("\n", keys));
	}

	/** Has a fetcher make a request, and answers what came of it. */
	String fetch(ActorId fetcher, String request) {
		byte[] answer = this.runtime.messaging()
			.request(fetcher, request.getBytes(StandardCharsets.UTF_8), Duration.ofSeconds(60))
			.join();
		return new String(answer, StandardCharsets.UTF_8);
	}

	TheaterRuntime runtime() {
		return this.runtime;
	}

	@Override
	public void close() {
		this.runtime.close();
		this.handler.close();
	}

}
