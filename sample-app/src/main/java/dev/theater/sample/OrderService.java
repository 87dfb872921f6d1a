package dev.theater.sample;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.stereotype.Service;

/** Takes orders. It knows nothing of actors. */
@Service
class OrderService implements Orders {

	private static final Map<String, Long> CENTS = new TreeMap<>(Map.of("apple", 45L, "pear", 60L));

	private final AtomicLong orders = new AtomicLong();

	@Override
	public Receipt place(Order order) {
		Long cents = CENTS.get(order.article());
		if (cents == null) {
			throw new IllegalArgumentException(
					"there is no '" + order.article() + "' in this shop; there are " + CENTS.keySet());
		}
		return new Receipt(this.orders.incrementAndGet(), cents * order.quantity());
	}

}
