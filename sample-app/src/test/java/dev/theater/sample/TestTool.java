package dev.theater.sample;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import dev.theater.component.wit.Wit;
import dev.theater.host.HostCall;
import dev.theater.host.HostFunctions;
import dev.theater.host.HostHandler;

/**
 * The interface {@code acme:shop/orders} with a function as a test wants it.
 *
 * @param <T> the interface in Java
 */
record TestTool<T>(String name, Class<T> type, T orders) implements HostHandler {

	private static final Wit WIT = Wit.builder().file(Path.of("src/main/resources/wit/orders.wit")).build();

	/** A function that is told who calls. */
	interface ToldWhoCalls {

		Orders.Receipt place(HostCall call, Orders.Order order) throws Exception;

	}

	/** A function whose result comes later. */
	interface Later {

		CompletableFuture<Orders.Receipt> place(Orders.Order order);

	}

	static TestTool<ToldWhoCalls> of(ToldWhoCalls orders) {
		return new TestTool<>("orders", ToldWhoCalls.class, orders);
	}

	static TestTool<Later> later(Later orders) {
		return new TestTool<>("orders", Later.class, orders);
	}

	@Override
	public void setUpHostFunctions(HostFunctions functions) {
		functions.wit(WIT, "acme:shop/orders", this.type, this.orders);
	}

}
