package dev.theater.spring.test.desk;

import dev.theater.spring.test.TheaterTest;
import dev.theater.test.Scenario;
import org.junit.jupiter.api.Test;

@TheaterTest(onThreads = true)
class DeskOnThreadsTests {

	@Test
	void workersComeBack(Scenario scenario) {
		scenario.at("desk/flaky").send("crash").awaitIncarnation(2);
	}

}
