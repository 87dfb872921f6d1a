package dev.theater.sample;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.theater.test.Scenario;
import dev.theater.test.ScenarioActor;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/** The tool as a guest uses it. */
class OrderToolTest {

	private Scenario scenario;

	@BeforeEach
	void open() throws IOException {
		OrderTool tool = new OrderTool(new OrderService(), new ClassPathResource("wit/orders.wit"));
		this.scenario = Scenario
			.stepByStep((builder) -> builder.manifests(Path.of("src/main/resources/actors")).hostHandler(tool));
	}

	@AfterEach
	void close() {
		this.scenario.close();
	}

	@Test
	void aClerkOrdersWhatItIsAskedFor() {
		ScenarioActor clerk = this.scenario.spawn("clerk.toml");
		assertThat(clerk.request("pear 3")).isEqualTo("#1 pear 3 for 180 cents");
		clerk.send("apple 2").andVerifyState("#1 pear 3 for 180 cents\n#2 apple 2 for 90 cents");
	}

	@Test
	void whatTheShopRefusesIsAnAnswer() {
		ScenarioActor clerk = this.scenario.spawn("clerk.toml");
		assertThat(clerk.request("plum 1"))
			.isEqualTo("refused: there is no 'plum' in this shop; there are [apple, pear]");
		clerk.andVerifyState("none");
		assertThat(clerk.node().incarnation()).isOne();
	}

	@Test
	void refusesAQuantityThatIsTooLargeForIt() {
		assertThat(this.scenario.spawn("clerk.toml").request("pear 2147483648")).isEqualTo("refused: parameter order: "
				+ "quantity: 2147483648 is too large here; at most 2147483647 can be taken");
	}

}
