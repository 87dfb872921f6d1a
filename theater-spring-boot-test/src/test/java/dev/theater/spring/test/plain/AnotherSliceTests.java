package dev.theater.spring.test.plain;

import dev.theater.spring.test.AutoConfigureScenario;
import dev.theater.spring.test.AutoConfigureTheater;
import dev.theater.test.Puppet;
import dev.theater.test.Scenario;
import org.junit.jupiter.api.RepeatedTest;

import org.springframework.boot.test.autoconfigure.json.JsonTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Actors in a slice of something else, and a puppet as a root actor. */
@JsonTest(properties = "theater.actors.desk.manifest=puppet.toml")
@AutoConfigureTheater
@AutoConfigureScenario(onThreads = false)
class AnotherSliceTests {

	@RepeatedTest(2)
	void hasARuntimeForEachTest(Scenario scenario) {
		assertThat(scenario.at("desk").request(Puppet.add())).isEqualTo("1");
	}

}
