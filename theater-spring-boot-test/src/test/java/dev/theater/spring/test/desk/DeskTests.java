package dev.theater.spring.test.desk;

import dev.theater.spring.test.TheaterTest;
import dev.theater.test.Scenario;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@TheaterTest
class DeskTests {

	@Test
	void workersComeBack(Scenario scenario) {
		scenario.at("desk/flaky").send("one").send("crash").awaitIncarnation(2).andVerifyState("1");
	}

	@Test
	void workersDoNotWorryTheDesk(Scenario scenario) {
		scenario.at("desk/flaky").send("crash").awaitIncarnation(2);
		assertThat(scenario.at("desk").request("report")).isEqualTo("failed=0 ended=0 stopped=0");
	}

}
