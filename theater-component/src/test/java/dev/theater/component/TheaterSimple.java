package dev.theater.component;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.theater.component.type.EnumType;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ListType;
import dev.theater.component.type.OptionType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.RecordType;
import dev.theater.component.type.ResultType;
import dev.theater.component.type.TupleType;
import dev.theater.component.type.ValueType;

import static dev.theater.component.type.FunctionType.param;
import static dev.theater.component.type.RecordType.field;

/** The whole of ../shared/actors/wit/theater.wit, declared as a host would declare it. */
public final class TheaterSimple {

	static final String NAMESPACE = "theater:simple/";

	static final ValueType TEXT = PrimitiveType.STRING;

	static final ValueType BYTES = new ListType(PrimitiveType.U8);

	static final ValueType MAYBE_BYTES = new OptionType(BYTES);

	static final ValueType CHANNEL_ACCEPT = RecordType.of(field("accepted", PrimitiveType.BOOL),
			field("message", MAYBE_BYTES));

	static final ValueType EVENT = RecordType.of(field("event-type", TEXT),
			field("parent", new OptionType(PrimitiveType.U64)), field("data", BYTES));

	static final ValueType META_EVENT = RecordType.of(field("hash", PrimitiveType.U64), field("event", EVENT));

	static final ValueType CHAIN = RecordType.of(field("events", new ListType(META_EVENT)));

	static final ValueType CHAIN_EVENT = RecordType.of(field("hash", BYTES), field("parent-hash", MAYBE_BYTES),
			field("event-type", TEXT), field("data", BYTES), field("timestamp", PrimitiveType.U64));

	static final ValueType ERROR_TYPE = EnumType.of("operation-timeout", "channel-closed", "shutting-down",
			"function-not-found", "type-mismatch", "internal", "serialization-error", "update-component-error",
			"paused");

	static final ValueType ACTOR_ERROR = RecordType.of(field("error-type", ERROR_TYPE), field("data", MAYBE_BYTES));

	private static final ValueType UNIT_RESULT = new ResultType(null, TEXT);

	private static final ValueType TEXT_RESULT = new ResultType(TEXT, TEXT);

	private TheaterSimple() {
	}

	/** Answers calls of host functions, named without the namespace. */
	@FunctionalInterface
	public interface Answers {

		Object answer(HostContext context, String name, FunctionType type, Object[] arguments);

	}

	public static List<HostInterface> interfaces(Answers answers) {
		List<HostInterface> interfaces = new ArrayList<>();
		interfaces.add(HostInterface.builder(NAMESPACE + "types")
			.type("actor-id", TEXT)
			.type("channel-id", TEXT)
			.type("channel-accept", CHANNEL_ACCEPT)
			.type("event", EVENT)
			.type("meta-event", META_EVENT)
			.type("chain", CHAIN)
			.type("chain-event", CHAIN_EVENT)
			.type("wit-error-type", ERROR_TYPE)
			.type("wit-actor-error", ACTOR_ERROR)
			.build());
		interfaces.add(add("runtime", answers, runtime()).type("chain", CHAIN).type("actor-id", TEXT).build());
		interfaces.add(add("message-server-host", answers, messages()).type("actor-id", TEXT)
			.type("channel-id", TEXT)
			.build());
		interfaces.add(add("supervisor", answers, supervisor()).type("chain-event", CHAIN_EVENT).build());
		return interfaces;
	}

	public static World world(List<HostInterface> interfaces) {
		World.Builder world = World.builder().imports(interfaces);
		exports().forEach((name, functions) -> functions
			.forEach((function, type) -> world.export(NAMESPACE + name, function, type)));
		return world.build();
	}

	/** What actors export, by interface and function. */
	static Map<String, Map<String, FunctionType>> exports() {
		ValueType channelMessage = handlerResult(null);
		Map<String, FunctionType> messages = new LinkedHashMap<>();
		messages.put("handle-send", handler(channelMessage, BYTES));
		messages.put("handle-request", handler(handlerResult(TupleType.of(MAYBE_BYTES)), TEXT, BYTES));
		messages.put("handle-channel-open", handler(handlerResult(TupleType.of(CHANNEL_ACCEPT)), TEXT, BYTES));
		messages.put("handle-channel-message", handler(channelMessage, TEXT, BYTES));
		messages.put("handle-channel-close", handler(channelMessage, TEXT));
		Map<String, FunctionType> children = new LinkedHashMap<>();
		children.put("handle-child-error", handler(handlerResult(null), TEXT, ACTOR_ERROR));
		children.put("handle-child-exit", handler(handlerResult(null), TEXT, MAYBE_BYTES));
		children.put("handle-child-external-stop", handler(handlerResult(null), TEXT));
		return Map.of("actor", Map.of("init", handler(handlerResult(null), TEXT)), "message-server-client", messages,
				"supervisor-handlers", children);
	}

	private static FunctionType handler(ValueType result, ValueType... params) {
		return FunctionType.of(result, param("state", MAYBE_BYTES), param("params", TupleType.of(params)));
	}

	private static ValueType handlerResult(ValueType more) {
		return new ResultType(more != null ? TupleType.of(MAYBE_BYTES, more) : TupleType.of(MAYBE_BYTES), TEXT);
	}

	private static Map<String, FunctionType> runtime() {
		Map<String, FunctionType> functions = new LinkedHashMap<>();
		functions.put("log", FunctionType.of(null, param("msg", TEXT)));
		functions.put("get-chain", FunctionType.of(CHAIN));
		functions.put("shutdown", FunctionType.of(UNIT_RESULT, param("data", MAYBE_BYTES)));
		return functions;
	}

	private static Map<String, FunctionType> messages() {
		Map<String, FunctionType> functions = new LinkedHashMap<>();
		functions.put("send", FunctionType.of(UNIT_RESULT, param("actor-id", TEXT), param("msg", BYTES)));
		functions.put("request",
				FunctionType.of(new ResultType(BYTES, TEXT), param("actor-id", TEXT), param("msg", BYTES)));
		functions.put("open-channel",
				FunctionType.of(TEXT_RESULT, param("actor-id", TEXT), param("initial-msg", BYTES)));
		functions.put("send-on-channel", FunctionType.of(UNIT_RESULT, param("channel-id", TEXT), param("msg", BYTES)));
		functions.put("close-channel", FunctionType.of(UNIT_RESULT, param("channel-id", TEXT)));
		functions.put("list-outstanding-requests", FunctionType.of(new ListType(TEXT)));
		functions.put("respond-to-request",
				FunctionType.of(UNIT_RESULT, param("request-id", TEXT), param("response", BYTES)));
		functions.put("cancel-request", FunctionType.of(UNIT_RESULT, param("request-id", TEXT)));
		return functions;
	}

	private static Map<String, FunctionType> supervisor() {
		Map<String, FunctionType> functions = new LinkedHashMap<>();
		functions.put("spawn", FunctionType.of(TEXT_RESULT, param("manifest", TEXT), param("init-bytes", MAYBE_BYTES)));
		functions.put("resume",
				FunctionType.of(TEXT_RESULT, param("manifest", TEXT), param("init-state", MAYBE_BYTES)));
		functions.put("list-children", FunctionType.of(new ListType(TEXT)));
		functions.put("stop-child", FunctionType.of(UNIT_RESULT, param("child-id", TEXT)));
		functions.put("restart-child", FunctionType.of(UNIT_RESULT, param("child-id", TEXT)));
		functions.put("get-child-state", FunctionType.of(new ResultType(MAYBE_BYTES, TEXT), param("child-id", TEXT)));
		functions.put("get-child-events",
				FunctionType.of(new ResultType(new ListType(CHAIN_EVENT), TEXT), param("child-id", TEXT)));
		return functions;
	}

	private static HostInterface.Builder add(String name, Answers answers, Map<String, FunctionType> functions) {
		HostInterface.Builder builder = HostInterface.builder(NAMESPACE + name);
		functions.forEach((function, type) -> builder.function(function, type,
				(context, arguments) -> answers.answer(context, name + "." + function, type, arguments)));
		return builder;
	}

}
