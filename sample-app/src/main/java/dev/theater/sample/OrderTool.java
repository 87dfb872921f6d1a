package dev.theater.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import dev.theater.component.wit.Wit;
import dev.theater.host.HostFunctions;
import dev.theater.host.HostHandler;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** Lets agents order, if their manifest says {@code [[handler]] type = "orders"}. */
@Component
class OrderTool implements HostHandler {

	private final Orders orders;

	private final Wit wit;

	OrderTool(Orders orders, @Value("classpath:wit/orders.wit") Resource wit) throws IOException {
		this.orders = orders;
		this.wit = Wit.parse(wit.getContentAsString(StandardCharsets.UTF_8), "orders.wit");
	}

	@Override
	public String name() {
		return "orders";
	}

	@Override
	public void setUpHostFunctions(HostFunctions functions) {
		functions.wit(this.wit, "acme:shop/orders", Orders.class, this.orders);
	}

}
