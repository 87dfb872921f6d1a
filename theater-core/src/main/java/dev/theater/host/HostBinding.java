package dev.theater.host;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.theater.actor.ActorCell;
import dev.theater.actor.ActorInstance;
import dev.theater.actor.ActorMdc;
import dev.theater.actor.ErrorText;
import dev.theater.actor.GuestExport;
import dev.theater.actor.TurnInterceptor;
import dev.theater.chain.EventPayload;
import dev.theater.component.HostContext;
import dev.theater.component.HostFunction;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.RecordValue;
import dev.theater.component.type.ResultType;
import dev.theater.component.type.ResultValue;
import dev.theater.component.type.TupleValue;
import org.jspecify.annotations.Nullable;

/**
 * A function of a handler as guests call it: notes the call and its outcome on the
 * caller's chain, tells the interceptor, and turns exceptions into errors.
 */
final class HostBinding implements HostFunction {

	/** Functions whose events have names of their own. */
	private static final Map<String, String> EVENT_NAMES = Map.of("theater:simple/supervisor/spawn", "SpawnChild",
			"theater:simple/supervisor/resume", "ResumeChild");

	private final String handler;

	/** Whether what it does is the guest's own time. */
	private final boolean builtIn;

	private final String interfaceName;

	private final String name;

	private final FunctionType type;

	private final HostFunctions.Function function;

	private final String eventType;

	private final String eventName;

	private final boolean answersErrors;

	HostBinding(String handler, boolean builtIn, String interfaceName, String name, FunctionType type,
			HostFunctions.Function function) {
		this.handler = handler;
		this.builtIn = builtIn;
		this.interfaceName = interfaceName;
		this.name = name;
		this.type = type;
		this.function = function;
		this.eventType = interfaceName + "/" + name;
		this.eventName = EVENT_NAMES.getOrDefault(this.eventType, GuestExport.eventName(name));
		this.answersErrors = type.result() instanceof ResultType result && PrimitiveType.STRING.equals(result.err());
	}

	@Override
	public @Nullable Object call(HostContext context, Object[] arguments) {
		ActorInstance instance = context.attachment(ActorInstance.class);
		if (!instance.alive()) {
			throw new IllegalStateException("incarnation " + instance.incarnation() + " has ended");
		}
		instance.journal().hostCall(this.eventType, callEvent(arguments));
		TurnInterceptor.Around around = instance.cell()
			.intercept(TurnInterceptor.Kind.HOST_CALL, this.interfaceName, this.name, Map.of());
		Object result;
		String error;
		EventPayload event;
		try {
			result = handle(new GuestHostCall(instance, this.handler, around), arguments);
			error = (result instanceof ResultValue value && !value.isOk())
					? ErrorText.bounded(String.valueOf(value.value())) : null;
			event = (error != null) ? errorEvent(error) : resultEvent(result);
		}
		catch (RuntimeException ex) {
			String why = ErrorText.bounded((ex.getMessage() != null) ? ex.getMessage() : ex.toString());
			finish(instance, around, why, errorEvent(why));
			if (this.answersErrors) {
				return ResultValue.err(why);
			}
			throw ex;
		}
		catch (Error ex) {
			String why = ErrorText.bounded(ex.toString());
			finish(instance, around, why, errorEvent(why));
			throw ex;
		}
		finish(instance, around, error, event);
		return result;
	}

	private @Nullable Object handle(GuestHostCall call, Object[] arguments) {
		if (this.builtIn) {
			return this.function.call(call, arguments);
		}
		ActorMdc before = ActorMdc.put(call.instance().cell());
		try {
			return call.instance().waits().forHandler(() -> this.function.call(call, arguments));
		}
		finally {
			before.restore();
		}
	}

	private void finish(ActorInstance instance, TurnInterceptor.@Nullable Around around, @Nullable String error,
			EventPayload event) {
		try {
			instance.journal().hostResult(this.eventType, event);
		}
		finally {
			// whatever breaks, the thread has other calls to make
			TurnInterceptor.Around.tell(around, (error != null) ? "error" : "ok", error);
		}
	}

	private EventPayload errorEvent(String error) {
		return EventPayload.named(this.eventName + "Error").with("error", error);
	}

	private EventPayload callEvent(Object[] arguments) {
		EventPayload payload = EventPayload.named(this.eventName + "Call");
		Map<String, ?> noted = this.function.noted(arguments);
		if (noted != null) {
			noted.forEach((key, value) -> addNoted(payload, key, value));
			return payload;
		}
		List<FunctionType.Param> params = this.type.params();
		for (int i = 0; i < params.size(); i++) {
			add(payload, params.get(i).name(), arguments[i]);
		}
		return payload;
	}

	private EventPayload resultEvent(@Nullable Object result) {
		EventPayload payload = EventPayload.named(this.eventName + "Result");
		Object value = (result instanceof ResultValue wrapped) ? wrapped.value() : result;
		Map<String, ?> noted = (value != null) ? this.function.notedResult(value) : null;
		if (noted != null) {
			noted.forEach((key, part) -> addNoted(payload, key, part));
		}
		else if (value != null) {
			add(payload, "value", value);
		}
		return payload;
	}

	private static void addNoted(EventPayload payload, String key, Object value) {
		if (value instanceof Long number) {
			payload.with(key, (long) number);
		}
		else {
			add(payload, key, value);
		}
	}

	private static void add(EventPayload payload, String key, Object value) {
		switch (value) {
			case String text -> payload.with(key, text);
			case byte[] bytes -> payload.with(key, bytes);
			case Boolean truth -> payload.with(key, truth);
			case Optional<?> optional -> optional.ifPresent((present) -> add(payload, key, present));
			case List<?> list -> addList(payload, key, list);
			case RecordValue record when record.values().size() == 1 -> add(payload, key, record.values().getFirst());
			default -> payload.with(key, String.valueOf(value));
		}
	}

	private static void addList(EventPayload payload, String key, List<?> list) {
		List<String> texts = list.stream().map(HostBinding::text).filter(Objects::nonNull).toList();
		if (texts.size() == list.size()) {
			payload.with(key, texts);
		}
		else {
			payload.with(key + "-count", list.size());
		}
	}

	/** A text, or what is little more: a record of one, or a tuple of them. */
	private static @Nullable String text(Object value) {
		return switch (value) {
			case String text -> text;
			case RecordValue record when record.values().size() == 1 -> text(record.values().getFirst());
			case TupleValue tuple when tuple.items().stream().allMatch(String.class::isInstance) ->
				tuple.items().stream().map(String.class::cast).collect(Collectors.joining("="));
			default -> null;
		};
	}

}
