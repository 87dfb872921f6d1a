package dev.theater.model;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import dev.theater.actor.ActorFailedException;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorWatch;
import dev.theater.actor.MessagingException;
import dev.theater.runtime.ActorNode;
import dev.theater.supervisor.SupervisorException;
import dev.theater.supervisor.SupervisorService;
import org.jspecify.annotations.Nullable;

/** One of those who do what they like, in an order that a seed decides. */
final class Player {

	private static final int CROWD = 60;

	private static final List<String> INITS = List.of("", "", "", "", "7", "on-error=restart", "on-error=hang",
			"on-error=trap", "init=err no", "init=trap", "init=shutdown bye", "init=spawn:worker.toml 3",
			"init=spawn:asks.toml", "on-exit=fail");

	private final Playground ground;

	private final String name;

	private final Random random;

	private List<ActorNode> crowd = List.of();

	private int age = Integer.MAX_VALUE;

	private int messages;

	Player(Playground ground, String name, Random random) {
		this.ground = ground;
		this.name = name;
		this.random = random;
	}

	/** What is done with an actor; returns the actor that it was about in the end. */
	private interface Act {

		@Nullable ActorId on(ActorId id) throws InterruptedException;

	}

	void act() {
		look();
		ActorId id = someone();
		int choice = (this.crowd.size() > CROWD) ? 50 : this.random.nextInt(100);
		if (choice < 10) {
			answered("spawn", null, (any) -> supervisor().spawn(manifest(), init().getBytes(StandardCharsets.UTF_8)));
		}
		else if (choice < 13) {
			answered("resume", null, (any) -> supervisor().resume(manifest(), "42".getBytes(StandardCharsets.UTF_8)));
		}
		else if (choice < 27) {
			answered("guest-spawn", null, (any) -> ActorId.of(told(id, (this.random.nextInt(5) == 0)
					? "resume " + manifest() + " 42" : "spawn " + manifest() + " " + init())));
		}
		else if (choice < 32) {
			answered("stop", id, this::operatorStop);
		}
		else if (choice < 39) {
			answered("restart", id, this::operatorRestart);
		}
		else if (choice < 45) {
			onOwnChild();
		}
		else if (choice < 52) {
			ofRoot();
		}
		else if (choice < 56) {
			answered("channel of circles", id, this::circle);
		}
		else if (choice < 68) {
			send(id);
		}
		else if (choice < 74) {
			openChannel(id);
		}
		else if (choice < 80) {
			useChannel();
		}
		else if (choice < 92) {
			request(id);
		}
		else if (choice < 95) {
			watch(id);
		}
		else {
			this.ground.clock.leap(Duration.ofMillis(this.random.nextInt((choice == 99) ? 3_000 : 60)));
		}
	}

	private void look() {
		if (this.age++ > 8) {
			this.crowd = this.ground.runtime.directory().tree().all().toList();
			this.age = 0;
		}
	}

	private ActorId someone() {
		return this.crowd.isEmpty() ? ActorId.random() : this.crowd.get(this.random.nextInt(this.crowd.size())).id();
	}

	private String manifest() {
		List<String> names = this.ground.manifests.names();
		return names.get(this.random.nextInt(names.size())) + ".toml";
	}

	private String init() {
		return INITS.get(this.random.nextInt(INITS.size()));
	}

	private SupervisorService supervisor() {
		return this.ground.runtime.supervisor();
	}

	// ---- answers

	private void answered(String what, @Nullable ActorId id, Act act) {
		long before = this.ground.store.position();
		String asked = this.name + " " + what + " " + id;
		this.ground.asked.add(asked);
		ActorId about = id;
		boolean ok = true;
		try {
			ActorId result = act.on((id != null) ? id : ActorId.random());
			about = (result != null) ? result : id;
		}
		catch (SupervisorException | MessagingException | Refusal ex) {
			ok = false;
		}
		catch (RuntimeException ex) {
			this.ground.wrong.add(asked + ": " + ex);
			ok = false;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		this.ground.asked.remove(asked);
		this.ground.answers
			.add(new Answer(what, (about != null) ? about.uuid() : null, ok, before, this.ground.store.position()));
	}

	/** A guest was told no. */
	@SuppressWarnings("serial")
	private static final class Refusal extends RuntimeException {

		Refusal(String message) {
			super(message, null, false, false);
		}

	}

	/** What a guest answers to a command behind its ok. */
	private String told(ActorId id, String command) throws InterruptedException {
		String answer = ask(id, command);
		if (!answer.startsWith("ok")) {
			throw new Refusal(answer);
		}
		return (answer.length() > 3) ? answer.substring(3) : "";
	}

	private String ask(ActorId id, String command) throws InterruptedException {
		String said = this.ground.hangs(id) ? "loop" : command;
		try {
			// one that does not end is found where nobody is answered any more
			byte[] answer = this.ground.runtime.messaging()
				.request(id, said.getBytes(StandardCharsets.UTF_8), Playground.REQUEST)
				.get();
			return new String(answer, StandardCharsets.UTF_8);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : new IllegalStateException(ex);
		}
	}

	// ---- what operators, applications and parents do

	private @Nullable ActorId operatorStop(ActorId id) {
		this.ground.runtime.directory().stop(id);
		return null;
	}

	private @Nullable ActorId operatorRestart(ActorId id) {
		this.ground.runtime.directory().restart(id);
		return null;
	}

	private void onOwnChild() {
		ActorNode parent = this.crowd.isEmpty() ? null : this.crowd.get(this.random.nextInt(this.crowd.size()));
		if (parent == null || parent.children().isEmpty()) {
			return;
		}
		ActorId child = parent.children().get(this.random.nextInt(parent.children().size())).id();
		boolean stop = this.random.nextBoolean();
		answered(stop ? "guest-stop" : "guest-restart", child, (id) -> {
			told(parent.id(), (stop ? "stop " : "restart ") + id);
			return null;
		});
	}

	private void ofRoot() {
		List<ActorNode> roots = this.crowd.stream().filter((node) -> node.path().indexOf('/') < 0).toList();
		if (roots.isEmpty()) {
			return;
		}
		ActorId root = roots.get(this.random.nextInt(roots.size())).id();
		switch (this.random.nextInt(4)) {
			case 0 -> answered("restart", root, (id) -> {
				supervisor().restartChild(id);
				return null;
			});
			case 1 -> answered("delete", root, (id) -> {
				supervisor().deleteChild(id);
				return null;
			});
			default -> answered("stop", root, (id) -> {
				supervisor().stopChild(id);
				return null;
			});
		}
	}

	// ---- messages

	private String tag() {
		return " #" + this.name + "." + this.messages++;
	}

	private void send(ActorId id) {
		if (this.random.nextInt(25) == 0) {
			// more than any supervisor puts up with, if it comes to all of them
			for (int i = 0; i < 8; i++) {
				send(id, "trap");
			}
			return;
		}
		send(id, List.of("trap", "trap", "err", "err", "shutdown", "set", "set", "spin 1", "add", "loop")
			.get(this.random.nextInt(10)));
	}

	private void send(ActorId id, String command) {
		String said = (this.ground.hangs(id) ? "loop" : command) + tag();
		answered("send", id, (to) -> {
			this.ground.runtime.messaging().send(to, said.getBytes(StandardCharsets.UTF_8));
			return null;
		});
	}

	private void request(ActorId id) {
		String command = List.of("set", "add", "none", "trap", "err", "outstanding", "list", "chain")
			.get(this.random.nextInt(8));
		answered("request", id, (to) -> {
			String answer = ask(to, command);
			if (command.equals("outstanding") && answer.split(" ").length > 2) {
				ask(to, (this.random.nextBoolean() ? "respond " : "cancel ") + answer.split(" ")[2] + " late");
			}
			return null;
		});
	}

	/** Guests that ask one another, in a circle or not. */
	private @Nullable ActorId circle(ActorId id) throws InterruptedException {
		ActorId other = someone();
		String inner = switch (this.random.nextInt(3)) {
			case 0 -> "get";
			case 1 -> "request " + id + " get";
			default -> "request " + someone() + " request " + id + " get";
		};
		told(id, "request " + other + " " + inner);
		return null;
	}

	private void openChannel(ActorId id) {
		answered("open-channel", id, (opener) -> {
			ActorId other = someone();
			String wish = switch (this.random.nextInt(8)) {
				case 0 -> "accept hello";
				case 1 -> "refuse no";
				case 2 -> "ask " + someone() + " none";
				case 3 -> "open " + someone() + " accept";
				case 4 -> "err no";
				default -> "accept";
			};
			String channel = told(opener, "channel " + other + " " + wish);
			this.ground.channels.add(new Playground.Channel(channel, opener, other));
			return null;
		});
	}

	private void useChannel() {
		List<Playground.Channel> channels = this.ground.channels;
		if (channels.isEmpty()) {
			return;
		}
		// mostly one of the newest, whose ends are there still
		Playground.Channel channel = channels
			.get(Math.max(0, channels.size() - 1 - this.random.nextInt(Math.min(12, channels.size()))));
		String command = switch (this.random.nextInt(8)) {
			case 0 -> "channel-close " + channel.id();
			case 1 -> "channel-send " + channel.id() + " close";
			case 2 -> "channel-send " + channel.id() + " reply you";
			case 3 -> "channel-send " + channel.id() + " trap";
			case 4 -> "channel-send " + channel.id() + " err";
			default -> "channel-stream " + channel.id() + " 6";
		};
		answered("use-channel", this.random.nextBoolean() ? channel.opener() : channel.other(), (id) -> {
			ask(id, command);
			return null;
		});
	}

	private void watch(ActorId id) {
		AtomicInteger told = new AtomicInteger();
		ActorWatch watch = this.ground.runtime.messaging().watch(id, (reason) -> told.incrementAndGet());
		if (this.random.nextInt(4) == 0) {
			watch.close();
		}
		else {
			this.ground.watches.add(told);
		}
	}

}
