package dev.theater.spring.variants;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorMessaging;
import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.supervisor.SupervisorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

/** An application's own test that wants no actors at all. */
@DirtiesContext
@SpringBootTest(classes = MockedBeansTests.Application.class, webEnvironment = WebEnvironment.NONE,
		properties = "theater.enabled=false")
@Timeout(120)
class MocksAloneTests {

	@MockitoBean
	private SupervisorService supervisor;

	@MockitoBean
	private ActorDirectory directory;

	@MockitoBean
	private ActorMessaging messaging;

	@Test
	void hiresThroughTheMockWithoutARuntime(@Autowired MockedBeansTests.Hiring hiring,
			@Autowired ApplicationContext context) {
		ActorId id = ActorId.random();
		given(this.supervisor.spawn("worker.toml")).willReturn(id);
		assertThat(hiring.hire()).isEqualTo(id);
		assertThat(context.getBeanNamesForType(TheaterRuntime.class)).isEmpty();
		assertThat(context.containsBean("theaterLifecycle")).isFalse();
	}

}
