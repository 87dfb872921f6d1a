package dev.theater.spring.test.plain;

import dev.theater.runtime.TheaterListener;
import dev.theater.supervisor.SupervisorEvent;

import org.springframework.stereotype.Component;

/** Is taken. */
@Component
class Listener implements TheaterListener {

	@Override
	public void onEvent(SupervisorEvent event) {
		// not interested
	}

}
