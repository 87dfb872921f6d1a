package dev.theater.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.theater.hostile.Case.Guest;

/**
 * Components that a compiler and the standard tools made of C: those of this module's
 * tests, which do what a message says, and those of the examples. They start, run, and
 * are then told to do harm.
 */
final class RealGuests {

	private static final Path EXAMPLES = Path.of("..", "theater-example-actors", "src", "main", "resources", "actors");

	private final List<Case> cases = new ArrayList<>();

	private RealGuests() {
	}

	static List<Case> all() {
		RealGuests all = new RealGuests();
		all.time();
		all.memory();
		all.lies();
		all.others();
		all.starts();
		all.examples();
		return all.cases;
	}

	private void puppet(String name, String head) {
		this.cases.add(Case.of("real", "puppet-" + name, "good: set good => good\nagain: set again => again\n" + head,
				() -> Bytes.resource("puppet")));
	}

	private void example(String name, String component, String head) {
		Guest guest = () -> {
			try {
				return Files.readAllBytes(EXAMPLES.resolve(component + ".wasm"));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		};
		this.cases.add(Case.of("real", component + "-" + name, head, guest));
	}

	private void time() {
		String impatient = "lifecycle: call_timeout = \"300ms\"\nsays: it ran longer than 300 ms\n";
		puppet("loops", impatient + "send: loop\nfails: timeout handle-send");
		puppet("loops-when-asked",
				impatient + "ask: loop\nanswers: handle-request failed (timeout)\nfails: timeout handle-request");
		puppet("calls-the-host-for-ever", impatient + "send: hostloop\nfails: timeout handle-send");
		puppet("changes-its-state-and-loops", impatient + "send: set-loop never\nfails: timeout handle-send");
		puppet("loops-on-a-channel", impatient + "do: channel {self} accept\ndo: channel-send {0} hang\n"
				+ "fails: timeout handle-channel-message");
		puppet("loops-when-it-is-to-end", "lifecycle: shutdown = \"300ms\"\nsend: send {parent} set busy\n"
				+ "send: loop\nsays: busy\nstops: 1300");
		puppet("recurses", "send: recurse\nfails: trap handle-send\nsays: call stack exhausted");
	}

	private void memory() {
		puppet("grows-until-it-is-refused", """
				limits: memory = "4MB"
				ask: grow 16
				ask: grow 16
				ask: grow 100
				ask: grow 65535
				answers: err grow failed
				lives:
				handler: handle-request
				""");
		puppet("takes-more-than-there-is", """
				limits: memory = "4MB"
				send: bigstate 100000000
				fails: trap handle-send
				""");
		puppet("grows-and-then-takes-more", """
				limits: memory = "4MB"
				ask: grow 40
				answers: ok 1
				send: bigstate 4190000
				fails: trap handle-send
				""");
		puppet("has-a-state-that-is-too-large", """
				limits: max_state = "1KB"
				send: bigstate 1025
				fails: limit handle-send
				says: max_state
				""");
		puppet("is-sent-more-than-it-takes", """
				limits: max_message = "1KB"
				do: send {self} {1MB}
				answers: takes at most 1024
				send: set good
				lives:
				""");
	}

	private void lies() {
		puppet("traps", "send: trap\nfails: trap handle-send\nsays: unreachable");
		puppet("fails", "send: err on purpose\nfails: error handle-send\nsays: on purpose");
		puppet("fails-in-no-words", "send: badutf8\nfails: trap handle-send\nsays: UTF-8");
		puppet("logs-what-is-no-text", "send: badlog\nfails: trap handle-send\nsays: UTF-8");
		puppet("ends-and-traps", "send: shutdown-trap done\nfails: trap handle-send\nsays: unreachable");
		puppet("ends-and-fails", "send: shutdown-err done\nfails: error handle-send\nsays: after shutdown");
		puppet("ends", "send: shutdown done\nends:");
	}

	private void others() {
		puppet("asks-who-asks", """
				do: request {self} request {parent} get
				answers: the wait would close a circle
				lives:
				handler: handle-request
				""");
		puppet("floods-itself", """
				limits: mailbox = 100
				ask: flood {self} 100000
				answers: 100 err the mailbox
				lives:
				state: 100
				handler: handle-request
				""");
		puppet("starts-a-worker-and-traps", """
				send: spawn-trap worker.toml 7
				fails: trap handle-send
				says: unreachable
				""");
		puppet("opens-a-channel-and-traps", """
				send: channel-trap {parent} accept
				fails: trap handle-send
				says: unreachable
				""");
		puppet("opens-channels-without-end", """
				limits: max_channels = 50
				do: spawn worker.toml 7
				ask: channels {0} 100000
				answers: max_channels
				lives:
				handler: handle-request
				""");
		puppet("reaches-for-a-stranger", """
				ask: stop {victim}
				ask: state {victim}
				ask: restart {parent}
				answers: is not a child of this supervisor
				lives:
				handler: handle-request
				""");
	}

	private void starts() {
		puppet("hangs-in-init", "lifecycle: init_timeout = \"300ms\"\ninit: init=hang\nrefused: init failed (timeout)");
		puppet("traps-in-init", "init: init=trap\nrefused: init failed (trap)");
		puppet("fails-in-init", "init: init=err no\nrefused: init failed (error): no");
		puppet("asks-itself-in-init", "init: init=self-request\nlives:\nstate: good");
		puppet("fails-in-every-later-init",
				"init: init=fail 2-9\nsend: trap\noverthrows:\nsays: told to fail this time");
	}

	private void examples() {
		example("is-sent-more-than-its-memory", "echo", """
				limits: memory = "256KB"
				send: {1MB}
				fails: trap handle-send
				says: unreachable
				""");
		example("is-asked-more-than-its-memory", "echo", """
				limits: memory = "256KB"
				ask: {1MB}
				answers: handle-request failed (trap)
				fails: trap handle-request
				says: unreachable
				""");
		String counts = "good: up => 1\nagain: up => 2\nafter: 1\ngrants: runtime message-server\n";
		example("crashes", "flaky", counts + "send: crash\nfails: trap handle-send\nsays: unreachable");
		example("loops", "flaky",
				counts + "lifecycle: call_timeout = \"300ms\"\nsend: loop\nfails: timeout handle-send\n"
						+ "says: it ran longer than 300 ms");
		example("fails-when-asked", "flaky",
				counts + "ask: fail\nanswers: told to fail\nfails: error handle-request\n" + "says: told to fail");
		example("finds-no-number", "counter",
				"grants: runtime message-server\ninit: many\n" + "refused: the state is not a count");
	}

}
