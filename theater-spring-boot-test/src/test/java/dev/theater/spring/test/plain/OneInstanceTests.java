package dev.theater.spring.test.plain;

import java.util.HashSet;
import java.util.Set;

import dev.theater.runtime.TheaterRuntime;
import dev.theater.spring.test.TheaterTest;
import dev.theater.test.Scenario;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** An instance that lives through all tests gets its fields anew. */
@TheaterTest
@TestInstance(Lifecycle.PER_CLASS)
class OneInstanceTests {

	private final Set<TheaterRuntime> before = new HashSet<>();

	@Autowired
	Scenario field;

	@RepeatedTest(3)
	void hasFieldsOfTheTest(Scenario parameter) {
		assertThat(this.field).isSameAs(parameter);
		assertThat(this.before.add(this.field.runtime())).isTrue();
		this.field.at("desk/flaky").send("crash").awaitIncarnation(2);
	}

}
