package dev.theater.spring.test.office;

import dev.theater.spring.test.AutoConfigureScenario;
import dev.theater.test.Scenario;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = "theater.actors.clerk.manifest=clerk.toml")
@AutoConfigureScenario
class OfficeTests {

	@Test
	void knowsItsOwnCurrency(Scenario scenario) {
		assertThat(scenario.at("clerk").request("EUR")).isEqualTo("1.00");
	}

}
