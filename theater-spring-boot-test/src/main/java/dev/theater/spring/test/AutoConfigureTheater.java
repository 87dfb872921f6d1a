package dev.theater.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.theater.actor.ActorMessaging;
import dev.theater.chain.EventStore;
import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.supervisor.SupervisorService;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Adds the runtime to a slice of the application, a new one for each test method, as
 * {@link TheaterTest @TheaterTest} does.
 *
 * <p>
 * Beans that have {@link SupervisorService}, {@link ActorDirectory} or
 * {@link ActorMessaging} injected always reach the runtime of the test. Those that have
 * {@link TheaterRuntime} or an {@link EventStore} keep the first, and so need an
 * {@code ObjectProvider}; fields of the test class are injected anew.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
public @interface AutoConfigureTheater {

}
