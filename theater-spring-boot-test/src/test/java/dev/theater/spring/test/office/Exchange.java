package dev.theater.spring.test.office;

import org.springframework.stereotype.Service;

/** Knows rates. */
@Service
class Exchange {

	String rate(String currency) {
		return currency.equals("EUR") ? "1.00" : "unknown";
	}

}
