package dev.theater.spring.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import dev.theater.component.type.RecordValue;
import dev.theater.component.type.ResultValue;
import dev.theater.host.GrantKey;
import dev.theater.host.GrantKeys;
import dev.theater.host.HostCall;
import dev.theater.host.HostFunctions;
import dev.theater.host.HostHandler;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;

/**
 * {@code theater:simple/http-client}: has the application's {@link RestClient} call
 * servers for guests, as far as their manifests allow.
 */
final class HttpClientHandler implements HostHandler, AutoCloseable {

	private final RestClient client;

	private final Exchanges exchanges;

	private final HttpFailures failures = new HttpFailures();

	private final HostsKey hosts = new HostsKey();

	private final MethodsKey methods = new MethodsKey();

	private final GrantKey<Long> maxRequest;

	private final GrantKey<Long> maxResponse;

	private final GrantKey<Duration> timeout;

	private final GrantKey<Boolean> allowPrivate = GrantKey.flag("allow_private");

	HttpClientHandler(RestClient client, HttpClientProperties properties, ObservationRegistry observations) {
		this.client = client;
		this.exchanges = new Exchanges(properties.maxConcurrent(), observations);
		long request = properties.maxRequest().toBytes();
		long response = properties.maxResponse().toBytes();
		this.maxRequest = GrantKey.size("max_request", request, request);
		this.maxResponse = GrantKey.size("max_response", response, response);
		this.timeout = GrantKey.duration("timeout", properties.timeout(), properties.timeout());
	}

	@Override
	public String name() {
		return HttpClientWit.HANDLER;
	}

	@Override
	public GrantKeys grantKeys() {
		return GrantKeys.of(this.hosts, this.methods, this.maxRequest, this.maxResponse, this.timeout,
				this.allowPrivate);
	}

	@Override
	public void setUpHostFunctions(HostFunctions functions) {
		HttpClientWit.declare(functions, new NotedFunction(this::send));
	}

	private Object send(HostCall call, Object[] arguments) {
		GuestRequest request = GuestRequest.read((RecordValue) arguments[0]);
		Addresses addresses = check(call, request);
		Duration time = time(call);
		boolean privateToo = call.grant(this.allowPrivate);
		Exchange exchange = new Exchange(request.uri(), addresses, privateToo ? Addresses.PRIVATE : Addresses.PUBLIC,
				call.grant(this.maxResponse), time);
		ResultValue late = ResultValue
			.err("no complete response of " + request.uri().origin() + " within " + time.toMillis() + "ms");
		try {
			CompletableFuture<ResultValue> answer = this.exchanges.begin(exchange,
					() -> exchange(call, request, exchange), time, late);
			return call.await(answer);
		}
		finally {
			// also where nobody waits for it any more
			exchange.end();
		}
	}

	private Duration time(HostCall call) {
		Duration granted = call.grant(this.timeout);
		Duration left = call.remaining();
		if (!left.isPositive()) {
			// what nobody can wait for is not sent
			throw new IllegalStateException("the call has no time left for waiting");
		}
		return (left.compareTo(granted) < 0) ? left : granted;
	}

	/** Refuses what is not granted, and answers where the host may lead. */
	private Addresses check(HostCall call, GuestRequest request) {
		MethodsKey.Methods granted = call.grant(this.methods);
		if (!granted.names().contains(request.method())) {
			throw notGranted("method '" + GuestUri.shown(request.method()) + "'", this.methods.name(),
					granted.toString());
		}
		HostEntry entry = call.grant(this.hosts)
			.allowing(request.uri())
			.orElseThrow(() -> notGranted("'" + request.uri().origin() + "'", this.hosts.name(),
					call.grant(this.hosts).toString()));
		long most = call.grant(this.maxRequest);
		byte[] body = request.body();
		if (body != null && body.length > most) {
			throw new IllegalArgumentException("the request's body has " + body.length + " bytes; max_request = " + most
					+ " in [[handler]] type = \"http-client\" of the actor's manifest allows no more");
		}
		Addresses addresses = entry.addresses();
		return (call.grant(this.allowPrivate) && addresses != Addresses.ANY) ? Addresses.PRIVATE : addresses;
	}

	private static IllegalArgumentException notGranted(String what, String key, String granted) {
		return new IllegalArgumentException(what + " is not among " + key + " = " + granted
				+ " in [[handler]] type = \"http-client\" of the actor's manifest; an entry there would allow it");
	}

	/** On a thread of the exchanges. */
	private ResultValue exchange(HostCall call, GuestRequest request, Exchange exchange) {
		try {
			RestClient.RequestBodySpec spec = this.client.method(HttpMethod.valueOf(request.method()))
				.uri(request.uri().toUri())
				.headers((headers) -> headers.addAll(request.headers()))
				.attribute(GuestRestClientCustomizer.ACTOR_ID, call.caller())
				.attribute(GuestRestClientCustomizer.ACTOR_PATH, call.callerPath())
				.attributes(exchange::addTo);
			byte[] body = request.body();
			if (body != null) {
				spec.body((out) -> out.write(body));
			}
			return spec.exchangeForRequiredValue((sent, response) -> ResultValue.ok(read(response, exchange)));
		}
		catch (RuntimeException ex) {
			return ResultValue.err(this.failures.forGuest(ex, request.uri()));
		}
	}

	private static RecordValue read(ClientHttpResponse response, Exchange exchange) throws IOException {
		// an interceptor of the application's may have made it longer
		byte[] body = response.getBody().readNBytes((int) exchange.maxResponse() + 1);
		if (body.length > exchange.maxResponse()) {
			throw BoundedBody.tooLong(exchange.maxResponse());
		}
		return HttpClientWit.response(response.getStatusCode().value(), GuestHeaders.shown(response.getHeaders()),
				(body.length > 0) ? Optional.of(body) : Optional.empty());
	}

	@Override
	public void close() {
		this.exchanges.close();
	}

}
