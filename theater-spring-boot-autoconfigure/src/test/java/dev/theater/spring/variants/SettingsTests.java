package dev.theater.spring.variants;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.runtime.ActorDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;
import static org.awaitility.Awaitility.await;

/** Settings of Boot that change how all beans, or all endpoints, are set up. */
@Timeout(120)
class SettingsTests {

	private static final String PUPPET = "theater.actors.puppet.manifest=puppet.toml";

	private static final String LOCATIONS = "theater.manifest-locations=classpath:/actors/,"
			+ "classpath:/dev/theater/test/puppet/";

	private static final String SHOWN = "management.endpoint.theater.show-values=always";

	@Test
	void startsRootActorsWhereAllBeansAreLazy() {
		try (RunningApplication app = RunningApplication.start(WebApplicationType.SERVLET,
				"spring.main.lazy-initialization=true", RunningApplication.EXPOSED)) {
			// the first to ask for anything comes over HTTP
			assertThat(app.read("/actuator/theater", "$.actors.running")).isEqualTo(4);
			assertThat(app.read("/actuator/theater", "$.totals.spawned")).isEqualTo(4);
			assertThat(app.get("/ask?path=desk/flaky&message=get").body()).isEqualTo("0");
			app.withActorsThatWork();
			assertThat(app.read("/actuator/metrics/theater.actors.active", "$.measurements[0].value")).isEqualTo(4.0);
		}
	}

	@Test
	void showsNoValuesToJmxThoughHttpWouldSeeThem() throws Exception {
		try (RunningApplication app = RunningApplication.start(WebApplicationType.NONE, PUPPET, LOCATIONS, SHOWN,
				RunningApplication.UNRESTRICTED, "spring.jmx.enabled=true",
				"management.endpoints.jmx.exposure.include=theater,health")) {
			app.withActorsThatWork();
			app.request("puppet", "set swordfish");
			app.send("puppet", "err swordfish");
			await().untilAsserted(() -> assertThat(app.node("puppet").incarnation()).isEqualTo(2));
			ActorId puppet = app.id("puppet");
			assertThat(app.bean(ActorDirectory.class).state(puppet)).hasValueSatisfying(
					(state) -> assertThat(state).isEqualTo("swordfish".getBytes(StandardCharsets.UTF_8)));

			Object tree = jmx("theater", null, null);
			assertThat(tree).asString().contains("name=puppet", "name=flaky", "cause=error");
			Object node = jmx("actor", puppet.toString(), null, null);
			assertThat(node).asString().contains("incarnation=2", "handlers=[");
			Object events = jmx("events", puppet.toString(), "events", null);
			assertThat(events).asString().contains("verification={valid=true", "eventType=");
			Object restarted = jmx("act", puppet.toString(), "restart");
			assertThat(restarted).asString().contains("incarnation=3");
			String encoded = Base64.getEncoder().encodeToString("swordfish".getBytes(StandardCharsets.UTF_8));
			assertThat(List.of(tree, node, events, restarted)).allSatisfy((seen) -> assertThat(seen).asString()
				.doesNotContain("swordfish", encoded, "state=", "data=", "message="));
			assertThat(jmx("actor", ActorId.random().toString(), null, null)).isNull();
			assertThat(jmx("stop", ActorId.random().toString())).isNull();
			app.request("puppet", "set init=err swordfish");
			assertThatThrownBy(() -> jmx("act", puppet.toString(), "restart")).hasMessageContaining("INIT_FAILED")
				.satisfies((ex) -> assertThat(Stream.iterate(ex, Objects::nonNull, Throwable::getCause))
					.noneMatch((each) -> String.valueOf(each.getMessage()).contains("swordfish")));
			assertThat(jmx("stop", app.id("desk/flaky").toString())).asString()
				.contains("stopped=" + app.id("desk/flaky"));
			assertThat(app.node("desk/flaky").status()).isEqualTo(ActorStatus.STOPPED);
		}
	}

	private static Object jmx(String operation, Object... arguments) throws Exception {
		MBeanServer server = ManagementFactory.getPlatformMBeanServer();
		ObjectName name = new ObjectName("org.springframework.boot:type=Endpoint,name=Theater");
		MBeanOperationInfo info = Arrays.stream(server.getMBeanInfo(name).getOperations())
			.filter((each) -> each.getName().equals(operation))
			.findFirst()
			.orElseThrow();
		String[] signature = Arrays.stream(info.getSignature()).map((each) -> each.getType()).toArray(String[]::new);
		return server.invoke(name, operation, arguments, signature);
	}

	@Test
	void sanitizesPropertiesAndLeavesAllOtherEndpointsWhole() {
		try (RunningApplication app = RunningApplication.start(WebApplicationType.SERVLET,
				List.of(AskingApplication.class, SanitizingConfiguration.class), PUPPET, LOCATIONS, SHOWN,
				"theater.actors.puppet.init=swordfish", RunningApplication.EXPOSED,
				"management.endpoint.configprops.show-values=always", "management.endpoint.env.show-values=always")) {
			app.withActorsThatWork();
			Object puppet = app.read("/actuator/configprops/theater",
					"$.contexts.application.beans['theater-dev.theater.spring.autoconfigure.TheaterProperties']"
							+ ".properties.actors.puppet");
			assertThat(puppet).asInstanceOf(MAP)
				.containsEntry("manifest", "puppet.toml")
				.containsEntry("init", "******");
			for (String endpoint : List.of("beans", "conditions", "configprops", "env", "loggers", "mappings",
					"metrics", "threaddump", "scheduledtasks")) {
				assertThat(app.get("/actuator/" + endpoint)).as(endpoint).satisfies((response) -> {
					assertThat(response.statusCode()).isEqualTo(200);
					assertThat(response.body()).doesNotContain("swordfish");
				});
			}
			assertThat(app.read("/actuator", "$._links")).asInstanceOf(MAP)
				.containsKeys("theater", "theater-id", "theater-id-part");
			assertThat(app.read("/actuator/theater/" + app.id("puppet"), "$.state.text"))
				.as("values have a property of their own")
				.isEqualTo("swordfish");
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class SanitizingConfiguration {

		@Bean
		SanitizingFunction hidesInitialStates() {
			return (data) -> data.getKey().endsWith(".init") ? data.withSanitizedValue() : data;
		}

	}

}
