package dev.theater.spring.test.plain;

import dev.theater.chain.EventStore;
import dev.theater.chain.InMemoryEventStore;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Has one of everything that a slice takes or leaves. */
@SpringBootApplication
class PlainApplication {

	@Bean
	EventStore store() {
		return new InMemoryEventStore(256, 1 << 20);
	}

}
