package dev.theater.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.theater.actor.TurnInterceptor;
import dev.theater.chain.EventStore;
import dev.theater.host.HostHandler;
import dev.theater.runtime.TheaterListener;
import dev.theater.spring.autoconfigure.TheaterRuntimeBuilderCustomizer;
import dev.theater.test.ManualClock;
import dev.theater.test.ManualDispatch;
import dev.theater.test.Scenario;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * A test of an application's actors and of nothing else in it, whose methods look like
 * this:
 *
 * <pre>{@code
 * void comesBack(Scenario scenario) {
 *     scenario.at("desk").send("crash").awaitIncarnation(2);
 * }
 * }</pre>
 *
 * <p>
 * The application's properties and manifests are the real ones, and so are its beans of
 * these types: {@link HostHandler}, {@link EventStore}, {@link TheaterListener},
 * {@link TurnInterceptor} and {@link TheaterRuntimeBuilderCustomizer}. Other components
 * are not scanned, other auto-configuration is left out, and there is no web environment.
 *
 * <p>
 * Every test method has a runtime of its own: its root actors are started before the
 * method's {@code @BeforeEach} and stopped after its {@code @AfterEach}, while the
 * application context is kept. Time and order are the test's, unless it runs
 * {@link #onThreads()}. {@link Scenario}, {@link Chains}, {@link ManualClock} and
 * {@link ManualDispatch} are beans, and parameters without {@code @Autowired}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(TheaterTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(TheaterTypeExcludeFilter.class)
@AutoConfigureTheater
@AutoConfigureScenario(onThreads = false)
@ImportAutoConfiguration
// tests that share a context share its runtime, so they take turns where tests run in
// parallel
@ResourceLock("dev.theater.spring.test.TheaterTest")
public @interface TheaterTest {

	/**
	 * Properties of the environment, such as {@code theater.actors.desk.init=41}.
	 */
	String[] properties() default {};

	/**
	 * Whether the runtime runs on threads with the machine's clock, as in an application,
	 * instead of step by step. There is neither a {@link ManualClock} nor a
	 * {@link ManualDispatch} then.
	 */
	@AliasFor(annotation = AutoConfigureScenario.class, attribute = "onThreads")
	boolean onThreads() default false;

	/** Whether beans of the types above are included. */
	boolean useDefaultFilters() default true;

	/** Which components are included beside. */
	Filter[] includeFilters() default {};

	/** Which components are left out that would be included. */
	Filter[] excludeFilters() default {};

	/** Which of the auto-configuration that is included is left out. */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
