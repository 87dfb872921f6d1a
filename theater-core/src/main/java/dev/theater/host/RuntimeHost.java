package dev.theater.host;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.theater.actor.ActorInstance;
import dev.theater.chain.ChainEvent;
import dev.theater.chain.EventHash;
import dev.theater.chain.StoredActor;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.RecordValue;
import dev.theater.component.type.ResultValue;
import org.jspecify.annotations.Nullable;

/** {@code theater:simple/runtime}: log, the actor's own chain, and its own end. */
public final class RuntimeHost implements BuiltInHandler {

	private static final String INTERFACE = "theater:simple/runtime";

	private static final int CHAIN_BYTES = 1_000_000;

	/** A record of the list: its fixed fields and the headers of its lists. */
	private static final int EVENT_OVERHEAD = 64;

	@Override
	public String name() {
		return "runtime";
	}

	@Override
	public GrantKeys grantKeys() {
		return GrantKeys.of();
	}

	@Override
	public void setUpHostFunctions(HostFunctions functions) {
		functions.type(INTERFACE, "chain", TheaterWit.CHAIN)
			.type(INTERFACE, "actor-id", TheaterWit.STRING)
			.function(INTERFACE, "log", FunctionType.of(null, FunctionType.param("msg", TheaterWit.STRING)), this::log)
			.function(INTERFACE, "get-chain", FunctionType.of(TheaterWit.CHAIN), this::getChain)
			.function(INTERFACE, "shutdown",
					FunctionType.of(TheaterWit.DONE, FunctionType.param("data", TheaterWit.OPTIONAL_BYTES)),
					this::shutdown);
	}

	private @Nullable Object log(HostCall call, Object[] arguments) {
		GuestHostCall.instanceOf(call).cell().log().write((String) arguments[0]);
		return null;
	}

	private Object getChain(HostCall call, Object[] arguments) {
		List<ChainEvent> events = GuestHostCall.instanceOf(call)
			.cell()
			.store()
			.stored()
			.map(StoredActor::events)
			.orElse(List.of());
		ArrayDeque<Object> newest = new ArrayDeque<>();
		int bytes = 0;
		for (ChainEvent event : events.reversed()) {
			bytes += EVENT_OVERHEAD + event.eventType().length() * 3 + event.dataLength();
			if (bytes > CHAIN_BYTES) {
				break;
			}
			newest.addFirst(metaEvent(event));
		}
		return RecordValue.of("events", new ArrayList<>(newest));
	}

	private static Object metaEvent(ChainEvent event) {
		return RecordValue.of("hash", unsigned(event.hash()), "event", RecordValue.of("event-type", event.eventType(),
				"parent", event.parentHash().map(RuntimeHost::unsigned), "data", event.data()));
	}

	private static BigInteger unsigned(EventHash hash) {
		return new BigInteger(Long.toUnsignedString(hash.firstLong()));
	}

	private Object shutdown(HostCall call, Object[] arguments) {
		ActorInstance instance = GuestHostCall.instanceOf(call);
		byte[] data = (byte[]) ((Optional<?>) arguments[0]).orElse(null);
		long most = instance.cell().bounds().maxResult();
		if (data != null && data.length > most) {
			return ResultValue
				.err("the data has " + data.length + " bytes; the parent takes at most " + most + ", its max_message");
		}
		return instance.requestShutdown(data) ? ResultValue.ok() : ResultValue.err("no memory is left for the data");
	}

}
