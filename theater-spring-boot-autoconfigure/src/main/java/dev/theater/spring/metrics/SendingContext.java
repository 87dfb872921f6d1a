package dev.theater.spring.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.theater.actor.TurnInterceptor.Operation;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import org.jspecify.annotations.Nullable;

/** What sends a message: a host call, a spawn, or Java. */
final class SendingContext extends SenderContext<Map<String, String>> implements TheaterObservationContext {

	private static final String MESSAGES = "theater:simple/message-server-host";

	/** Functions of the host that nobody answers. */
	private static final Set<String> ONE_WAY = Set.of("send", "send-on-channel");

	/** Functions of the host that send messages. */
	private static final Set<String> SENDING = Set.of("send", "request", "open-channel", "send-on-channel");

	private final Map<String, String> headers = new LinkedHashMap<>();

	private final ObservedOperation observed;

	SendingContext(ObservedOperation observed) {
		super(SendingContext::put, ONE_WAY.contains(observed.operation.function()) ? Kind.PRODUCER : Kind.CLIENT);
		setCarrier(this.headers);
		this.observed = observed;
	}

	private static void put(@Nullable Map<String, String> headers, String name, String value) {
		if (headers != null) {
			headers.put(name, value);
		}
	}

	/** Whether a host call sends a message. */
	static boolean isSent(Operation hostCall) {
		return hostCall.interfaceName().equals(MESSAGES) && SENDING.contains(hostCall.function());
	}

	/** What goes with the messages; filled when the observation starts. */
	Map<String, String> headers() {
		return this.headers;
	}

	@Override
	public Operation operation() {
		return this.observed.operation;
	}

	@Override
	public String actor() {
		return this.observed.actor;
	}

	@Override
	public String outcome() {
		return this.observed.outcome;
	}

}
