package dev.theater.spring.variants;

import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import javax.management.ObjectName;

import dev.theater.actor.ActorStatus;
import dev.theater.runtime.RuntimeStatus;
import dev.theater.runtime.TheaterRuntime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** More than one context in a JVM: beside, above and after each other. */
@Timeout(120)
class SeveralContextsTests {

	private static final String RESTARTS = "/actuator/metrics/theater.actors.restarts?tag=actor:flaky";

	@Test
	void keepsTwoApplicationsApart() throws Exception {
		try (RunningApplication one = beside()) {
			RunningApplication two = beside();
			assertThat(names()).hasSize(2);
			one.withActorsThatWork();
			assertThat(one.read(RESTARTS, "$.measurements[0].value")).isEqualTo(1.0);
			assertThat(two.read(RESTARTS, "$.measurements[0].value")).isEqualTo(0.0);
			assertThat(two.get("/actuator/theater/" + one.id("desk/flaky")).statusCode()).isEqualTo(404);
			two.withActorsThatWork().close();
			assertThat(names()).hasSize(1);
			one.withActorsThatWork();
			assertThat(one.read("/actuator/theater", "$.actors.running")).isEqualTo(4);
			assertThat(one.read("/actuator/health", "$.status")).isEqualTo("UP");
		}
		assertThat(names()).isEmpty();
	}

	/** Boot itself asks for unique names where applications share a JVM. */
	private static RunningApplication beside() {
		return RunningApplication.start(WebApplicationType.SERVLET, RunningApplication.EXPOSED,
				"spring.jmx.enabled=true", "spring.jmx.unique-names=true",
				"management.endpoints.jmx.exposure.include=theater");
	}

	private static Set<ObjectName> names() throws Exception {
		return ManagementFactory.getPlatformMBeanServer()
			.queryNames(new ObjectName("org.springframework.boot:type=Endpoint,name=Theater,*"), null);
	}

	@Test
	void sharesTheActorsOfTheContextAbove() {
		SpringApplicationBuilder above = RunningApplication.builder(WebApplicationType.NONE,
				List.of(PlainApplication.class));
		ConfigurableApplicationContext below = above.child(AskingApplication.class)
			.web(WebApplicationType.SERVLET)
			.run(RunningApplication.arguments(RunningApplication.EXPOSED,
					"management.endpoint.health.show-components=always"));
		TheaterRuntime runtime = below.getBean(TheaterRuntime.class);
		try (RunningApplication rest = new RunningApplication(above.context())) {
			try (RunningApplication app = new RunningApplication(below)) {
				assertThat(rest.bean(TheaterRuntime.class)).isSameAs(runtime);
				app.withActorsThatWork();
				assertThat(app.get("/ask?path=desk/flaky&message=get").body()).isEqualTo("1");
				assertThat(app.read("/actuator/theater", "$.totals.spawned")).isEqualTo(4);
				assertThat(app.read("/actuator/health/theater", "$.status")).isEqualTo("UP");
				assertThat(app.read(RESTARTS, "$.measurements[0].value")).isEqualTo(1.0);
			}
			assertThat(runtime.status()).as("the context above goes on").isEqualTo(RuntimeStatus.RUNNING);
			rest.withActorsThatWork();
		}
		assertThat(runtime.status()).isEqualTo(RuntimeStatus.STOPPED);
	}

	@Test
	void startsAgainInTheSameJvmAndLeavesNoThreadBehind() {
		Set<Thread> before = threads();
		for (int round = 0; round < 2; round++) {
			try (RunningApplication app = RunningApplication.start(WebApplicationType.SERVLET,
					RunningApplication.EXPOSED)) {
				assertThat(app.node("desk/flaky").status()).isEqualTo(ActorStatus.RUNNING);
				app.withActorsThatWork();
				assertThat(app.read("/actuator/theater", "$.totals.failures")).isEqualTo(1);
				app.send("desk/flaky", "loop");
			}
			await().untilAsserted(() -> {
				Set<Thread> left = new HashSet<>(threads());
				left.removeAll(before);
				assertThat(left).isEmpty();
			});
		}
	}

	private static Set<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("theater-"))
			.collect(Collectors.toSet());
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class PlainApplication {

	}

}
