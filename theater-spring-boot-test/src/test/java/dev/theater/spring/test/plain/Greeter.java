package dev.theater.spring.test.plain;

import dev.theater.host.HostFunctions;
import dev.theater.host.HostHandler;

import org.springframework.stereotype.Component;

/** Is taken. */
@Component
class Greeter implements HostHandler {

	@Override
	public String name() {
		return "greeter";
	}

	@Override
	public void setUpHostFunctions(HostFunctions functions) {
		// has none
	}

}
