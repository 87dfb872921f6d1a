package dev.theater.spring.variants;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.runtime.ActorDirectory;
import dev.theater.supervisor.SupervisorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.verify;

/** An application's own test, with a mock and a spy in our beans' places. */
@DirtiesContext
@SpringBootTest(webEnvironment = WebEnvironment.NONE, properties = "theater.actors.desk.manifest=desk.toml")
@Timeout(120)
class MockedBeansTests {

	@MockitoBean
	private SupervisorService supervisor;

	@MockitoSpyBean
	private ActorDirectory directory;

	@Test
	void hiresThroughTheMockBesideActorsThatRun(@Autowired Hiring hiring) {
		ActorId id = ActorId.random();
		given(this.supervisor.spawn("worker.toml")).willReturn(id);
		assertThat(hiring.hire()).isEqualTo(id);
		assertThat(this.directory.find("desk/flaky"))
			.hasValueSatisfying((node) -> assertThat(node.status()).isEqualTo(ActorStatus.RUNNING));
		verify(this.directory).find("desk/flaky");
	}

	/** What an application does with actors. */
	record Hiring(SupervisorService supervisor) {

		ActorId hire() {
			return this.supervisor.spawn("worker.toml");
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Hiring.class)
	static class Application {

	}

}
