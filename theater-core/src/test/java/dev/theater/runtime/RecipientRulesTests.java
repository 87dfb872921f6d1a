package dev.theater.runtime;

import dev.theater.actor.ActorId;
import dev.theater.supervisor.SupervisorException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** {@code recipients}: whom a manifest lets its actor message. */
class RecipientRulesTests extends OnStage {

	private static final String HOST = "theater:simple/message-server-host/";

	@BeforeEach
	void manifests() {
		this.stage.puppet("open", "");
	}

	private RecipientRulesTests manifest(String name, String recipients) {
		this.stage.manifest(name, "puppet",
				grants("runtime", "supervisor", "message-server") + "recipients = " + recipients + "\n");
		return this;
	}

	private static String denied(ActorId to) {
		return "actor " + to + " is not among those that this actor may message; an entry of recipients in "
				+ "[[handler]] type = \"message-server\" of its manifest, by a word such as \"children\" or a path, "
				+ "would allow it";
	}

	@ParameterizedTest
	@CsvSource({ "send, Send, m", "request, Request, get", "channel, OpenChannel, accept hello" })
	void aCallToAnybodyElseIsAnErrorAndAnEvent(String command, String event, String message) {
		manifest("narrow", "[\"other\"]").manifest("other", "[]");
		ActorId narrow = this.stage.spawn("narrow", "1");
		ActorId other = this.stage.spawn("other", "1");
		ActorId stranger = this.stage.spawn("open", "1");
		long before = events(stranger).size();
		assertThat(err(narrow, command + " " + stranger + " " + message)).isEqualTo(denied(stranger));
		String function = HOST + (command.equals("channel") ? "open-channel" : command);
		assertThat(names(narrow, function)).containsExactly(event + "Call", event + "Error");
		assertThat(text(last(narrow, function))).contains("not among those").contains("recipients");
		assertThat(events(stranger)).as("nothing reached it").hasSize((int) before);
		assertThat(this.stage.counter("theater.mailbox.rejected", "reason", "denied")).isOne();
		assertThat(node(narrow).incarnation()).as("a refusal is no failure").isOne();
		ok(narrow, command + " " + other + " " + message);
		assertVerifies(narrow);
	}

	@Test
	void whetherAnActorExistsIsNotTold() {
		manifest("narrow", "[\"children\"]");
		ActorId narrow = this.stage.spawn("narrow", "1");
		ActorId living = this.stage.spawn("open", "1");
		ActorId stopped = this.stage.spawn("open", "1");
		supervisor().stopChild(stopped);
		ActorId nobody = ActorId.random();
		for (ActorId to : new ActorId[] { living, stopped, nobody, narrow }) {
			for (String command : new String[] { "send %s m", "request %s get", "channel %s accept" }) {
				assertThat(err(narrow, command.formatted(to))).isEqualTo(denied(to));
			}
		}
		assertThat(err(narrow, "send no-id m")).contains("no-id");
		ActorId open = this.stage.spawn("open", "1");
		assertThat(err(open, "send " + nobody + " m")).isEqualTo("there is no actor " + nobody);
	}

	@Test
	void wordsFollowTheTree() {
		manifest("lead", "[\"children\", \"itself\", \"siblings\", \"descendants\", \"parent\"]").manifest("child",
				"[\"siblings\", \"parent\"]");
		ActorId lead = this.stage.spawn("lead", "1");
		ActorId neighbour = this.stage.spawn("open", "1");
		ActorId one = spawn(lead, "child", "1");
		this.stage.manifest("second", "puppet",
				grants("runtime", "supervisor", "message-server") + "recipients = []\n");
		ActorId two = spawn(lead, "second", "1");
		ok(lead, "send " + one + " add");
		ok(lead, "send " + neighbour + " add");
		ok(lead, "send " + lead + " get");
		ok(one, "request " + two + " get");
		ok(one, "send " + lead + " get");
		assertThat(err(one, "send " + one + " get")).isEqualTo(denied(one));
		assertThat(err(one, "send " + neighbour + " get")).isEqualTo(denied(neighbour));
		assertThat(err(two, "send " + one + " get")).isEqualTo(denied(one));
	}

	@Test
	void answeringAndOpenChannelsAreAlwaysAllowed() {
		manifest("narrow", "[]");
		ActorId narrow = this.stage.spawn("narrow", "1");
		ActorId open = this.stage.spawn("open", "1");
		assertThat(ok(open, "request " + narrow + " get")).isEqualTo("1");
		String channel = ok(open, "channel " + narrow + " accept hello");
		ok(narrow, "channel-send " + channel + " news");
		ok(narrow, "channel-close " + channel);
		var answer = this.stage.ask(open, "request " + narrow + " none");
		await().until(() -> !this.stage.request(narrow, "outstanding").equals("ok 0"));
		String request = this.stage.request(narrow, "outstanding").substring("ok 1 ".length());
		ok(narrow, "respond " + request + " late");
		assertThat(finish(answer)).isEqualTo("ok late");
		assertThat(err(narrow, "send " + open + " m")).isEqualTo(denied(open));
	}

	@Test
	void javaMessagesWhomItWants() {
		manifest("narrow", "[]");
		ActorId narrow = this.stage.spawn("narrow", "1");
		this.stage.send(narrow, "add");
		assertThat(this.stage.request(narrow, "get")).isEqualTo("2");
	}

	@Test
	void theListHoldsAfterARestart() {
		manifest("narrow", "[]");
		ActorId narrow = this.stage.spawn("narrow", "1");
		ActorId open = this.stage.spawn("open", "1");
		crashAndAwait(narrow);
		assertThat(err(narrow, "send " + open + " m")).isEqualTo(denied(open));
	}

	// ---- children that a guest starts

	@ParameterizedTest
	@ValueSource(strings = { "[\"siblings\", \"desk/*\"]", "[\"parent\", \"itself\"]", "[]" })
	void aChildOfAGuestMayHaveSomeOfItsParents(String recipients) {
		manifest("lead", "[\"children\", \"desk/*\"]").manifest("child", recipients);
		ActorId lead = this.stage.spawn("lead", "1");
		assertThat(node(spawn(lead, "child", "1")).path()).isEqualTo("lead/child");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "[\"children\"] | [\"children\"]",
			"[\"siblings\", \"**\", \"descendants\"] | [\"**\", \"descendants\"]", "[\"desk/one\"] | [\"desk/one\"]" })
	void aChildOfAGuestHasNoMoreThanItsParent(String recipients, String more) {
		manifest("lead", "[\"children\", \"desk/*\"]").manifest("child", recipients);
		ActorId lead = this.stage.spawn("lead", "1");
		assertThat(err(lead, "spawn child.toml"))
			.isEqualTo("Handler error: child.toml:9:1: handler 'message-server' has " + more
					+ " in recipients; its parent 'lead' has recipients = [\"children\", \"desk/*\"], "
					+ "and a child that a guest starts has no more than that");
		assertThat(err(lead, "resume child.toml")).contains(more + " in recipients");
		assertThat(children(lead)).isEmpty();
		assertThat(this.stage.spawn("child", "1")).as("started by the application").isNotNull();
	}

	@Test
	void aWordOfAChildIsMeasuredByWhomItReaches() {
		manifest("beside", "[\"siblings\"]").manifest("below", "[\"descendants\"]").manifest("child", "[\"children\"]");
		ActorId beside = this.stage.spawn("beside", "1");
		assertThat(err(beside, "spawn beside.toml")).as("a child's siblings are its parent's children")
			.contains("[\"siblings\"] in recipients");
		ActorId below = this.stage.spawn("below", "1");
		assertThat(node(spawn(below, "child", "1")).path()).isEqualTo("below/child");
		assertThat(node(spawn(below, "beside", "1")).path()).isEqualTo("below/beside");
	}

	@Test
	void aChildOfAGuestWithRecipientsMustHaveThemToo() {
		manifest("lead", "[\"children\"]").manifest("none", "[]");
		ActorId lead = this.stage.spawn("lead", "1");
		assertThat(err(lead, "spawn open.toml")).isEqualTo(
				"Handler error: open.toml: handler 'message-server' has no recipients and so may message anybody; "
						+ "its parent 'lead' has recipients = [\"children\"], and a child that a guest starts has no more than that");
		ActorId none = spawn(lead, "none", "");
		assertThat(err(none, "spawn open.toml")).contains("its parent 'none' has recipients = []");
		this.stage.manifest("silent", "counter", "[[handler]]\ntype = \"runtime\"\n");
		assertThat(spawn(none, "silent", "1")).as("without the handler there is nothing to narrow").isNotNull();
	}

	@Test
	void aChildOfAGuestWithoutRecipientsMayHaveThem() {
		manifest("narrow", "[\"parent\"]");
		ActorId open = this.stage.spawn("open", "1");
		ActorId narrow = spawn(open, "narrow", "1");
		ok(narrow, "send " + open + " get");
	}

	// ---- loading

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "true | is true; it must be an array of strings, each",
					"\"children\" | is \"children\"; it must be an array of strings, each",
					"[1] | has the entry 1: it is no string",
					"[\"desk/w*\"] | has the entry \"desk/w*\": * stands for a whole segment",
					"[\"desk//x\"] | has the entry \"desk//x\": it has an empty segment" })
	void aWrongValueIsALoadError(String value, String why) {
		manifest("wrong", value);
		assertThatExceptionOfType(SupervisorException.class).isThrownBy(() -> this.stage.spawn("wrong", "1"))
			.withMessageContaining("wrong.toml:9:1: key 'recipients' in [[handler]] type = \"message-server\" " + why)
			.withMessageContaining("\"desk/*\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "runtime", "supervisor" })
	void otherHandlersDoNotKnowTheKey(String handler) {
		this.stage.manifest("wrong", "puppet", grants(handler) + "recipients = []\n");
		assertThatExceptionOfType(SupervisorException.class).isThrownBy(() -> this.stage.spawn("wrong", "1"))
			.withMessageContaining("unknown key 'recipients' in [[handler]] type = \"" + handler + "\"");
	}

}
