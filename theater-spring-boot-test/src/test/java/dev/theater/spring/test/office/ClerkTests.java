package dev.theater.spring.test.office;

import dev.theater.spring.test.Chains;
import dev.theater.spring.test.TheaterTest;
import dev.theater.test.Scenario;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

@TheaterTest(properties = "theater.actors.clerk.manifest=clerk.toml")
class ClerkTests {

	@MockitoBean
	Exchange exchange;

	@Test
	void asksTheExchange(Scenario scenario, Chains chains) {
		given(this.exchange.rate("USD")).willReturn("1.08");
		assertThat(scenario.at("clerk").request("USD")).isEqualTo("1.08");
		chains.of("clerk").isValid().containsInOrder("HandleRequestCall", "RateCall", "RateResult");
	}

	@Test
	void isToldWhatTheExchangeDoesNotKnow(Scenario scenario, Chains chains) {
		given(this.exchange.rate("XXX")).willThrow(new IllegalArgumentException("no such currency"));
		assertThat(scenario.at("clerk").request("XXX")).startsWith("no rate: ").contains("no such currency");
		chains.of("clerk").isValid().containsInOrder("RateCall", "RateError", "HandleRequestResult");
	}

}
