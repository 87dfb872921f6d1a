package dev.theater.runtime;

import java.util.List;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.TurnInterceptor;
import dev.theater.chain.InMemoryEventStore;
import dev.theater.host.HostFunctions;
import dev.theater.host.HostHandler;
import dev.theater.supervisor.SupervisorException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What guests do to others and to the host by what they say and ask for. */
class HostileGuestTests extends OnStage {

	private static final int LARGE = 6 << 20;

	@BeforeEach
	void manifests() {
		this.stage.puppet("worker", "").puppet("decides", "");
	}

	private static String x(int length) {
		return "x".repeat(length);
	}

	@Test
	void anIdThatWouldBeCutWithinACharacterIsAnErrorAndNoFailure() {
		ActorId puppet = this.stage.spawn("worker", "1");
		String id = x(59) + "\ud83d\ude00" + x(5);
		for (String command : List.of("stop ", "restart ", "state ", "events ", "cancel ")) {
			assertThat(err(puppet, command + id)).as(command).isNotEmpty();
		}
		assertThat(err(puppet, "send " + id + " m")).contains("Invalid child ID");
		assertThat(node(puppet).incarnation()).isEqualTo(1);
	}

	@Test
	void theErrorOfAChildIsBoundedBeforeItReachesItsParent() {
		ActorId parent = this.stage.spawn("decides", "log");
		ActorId child = spawn(parent, "worker", "");
		this.stage.send(child, "err " + x(LARGE));
		awaitGone(child);
		assertThat(node(parent).incarnation()).isEqualTo(1);
		assertThat(state(parent)).startsWith("log\nerror " + child).hasSizeLessThan(10_000);
	}

	@Test
	void theErrorOfAParkedActorIsKeptInShort() {
		ActorId actor = this.stage.spawn("worker", "1");
		for (int i = 1; i <= 3; i++) {
			this.stage.send(actor, "err " + x(LARGE));
			awaitIncarnation(actor, i + 1);
		}
		this.stage.send(actor, "err " + x(LARGE));
		awaitStatus(actor, ActorStatus.FAILED);
		assertThat(node(actor).lastFailure().orElseThrow().reason().describe()).hasSizeLessThan(10_000);
	}

	@Test
	void noErrorTellsAGuestWhereManifestsLie() {
		ActorId puppet = this.stage.spawn("worker", "1");
		for (String manifest : List.of("missing.toml", "../worker.toml", "/etc/passwd", "file:worker.toml")) {
			assertThat(err(puppet, "spawn " + manifest)).contains("a configured location")
				.doesNotContain(this.directory.toString());
		}
	}

	@Test
	void anInitialStateIsNoLargerThanAState() {
		this.stage.puppet("small", "[limits]\nmax_state = \"1KB\"\n");
		assertThatThrownBy(() -> this.stage.spawn("small", "init=list " + x(2000)))
			.isInstanceOf(SupervisorException.class)
			.hasMessageContaining("max_state");
		ActorId parent = this.stage.spawn("decides", "log");
		assertThat(err(parent, "spawn small.toml init=list " + x(2000))).contains("max_state");
		assertThat(err(parent, "resume small.toml init=list " + x(2000))).contains("max_state");
		assertThat(this.stage.runtime().actorCount()).isEqualTo(1);
	}

	@Test
	void answersARequestThoughAnInterceptorThrowsAnError() {
		TurnInterceptor broken = (operation) -> {
			if (operation.function().equals("handle-request")) {
				throw new NoClassDefFoundError("on purpose");
			}
			return (outcome, failure) -> {
			};
		};
		reopen((builder) -> builder.interceptor(broken));
		this.stage.puppet("worker", "");
		ActorId actor = this.stage.spawn("worker", "1");
		assertThat(this.stage.request(actor, "get")).isEqualTo("1");
	}

	@Test
	void aChildThatAGuestStartsHasNoOtherKeysOfAnApplicationsHandlerThanItsParent() {
		HostHandler handler = new HostHandler() {
			@Override
			public String name() {
				return "files";
			}

			@Override
			public void setUpHostFunctions(HostFunctions functions) {
			}
		};
		reopen((builder) -> builder.hostHandler(handler));
		this.stage.puppet("narrow", "[[handler]]\ntype = \"files\"\nroot = \"mine\"\n")
			.puppet("same", "[[handler]]\ntype = \"files\"\nroot = \"mine\"\n")
			.puppet("other", "[[handler]]\ntype = \"files\"\nroot = \"/\"\n")
			.puppet("open", "[[handler]]\ntype = \"files\"\n");
		ActorId parent = this.stage.spawn("narrow", "1");
		spawn(parent, "same", "");
		assertThat(err(parent, "spawn other.toml")).contains("files").contains("root");
		assertThat(err(parent, "spawn open.toml")).contains("files").contains("root");
	}

	@Test
	void nothingRemainsOfThoseThatLived() {
		InMemoryEventStore store = new InMemoryEventStore(256, 64L << 20);
		reopen((builder) -> builder.eventStore(store));
		this.stage.puppet("worker", "").puppet("temporary", "[lifecycle]\nrestart = \"temporary\"\n");
		ActorId parent = this.stage.spawn("worker", "1");
		for (int i = 0; i < 100; i++) {
			ok(parent, "stop " + spawn(parent, "worker", ""));
			err(parent, "spawn worker.toml init=trap");
			err(parent, "spawn missing.toml");
			this.stage.send(spawn(parent, "temporary", ""), "trap");
			this.stage.send(spawn(parent, "temporary", ""), "shutdown");
		}
		await().until(() -> children(parent).isEmpty() && this.stage.cells() == 1);
		await().until(() -> store.actorCount() == 2);
		assertVerifies(parent);
	}

}
