package dev.theater.test;

import java.time.Instant;

import dev.theater.actor.ActorId;
import dev.theater.chain.ChainEvent;
import dev.theater.chain.EventHash;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.theater.test.ChainAssert.assertThatChain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@Timeout(60)
class ChainAssertTests {

	private static final String SEND = "theater:simple/message-server-client/handle-send";

	private static final String INIT = "theater:simple/actor/init";

	private final Scenario scenario = Scenario.stepByStep();

	private ScenarioActor worker;

	@BeforeEach
	void populate() {
		this.worker = this.scenario.spawn("puppet.toml", "1").send("add");
		this.scenario.settle();
	}

	@AfterEach
	void close() {
		this.scenario.close();
	}

	private ChainAssert chain() {
		return assertThatChain(this.scenario.runtime(), this.worker.id());
	}

	@Test
	void acceptsWhatIsSo() {
		chain().isValid()
			.hasTypes("theater:runtime/spawned", INIT, INIT, SEND, SEND)
			.hasNames(SEND, "HandleSendCall", "HandleSendResult")
			.hasNames("no/such/type")
			.hasSteps("Spawned")
			.containsInOrder("Spawned", "InitCall", "HandleSendResult")
			.containsInOrder()
			.doesNotContain("Failed")
			.endsWith(INIT, "{\"InitResult\":{\"state\":\"MQ==\"}}")
			.mentions("puppet.toml");
	}

	@Test
	void refusesWhatIsNotSoAndShowsTheChain() {
		assertRefused(() -> chain().hasTypes(INIT), "the types should be\n  [theater:simple/actor/init]\nbut are\n  [");
		assertRefused(() -> chain().hasNames(SEND, "HandleSendCall"), "names of " + SEND);
		assertRefused(() -> chain().hasSteps("Spawned", "Failed"),
				"the steps should be\n  [Spawned, Failed]\nbut are\n  [Spawned]");
		assertRefused(() -> chain().containsInOrder("InitCall", "Spawned"), "there is no Spawned after InitCall");
		assertRefused(() -> chain().containsInOrder("Failed"), "but there is no Failed\n");
		assertRefused(() -> chain().containsInOrder("InitCall", "InitCall"), "there is no InitCall after InitCall");
		assertRefused(() -> chain().doesNotContain("Spawned"), "should not contain Spawned");
		assertRefused(() -> chain().endsWith(INIT, "{}"),
				"should be\n  {}\nbut is\n  {\"InitResult\":{\"state\":\"MQ==\"}}");
		assertRefused(() -> chain().endsWith("no/such/type", "{}"), "should contain an event of type no/such/type");
		assertRefused(() -> chain().mentions("nobody"), "should mention nobody");
	}

	private void assertRefused(ThrowingCallable assertion, String problem) {
		AssertionError error = catchThrowableOfType(AssertionError.class, assertion);
		assertThat(error).hasMessageStartingWith("chain of puppet (" + this.worker.id() + "): ")
			.hasMessageContaining(problem)
			.hasMessageContaining("the chain, oldest first:\n    0 ")
			.hasMessageContaining(" " + INIT + " {\"InitCall\":{\"incarnation\":1,\"state\":\"MQ==\"}}");
	}

	@Test
	void refusesTheChainOfNobody() {
		ActorId nobody = ActorId.random();
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThatChain(this.scenario.runtime(), nobody).isValid())
			.withMessageContaining("chain of " + nobody + ": there is no such actor")
			.withMessageContaining("(empty)");
	}

	@Test
	void refusesAnEventWithoutAName() {
		ChainEvent event = ChainEvent.of(EventHash.parse("ab".repeat(32)), null, 0, "some/type", "[]".getBytes(),
				Instant.EPOCH);
		assertThatIllegalArgumentException().isThrownBy(() -> ChainAssert.nameOf(event))
			.withMessageContaining("is []; it should be a JSON object");
	}

}
