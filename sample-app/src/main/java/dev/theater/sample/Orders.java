package dev.theater.sample;

/** The WIT interface {@code acme:shop/orders} in Java: a method for each function. */
interface Orders {

	/**
	 * @throws RuntimeException becomes the error that the agent gets
	 */
	Receipt place(Order order);

	/** The record {@code order}. */
	record Order(String article, int quantity) {
	}

	/** The record {@code receipt}. */
	record Receipt(long number, long cents) {
	}

}
