package dev.theater.spring.test.plain;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorMessaging;
import dev.theater.runtime.TheaterListener;
import dev.theater.spring.test.TheaterTest;
import dev.theater.supervisor.SupervisorEvent;
import dev.theater.test.Puppet;
import dev.theater.test.Scenario;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.isA;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

/** Mocks are what they are without the slice. */
@TheaterTest
class MocksTests {

	@MockitoBean
	TheaterListener listener;

	@MockitoBean
	ActorMessaging messaging;

	@BeforeEach
	void hearsNothingOfAnEarlierTestsEnd() {
		verify(this.listener, never()).onEvent(isA(SupervisorEvent.Stopped.class));
	}

	@RepeatedTest(2)
	void hearsOfItsOwn(Scenario scenario) {
		scenario.supervisor().stopChild(scenario.spawn(Puppet.MANIFEST).id());
		scenario.settle();
		verify(this.listener).onEvent(isA(SupervisorEvent.Stopped.class));
	}

	@RepeatedTest(2)
	void mayMockTheRuntimesInterfaces(@Autowired ApplicationContext context) {
		ActorId nobody = ActorId.random();
		context.getBean(ActorMessaging.class).send(nobody, new byte[0]);
		verify(this.messaging).send(nobody, new byte[0]);
		assertThat(context.getBeansOfType(ActorMessaging.class)).hasSize(1);
	}

}
