package dev.theater.spring.test.office;

import dev.theater.spring.test.TheaterTest;
import dev.theater.test.Scenario;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.bean.override.mockito.MockitoBean;

@TheaterTest(onThreads = true)
class DeskOnThreadsTests {

	@MockitoBean
	Exchange exchange;

	@Test
	void workersComeBack(Scenario scenario) {
		scenario.at("desk/flaky").send("crash").awaitIncarnation(2);
	}

}
