package dev.theater.spring.variants;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorMessaging;
import dev.theater.actor.ActorStatus;
import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.supervisor.SupervisorService;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.verify;

/** Applications' own tests, which put mocks in our beans' places. */
@Timeout(120)
class MockedBeansTests {

	/** What an application does with the actors. */
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

	@Nested
	@DirtiesContext
	@SpringBootTest(classes = Application.class, webEnvironment = SpringBootTest.WebEnvironment.NONE,
			properties = "theater.actors.desk.manifest=desk.toml")
	class WithActors {

		@MockitoBean
		private SupervisorService supervisor;

		@MockitoSpyBean
		private ActorDirectory directory;

		@Test
		void hireThroughTheMockBesideActorsThatRun(@Autowired Hiring hiring) {
			ActorId id = ActorId.random();
			given(this.supervisor.spawn("worker.toml")).willReturn(id);
			assertThat(hiring.hire()).isEqualTo(id);
			assertThat(this.directory.find("desk/flaky"))
				.hasValueSatisfying((node) -> assertThat(node.status()).isEqualTo(ActorStatus.RUNNING));
			verify(this.directory).find("desk/flaky");
		}

	}

	@Nested
	@DirtiesContext
	@SpringBootTest(classes = Application.class, webEnvironment = SpringBootTest.WebEnvironment.NONE,
			properties = "theater.enabled=false")
	class SwitchedOff {

		@MockitoBean
		private SupervisorService supervisor;

		@MockitoBean
		private ActorDirectory directory;

		@MockitoBean
		private ActorMessaging messaging;

		@Test
		void hireThroughTheMockWithoutAnyActor(@Autowired Hiring hiring, @Autowired ApplicationContext context) {
			ActorId id = ActorId.random();
			given(this.supervisor.spawn("worker.toml")).willReturn(id);
			assertThat(hiring.hire()).isEqualTo(id);
			assertThat(context.getBeanNamesForType(TheaterRuntime.class)).isEmpty();
			assertThat(context.containsBean("theaterLifecycle")).isFalse();
		}

	}

}
