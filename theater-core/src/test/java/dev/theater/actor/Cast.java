package dev.theater.actor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import dev.theater.component.Component;
import dev.theater.component.Linker;
import dev.theater.component.wasm.WasmEngine;
import dev.theater.component.wasm.WasmLimits;
import dev.theater.host.HostRegistry;
import dev.theater.host.MessageServerHost;
import dev.theater.host.RuntimeHost;
import dev.theater.host.SupervisorHost;

/**
 * Instances of the puppet whose turns never begin, so that a test can play them: its
 * threads do what a turn would do, with the real objects behind it.
 */
final class Cast implements AutoCloseable {

	private static final StartPlan PLAN = new StartPlan(puppet(), null, Duration.ofSeconds(1), Duration.ofSeconds(1),
			Duration.ofSeconds(1), false, WasmLimits.DEFAULTS, 1 << 20, 1 << 20, Map.of(), Map.of());

	private static final StepExecutor NOTHING = new StepExecutor() {
		@Override
		public void execute(Runnable step) {
		}

		@Override
		public boolean runUntil(CompletableFuture<?> future) {
			return false;
		}

		@Override
		public boolean hangs(Thread guest, long since) {
			return false;
		}
	};

	final ManualClock clock = new ManualClock();

	final Actors actors = new Actors(this.clock, Runnable::run,
			GuestDispatcher.stepped(NOTHING, Duration.ofMillis(20), 1 << 20, this.clock));

	/** An actor that is open for messages. */
	ActorCell actor(String path) {
		ActorCell cell = this.actors.cell(path);
		start(cell, 1);
		return cell;
	}

	static ActorInstance start(ActorCell cell, int incarnation) {
		return start(cell, incarnation, () -> {
		});
	}

	/** A further incarnation of an actor, and what is to happen when it has ended. */
	static ActorInstance start(ActorCell cell, int incarnation, Runnable onEnd) {
		cell.start(incarnation, PLAN, new NoticeBoard((notice) -> {
		}, (notice) -> {
		}), new IncarnationListener() {
			@Override
			public void initialised(ActorId id, int number) {
			}

			@Override
			public void ended(ActorId id, int number, ExitReason reason) {
				onEnd.run();
			}
		});
		cell.open();
		return Objects.requireNonNull(cell.instance());
	}

	long dead(String reason) {
		return this.actors.counters.value("theater.messages.dead", "reason", reason);
	}

	@Override
	public void close() {
		this.actors.close();
	}

	/** The component itself; its imports are never called. */
	private static ActorComponent puppet() {
		try (InputStream in = Cast.class.getResourceAsStream("/guests/puppet.wasm")) {
			Component component = Component.load(WasmEngine.builder(WasmEngine.Mode.INTERPRETER).build(),
					Objects.requireNonNull(in).readAllBytes());
			HostRegistry hosts = new HostRegistry(List.of(new RuntimeHost(), new SupervisorHost((id) -> {
				throw new IllegalStateException("nobody calls this");
			}), new MessageServerHost(new Messenger(new Actors(new ManualClock(), Runnable::run).environment))));
			return new ActorComponent("sha256:puppet",
					new Linker().with(hosts.interfaces(hosts.names())).link(component));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
