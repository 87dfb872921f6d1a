package dev.theater.supervisor;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import dev.theater.actor.ActorId;
import dev.theater.actor.BlockingCalls;
import dev.theater.actor.ExitReason;
import dev.theater.actor.TurnInterceptor;
import dev.theater.chain.ChainEvent;
import dev.theater.chain.EventPayload;
import org.jspecify.annotations.Nullable;

/** The root supervisor as Java sees it; its operations are noted on the root's chain. */
public final class RootSupervisor implements SupervisorService {

	private static final String TYPE = "theater:simple/supervisor/";

	private final Supervisor root;

	private final Executor callbacks;

	/**
	 * @param callbacks completes the futures of users
	 */
	public RootSupervisor(Supervisor root, Executor callbacks) {
		this.root = root;
		this.callbacks = callbacks;
	}

	@Override
	public ActorId spawn(String manifest) {
		return spawn(ActorSpec.manifest(manifest));
	}

	@Override
	public ActorId spawn(String manifest, byte[] initBytes) {
		return spawn(ActorSpec.manifest(manifest).init(initBytes));
	}

	@Override
	public ActorId spawn(ActorSpec spec) {
		return await(() -> submitSpawn(spec));
	}

	@Override
	public CompletableFuture<ActorId> spawnAsync(ActorSpec spec) {
		BlockingCalls.requireStack();
		CompletableFuture<ActorId> users = new CompletableFuture<>();
		TurnInterceptor.Context asker = ObservedStart.asker(this.root.environment().actors());
		submitSpawn(spec).whenComplete((id, failure) -> handOn(asker, () -> {
			if (failure != null) {
				users.completeExceptionally(unwrap(failure));
			}
			else {
				users.complete(id);
			}
		}));
		return users;
	}

	private void handOn(TurnInterceptor.@Nullable Context asker, Runnable completion) {
		try {
			this.callbacks.execute((asker != null) ? () -> asker.run(completion) : completion);
		}
		catch (RejectedExecutionException ex) {
			// the runtime has been closed, and no thread of its own is left to protect
			// from users
			completion.run();
		}
	}

	private CompletableFuture<ActorId> submitSpawn(ActorSpec spec) {
		EventPayload call = EventPayload.named("SpawnChildCall").with("manifest", spec.manifestName().orElse("inline"));
		spec.init().ifPresent((init) -> call.with("init-bytes", init));
		return noted("spawn", "SpawnChild", call, () -> this.root.submit(new TheaterCommand.Spawn(spec, false)));
	}

	@Override
	public ActorId resume(String manifest, byte[] stateBytes) {
		EventPayload call = EventPayload.named("ResumeChildCall")
			.with("manifest", manifest)
			.with("init-state", stateBytes);
		return await(() -> noted("resume", "ResumeChild", call,
				() -> this.root.submit(new TheaterCommand.Resume(ActorSpec.manifest(manifest), stateBytes, false))));
	}

	@Override
	public List<ActorId> listChildren() {
		return await(() -> this.root.submit(new TheaterCommand.ListChildren()));
	}

	@Override
	public void restartChild(ActorId child) {
		await(() -> noted("restart-child", "RestartChild", call("RestartChildCall", child),
				() -> this.root.submit(new TheaterCommand.RestartChild(child, false))));
	}

	@Override
	public void stopChild(ActorId child) {
		await(() -> noted("stop-child", "StopChild", call("StopChildCall", child),
				() -> this.root.submit(new TheaterCommand.StopChild(child, ExitReason.StoppedBy.PARENT))));
	}

	@Override
	public void deleteChild(ActorId child) {
		await(() -> noted("delete-child", "DeleteChild", call("DeleteChildCall", child),
				() -> this.root.submit(new TheaterCommand.DeleteChild(child))));
	}

	@Override
	public Optional<byte[]> getChildState(ActorId child) {
		return await(() -> this.root.submit(new TheaterCommand.GetChildState(child)));
	}

	@Override
	public List<ChainEvent> getChildEvents(ActorId child) {
		return await(() -> this.root.submit(new TheaterCommand.GetChildEvents(child)));
	}

	private static EventPayload call(String name, ActorId child) {
		return EventPayload.named(name).with("child-id", child.toString());
	}

	/**
	 * Notes the call, before the lane can note what comes of it, and its outcome later.
	 */
	private CompletableFuture<ActorId> noted(String function, String name, EventPayload call,
			Supplier<CompletableFuture<ActorId>> command) {
		this.root.journal().record(TYPE + function, call);
		return command.get().whenComplete((id, failure) -> {
			EventPayload outcome = (failure != null)
					? EventPayload.named(name + "Error").with("error", String.valueOf(unwrap(failure).getMessage()))
					: EventPayload.named(name + "Result").with("value", id.toString());
			this.root.journal().record(TYPE + function, outcome);
			this.root.journal().commit();
		});
	}

	private static Throwable unwrap(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

	private <T> T await(Supplier<CompletableFuture<T>> command) {
		refuseOnLane();
		CompletableFuture<T> answer = BlockingCalls.lend(this.root.environment().lanes()::lend, command);
		return BlockingCalls.await(this.root.environment().actors().dispatcher(), answer);
	}

	/** A step of a supervisor must not wait for supervisors. */
	public static void refuseOnLane() {
		if (Lane.isCurrent()) {
			throw new IllegalStateException(
					"a blocking call into the runtime from one of its own lanes; " + "hand the work to another thread");
		}
	}

	/** The root as a supervisor, for what only the runtime does. */
	public Supervisor supervisor() {
		return this.root;
	}

}
