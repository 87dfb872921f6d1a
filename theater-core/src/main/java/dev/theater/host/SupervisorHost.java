package dev.theater.host;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.theater.actor.ActorCell;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorInstance;
import dev.theater.actor.ExitReason;
import dev.theater.actor.GuestExport;
import dev.theater.chain.ChainEvent;
import dev.theater.chain.EventHash;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ListType;
import dev.theater.component.type.RecordValue;
import dev.theater.component.type.ResultValue;
import dev.theater.component.type.TupleType;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.Supervisor;
import dev.theater.supervisor.SupervisorException;
import dev.theater.supervisor.TheaterCommand;

/**
 * {@code theater:simple/supervisor}: a guest as the supervisor of its own children, and
 * of nobody else's.
 */
public final class SupervisorHost implements BuiltInHandler {

	private static final String INTERFACE = "theater:simple/supervisor";

	/** Whether a guest may spawn from a manifest's text. */
	private static final GrantKey<Boolean> INLINE_MANIFESTS = GrantKey.flag("inline_manifests");

	private final Function<ActorId, Supervisor> supervisors;

	/**
	 * @param supervisors finds an actor as a supervisor
	 */
	public SupervisorHost(Function<ActorId, Supervisor> supervisors) {
		this.supervisors = supervisors;
	}

	@Override
	public String name() {
		return "supervisor";
	}

	@Override
	public GrantKeys grantKeys() {
		return GrantKeys.of(INLINE_MANIFESTS);
	}

	@Override
	public void setUpHostFunctions(HostFunctions functions) {
		FunctionType.Param manifest = FunctionType.param("manifest", TheaterWit.STRING);
		FunctionType.Param child = FunctionType.param("child-id", TheaterWit.STRING);
		functions.type(INTERFACE, "chain-event", TheaterWit.CHAIN_EVENT)
			.function(INTERFACE, "spawn",
					FunctionType.of(TheaterWit.result(TheaterWit.STRING), manifest,
							FunctionType.param("init-bytes", TheaterWit.OPTIONAL_BYTES)),
					this::spawn)
			.function(INTERFACE, "resume",
					FunctionType.of(TheaterWit.result(TheaterWit.STRING), manifest,
							FunctionType.param("init-state", TheaterWit.OPTIONAL_BYTES)),
					this::resume)
			.function(INTERFACE, "list-children", FunctionType.of(new ListType(TheaterWit.STRING)), this::listChildren)
			.function(INTERFACE, "stop-child", FunctionType.of(TheaterWit.DONE, child), this::stopChild)
			.function(INTERFACE, "restart-child", FunctionType.of(TheaterWit.DONE, child), this::restartChild)
			.function(INTERFACE, "get-child-state",
					FunctionType.of(TheaterWit.result(TheaterWit.OPTIONAL_BYTES), child), this::getChildState)
			.function(INTERFACE, "get-child-events",
					FunctionType.of(TheaterWit.result(new ListType(TheaterWit.CHAIN_EVENT)), child),
					this::getChildEvents);
	}

	@Override
	public void addExportFunctions(ExportFunctions functions) {
		declare(functions, GuestExport.HANDLE_CHILD_ERROR, TupleType.of(TheaterWit.STRING, TheaterWit.ACTOR_ERROR));
		declare(functions, GuestExport.HANDLE_CHILD_EXIT, TupleType.of(TheaterWit.STRING, TheaterWit.OPTIONAL_BYTES));
		declare(functions, GuestExport.HANDLE_CHILD_EXTERNAL_STOP, TupleType.of(TheaterWit.STRING));
	}

	private static void declare(ExportFunctions functions, GuestExport export, TupleType params) {
		functions.function(export.interfaceName(), export.function(), TheaterWit.handler(params, null));
	}

	private Object spawn(HostCall call, Object[] arguments) {
		ActorSpec spec = spec(call, (String) arguments[0]);
		byte[] init = (byte[]) ((Optional<?>) arguments[1]).orElse(null);
		TheaterCommand.Spawn command = new TheaterCommand.Spawn((init != null) ? spec.init(init) : spec, true);
		return ResultValue.ok(await(call, command).toString());
	}

	private Object resume(HostCall call, Object[] arguments) {
		byte[] state = (byte[]) ((Optional<?>) arguments[1]).orElse(null);
		TheaterCommand.Resume command = new TheaterCommand.Resume(spec(call, (String) arguments[0]), state, true);
		return ResultValue.ok(await(call, command).toString());
	}

	/** Not begun at all when there is no thread left to wait on. */
	private ActorId await(HostCall call, TheaterCommand<ActorId> command) {
		Supervisor supervisor = supervisor(call);
		ActorInstance instance = GuestHostCall.instanceOf(call);
		return instance.waits().forStart(() -> supervisor.submit(command, instance::alive));
	}

	private static ActorSpec spec(HostCall call, String manifest) {
		if (manifest.indexOf('\n') < 0) {
			return ActorSpec.manifest(manifest);
		}
		if (!call.grant(INLINE_MANIFESTS)) {
			throw new HandlerErrorException(SupervisorException.Reason.LOAD,
					"a manifest's name is wanted, not its text; to spawn from text the caller's manifest must say "
							+ "inline_manifests = true in [[handler]] type = \"supervisor\"");
		}
		return ActorSpec.inline(manifest);
	}

	private Object listChildren(HostCall call, Object[] arguments) {
		List<ActorId> children = call.await(supervisor(call).submit(new TheaterCommand.ListChildren()));
		return children.stream().map(ActorId::toString).toList();
	}

	private Object stopChild(HostCall call, Object[] arguments) {
		ActorId child = ActorId.of((String) arguments[0]);
		Supervisor supervisor = supervisor(call);
		awaitEnd(call, supervisor, child, new TheaterCommand.StopChild(child, ExitReason.StoppedBy.PARENT));
		return ResultValue.ok();
	}

	private Object restartChild(HostCall call, Object[] arguments) {
		ActorId child = ActorId.of((String) arguments[0]);
		Supervisor supervisor = supervisor(call);
		awaitEnd(call, supervisor, child, new TheaterCommand.RestartChild(child, false));
		return ResultValue.ok();
	}

	private static void awaitEnd(HostCall call, Supervisor supervisor, ActorId child, TheaterCommand<ActorId> command) {
		ActorInstance instance = GuestHostCall.instanceOf(call);
		Supplier<CompletionStage<ActorId>> begin = () -> supervisor.submit(command, instance::alive);
		ActorCell cell = supervisor.childCell(child);
		if (cell != null) {
			instance.waits().forEndOf(cell, begin);
		}
		else {
			instance.waits().forBegun(begin);
		}
	}

	private Object getChildState(HostCall call, Object[] arguments) {
		ActorId child = ActorId.of((String) arguments[0]);
		return ResultValue.ok(call.await(supervisor(call).submit(new TheaterCommand.GetChildState(child))));
	}

	private Object getChildEvents(HostCall call, Object[] arguments) {
		ActorId child = ActorId.of((String) arguments[0]);
		List<ChainEvent> events = call.await(supervisor(call).submit(new TheaterCommand.GetChildEvents(child)));
		return ResultValue.ok(events.stream().map(SupervisorHost::chainEvent).toList());
	}

	/** Timestamps are rounded to seconds, so that no guest gets a clock this way. */
	private static Object chainEvent(ChainEvent event) {
		return RecordValue.of("hash", event.hash().bytes(), "parent-hash", event.parentHash().map(EventHash::bytes),
				"event-type", event.eventType(), "data", event.data(), "timestamp",
				BigInteger.valueOf(event.timestamp().getEpochSecond() * 1000));
	}

	private Supervisor supervisor(HostCall call) {
		return this.supervisors.apply(call.caller());
	}

}
