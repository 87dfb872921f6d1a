package dev.theater.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.theater.test.ManualClock;
import dev.theater.test.ManualDispatch;
import dev.theater.test.Scenario;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.PropertyMapping;

/**
 * Gives a test with a runtime in its context, such as a {@code @SpringBootTest}, a
 * {@link Scenario} and {@link Chains}, as beans and as parameters. They belong to the
 * application's own runtime, which lives as long as the context, and so do its actors
 * from one test method to the next.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(ScenarioParameters.class)
@PropertyMapping("theater.test")
@ImportAutoConfiguration
public @interface AutoConfigureScenario {

	/**
	 * Whether the runtime runs on threads with the machine's clock, as in an application.
	 * If not, time and order are the test's: there is a {@link ManualClock} and a
	 * {@link ManualDispatch} too, and nothing runs but when the test awaits it.
	 */
	boolean onThreads() default true;

}
