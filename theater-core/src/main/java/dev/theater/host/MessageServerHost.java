package dev.theater.host;

import java.util.List;

import dev.theater.actor.ActorCell;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorInstance;
import dev.theater.actor.GuestExport;
import dev.theater.actor.Messenger;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ListType;
import dev.theater.component.type.ResultValue;
import dev.theater.component.type.TupleType;
import dev.theater.component.type.ValueType;

/**
 * {@code theater:simple/message-server-host}: messages, requests and channels between
 * actors.
 */
public final class MessageServerHost implements BuiltInHandler {

	private static final String INTERFACE = "theater:simple/message-server-host";

	private final Messenger messenger;

	public MessageServerHost(Messenger messenger) {
		this.messenger = messenger;
	}

	@Override
	public String name() {
		return "message-server";
	}

	@Override
	public GrantKeys grantKeys() {
		return GrantKeys.of(Recipients.KEY);
	}

	@Override
	public void setUpHostFunctions(HostFunctions functions) {
		FunctionType.Param actor = FunctionType.param("actor-id", TheaterWit.STRING);
		FunctionType.Param message = FunctionType.param("msg", TheaterWit.BYTES);
		FunctionType.Param requestId = FunctionType.param("request-id", TheaterWit.STRING);
		functions.type(INTERFACE, "actor-id", TheaterWit.STRING)
			.type(INTERFACE, "channel-id", TheaterWit.STRING)
			.function(INTERFACE, "send", FunctionType.of(TheaterWit.DONE, actor, message), this::send)
			.function(INTERFACE, "request", FunctionType.of(TheaterWit.result(TheaterWit.BYTES), actor, message),
					this::request)
			.function(INTERFACE, "list-outstanding-requests", FunctionType.of(new ListType(TheaterWit.STRING)),
					this::listOutstanding)
			.function(INTERFACE, "respond-to-request",
					FunctionType.of(TheaterWit.DONE, requestId, FunctionType.param("response", TheaterWit.BYTES)),
					this::respond)
			.function(INTERFACE, "cancel-request", FunctionType.of(TheaterWit.DONE, requestId), this::cancel);
		setUpChannels(functions, actor, message);
	}

	private void setUpChannels(HostFunctions functions, FunctionType.Param actor, FunctionType.Param message) {
		FunctionType.Param channel = FunctionType.param("channel-id", TheaterWit.STRING);
		FunctionType.Param first = FunctionType.param("initial-msg", TheaterWit.BYTES);
		functions
			.function(INTERFACE, "open-channel", FunctionType.of(TheaterWit.result(TheaterWit.STRING), actor, first),
					this::openChannel)
			.function(INTERFACE, "send-on-channel", FunctionType.of(TheaterWit.DONE, channel, message),
					this::sendOnChannel)
			.function(INTERFACE, "close-channel", FunctionType.of(TheaterWit.DONE, channel), this::closeChannel);
	}

	@Override
	public void addExportFunctions(ExportFunctions functions) {
		ValueType bytes = TheaterWit.BYTES;
		declare(functions, GuestExport.HANDLE_SEND, TheaterWit.handler(TupleType.of(bytes), null));
		declare(functions, GuestExport.HANDLE_REQUEST,
				TheaterWit.handler(TupleType.of(TheaterWit.STRING, bytes), TheaterWit.OPTIONAL_BYTES));
		declare(functions, GuestExport.HANDLE_CHANNEL_OPEN,
				TheaterWit.handler(TupleType.of(TheaterWit.STRING, bytes), TheaterWit.CHANNEL_ACCEPT));
		declare(functions, GuestExport.HANDLE_CHANNEL_MESSAGE,
				TheaterWit.handler(TupleType.of(TheaterWit.STRING, bytes), null));
		declare(functions, GuestExport.HANDLE_CHANNEL_CLOSE, TheaterWit.handler(TupleType.of(TheaterWit.STRING), null));
	}

	private static void declare(ExportFunctions functions, GuestExport export, FunctionType type) {
		functions.function(export.interfaceName(), export.function(), type);
	}

	private Object send(HostCall call, Object[] arguments) {
		receiver(call, arguments[0]).send((byte[]) arguments[1], call.headers());
		return ResultValue.ok();
	}

	private Object request(HostCall call, Object[] arguments) {
		ActorInstance caller = GuestHostCall.instanceOf(call);
		ActorCell to = receiver(call, arguments[0]);
		return ResultValue.ok(this.messenger.requestFrom(caller, to, (byte[]) arguments[1]));
	}

	private Object openChannel(HostCall call, Object[] arguments) {
		ActorInstance caller = GuestHostCall.instanceOf(call);
		ActorCell to = receiver(call, arguments[0]);
		return ResultValue.ok(this.messenger.openChannelFrom(caller, to, (byte[]) arguments[1]));
	}

	private Object sendOnChannel(HostCall call, Object[] arguments) {
		GuestHostCall.instanceOf(call).channels().send((String) arguments[0], (byte[]) arguments[1], call.headers());
		return ResultValue.ok();
	}

	private Object closeChannel(HostCall call, Object[] arguments) {
		GuestHostCall.instanceOf(call).channels().close((String) arguments[0]);
		return ResultValue.ok();
	}

	/** Who is not among the sender's recipients is none to it, living or not. */
	private ActorCell receiver(HostCall call, Object id) {
		ActorId to = ActorId.of((String) id);
		Recipients recipients = call.grant(Recipients.KEY);
		if (recipients.isAnybody()) {
			return this.messenger.find(to);
		}
		return this.messenger.find(to, (cell) -> recipients.allow(call.callerPath(), cell.path()))
			.orElseThrow(() -> new IllegalArgumentException(
					"actor " + to + " is not among those that this actor may " + "message; an entry of "
							+ Recipients.KEY.name() + " in [[handler]] type = \"message-server\" of its "
							+ "manifest, by a word such as \"children\" or a path, would allow it"));
	}

	private Object listOutstanding(HostCall call, Object[] arguments) {
		return List.copyOf(GuestHostCall.instanceOf(call).outstanding().ids());
	}

	private Object respond(HostCall call, Object[] arguments) {
		boolean answered = GuestHostCall.instanceOf(call)
			.outstanding()
			.respond((String) arguments[0], (byte[]) arguments[1]);
		return answered ? ResultValue.ok() : unknownRequest(arguments[0]);
	}

	private Object cancel(HostCall call, Object[] arguments) {
		boolean cancelled = GuestHostCall.instanceOf(call).outstanding().cancel((String) arguments[0]);
		return cancelled ? ResultValue.ok() : unknownRequest(arguments[0]);
	}

	private static Object unknownRequest(Object id) {
		return ResultValue
			.err("no outstanding request has the id '" + id + "'; list-outstanding-requests names those that have");
	}

}
