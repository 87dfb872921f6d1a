package dev.theater.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorMessaging;
import dev.theater.actor.ActorWatch;
import dev.theater.chain.ChainEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What docs/guide/messages.md shows is what happens. */
class MessageGuideTests extends OnStage {

	private static final Path ROOT = Path.of("..");

	private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);

	private static final Pattern BYTES = Pattern
		.compile("\"(message|msg|initial-msg|response|value|state)\":\"([^\"]+)\"");

	private final Map<String, String> names = new LinkedHashMap<>();

	private static List<String> blocks(String language) {
		return BLOCK.matcher(guide())
			.results()
			.filter((match) -> match.group(1).equals(language))
			.map((match) -> match.group(2).strip())
			.toList();
	}

	private static String guide() {
		return read("docs/guide/messages.md");
	}

	private static String read(String file) {
		try {
			return Files.readString(ROOT.resolve(file));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static String flat(String code) {
		return code.strip().replaceAll("\\s+", " ");
	}

	// ---- traces

	private ActorId play(String name, String manifest) {
		ActorId id = this.stage.spawn(manifest);
		this.names.put(id.toString(), "<" + name + ">");
		return id;
	}

	/**
	 * The events of messages on an actor's chain, with names for ids and text for bytes.
	 */
	private String trace(ActorId actor) {
		StringBuilder trace = new StringBuilder();
		for (ChainEvent event : events(actor)) {
			if (event.eventType().contains("/message-server-") || event.eventType().endsWith("dead-letters")) {
				trace.append(shown(text(event))).append('\n');
			}
		}
		return trace.toString().strip();
	}

	private String shown(String data) {
		String text = BYTES.matcher(data).replaceAll((match) -> {
			String bytes = isBase64(match.group(2)) ? decoded(match.group(2)) : match.group(2);
			return Matcher.quoteReplacement("\"" + match.group(1) + "\":\"" + bytes + "\"");
		});
		for (Map.Entry<String, String> name : this.names.entrySet()) {
			text = text.replace(name.getKey(), name.getValue());
		}
		return text.substring(1, text.length() - 1).replaceFirst("\"(\\w+)\":", "$1 ");
	}

	private static boolean isBase64(String text) {
		try {
			return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8).matches("[\\p{Print}\\n]+");
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static String decoded(String base64) {
		return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8).replace("\n", "\\n");
	}

	private void assertShown(String title, String trace) {
		assertThat(blocks("text")).as("trace of %s", title).contains(trace);
	}

	private void cast() {
		this.stage.puppet("puppet", "");
	}

	// ---- what the page shows

	@Test
	void itsJavaIsInThisTest() {
		String source = flat(read("theater-core/src/test/java/dev/theater/runtime/MessageGuideTests.java"));
		assertThat(blocks("java")).hasSizeGreaterThan(1)
			.allSatisfy((block) -> assertThat(source).contains(flat(block)));
	}

	@Test
	void itsWitIsInTheInterfaces() {
		String wit = flat(read("actors/wit/theater.wit"));
		assertThat(blocks("wit")).hasSizeGreaterThan(1)
			.allSatisfy((block) -> block.lines()
				.filter((line) -> !line.isBlank())
				.forEach((line) -> assertThat(wit).contains(flat(line))));
	}

	@Test
	void itsCIsInThePuppet() {
		String source = flat(read("theater-core/src/test/guests/puppet.c"));
		assertThat(blocks("c")).isNotEmpty().allSatisfy((block) -> assertThat(source).contains(flat(block)));
	}

	@Test
	@SuppressWarnings("try") // as the guide shows it: the watch is only there to be
								// closed
	void sendsAndRequestsFromJava() throws Exception {
		cast();
		ActorMessaging messaging = this.stage.runtime().messaging();
		ActorId desk = this.stage.spawn("puppet", "7");
		messaging.send(desk, "add".getBytes());
		CompletableFuture<byte[]> answer = messaging.request(desk, "get".getBytes(), Duration.ofSeconds(5));
		assertThat(new String(answer.get())).isEqualTo("8");

		try (ActorWatch watch = messaging.watch(desk, (reason) -> System.out.println(reason.describe()))) {
			messaging.send(desk, "set 1".getBytes());
		}
	}

	@Test
	void aDeferredReply() {
		cast();
		ActorId clerk = play("clerk", "puppet");
		ActorId customer = play("customer", "puppet");
		CompletableFuture<String> answer = this.stage.ask(customer, "request " + clerk + " none");
		await().until(() -> !this.stage.request(clerk, "outstanding").equals("ok 0"));
		String request = this.stage.request(clerk, "outstanding").substring("ok 1 ".length());
		this.names.put(request, "<request>");
		long before = events(clerk).size();
		this.stage.send(clerk, "respond " + request + " here you are");
		assertThat(finish(answer)).isEqualTo("ok here you are");
		await().untilAsserted(() -> assertThat(events(clerk).size()).isEqualTo(before + 4));
		assertShown("the customer", calls(trace(customer), "Request"));
		assertShown("the clerk", calls(trace(clerk), "HandleRequestCall.*<request>|RespondToRequest|HandleSend"));
	}

	private static String calls(String trace, String pattern) {
		Pattern wanted = Pattern.compile("^(" + pattern + ")");
		return String.join("\n", trace.lines().filter((line) -> wanted.matcher(line).find()).toList());
	}

	@Test
	void aChannel() {
		cast();
		ActorId reader = play("reader", "puppet");
		ActorId feed = play("feed", "puppet");
		String channel = ok(reader, "channel " + feed + " accept welcome");
		this.names.put(channel, "<channel>");
		ok(feed, "channel-send " + channel + " news");
		ok(reader, "channel-close " + channel);
		await().untilAsserted(() -> assertThat(state(feed)).isEqualTo("closed " + channel));
		assertShown("the reader", calls(trace(reader), "OpenChannel|CloseChannel|HandleChannel"));
		assertShown("the feed", calls(trace(feed), "SendOnChannel|HandleChannel"));
	}

	@Test
	void aCircle() {
		this.stage.puppet("one", "").puppet("two", "");
		ActorId one = play("one", "one");
		ActorId two = play("two", "two");
		String answer = ok(one, "request " + two + " request " + one + " get");
		assertThat(answer).startsWith("err the wait would close a circle");
		assertShown("two", calls(trace(two), "Request"));
	}

	@Test
	void aRecipientThatIsNotAllowed() {
		this.stage.puppet("puppet", "recipients = []\n").puppet("other", "");
		ActorId narrow = play("narrow", "puppet");
		ActorId other = play("other", "other");
		err(narrow, "send " + other + " hello");
		assertShown("narrow", calls(trace(narrow), "SendError"));
	}

	@Test
	void deadLetters() {
		this.stage.puppet("puppet", "").puppet("worker", "");
		ActorId worker = play("worker", "worker");
		for (int i = 0; i < 3; i++) {
			crashAndAwait(worker);
		}
		ActorId holder = play("holder", "puppet");
		this.stage.send(worker, "request " + holder + " none");
		await().until(() -> !this.stage.request(holder, "outstanding").equals("ok 0"));
		this.stage.send(worker, "trap");
		this.stage.send(worker, "add");
		this.stage.send(worker, "add");
		String request = this.stage.request(holder, "outstanding").substring("ok 1 ".length());
		this.stage.request(holder, "respond " + request + " go");
		awaitNode(worker, ActorNode::parked);
		assertThat(this.stage.counter("theater.messages.dead", "reason", "parked")).isEqualTo(2);
		assertShown("the worker", calls(trace(worker), "DeadLetters"));
	}

	@Test
	void itsErrorsAreWhatSendersGet() {
		this.stage.puppet("puppet", "")
			.puppet("small", "[limits]\nmailbox = 1\nmax_message = \"100B\"\nmax_channels = 0\n");
		this.stage.manifest("basic", "basic", grants("runtime"));
		ActorId sender = play("sender", "puppet");
		ActorId small = play("small", "small");
		ActorId basic = play("basic", "basic");
		ActorId nobody = ActorId.random();
		this.names.put(nobody.toString(), "<nobody>");
		ActorId holder = this.stage.spawn("puppet");
		assertError(sender, "send " + nobody + " x");
		assertError(sender, "send " + basic + " x");
		assertError(sender, "send " + small + " " + "x".repeat(101));
		assertError(sender, "channel " + small + " accept");
		assertError(sender, "channel-send no-such-channel x");
		assertError(sender, "respond no-such-request x");
		this.stage.puppet("refusing", "");
		ActorId refusing = play("refusing", "refusing");
		assertError(sender, "channel " + refusing + " refuse not today");
		this.stage.send(small, "request " + holder + " none");
		await().until(() -> !this.stage.request(holder, "outstanding").equals("ok 0"));
		this.stage.send(small, "add");
		assertError(sender, "send " + small + " add");
	}

	private void assertError(ActorId sender, String command) {
		String error = err(sender, command);
		for (Map.Entry<String, String> name : this.names.entrySet()) {
			error = error.replace(name.getKey(), name.getValue());
		}
		assertThat(guide()).as(command).contains(error);
	}

}
