package dev.theater.spring.health;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.theater.runtime.ActorNode;
import dev.theater.runtime.RuntimeStatus;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.spring.FakeDirectory;
import dev.theater.spring.Theaters;
import dev.theater.spring.autoconfigure.TheaterHealthContributorAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class TheaterHealthIndicatorTests {

	private final FakeDirectory directory = new FakeDirectory();

	@Test
	void isUpWithTheNumbersOfActors() {
		this.directory
			.roots(Theaters.node("desk").children(Theaters.node("a").build(), Theaters.node("b").build()).build());
		Health health = health(RuntimeStatus.RUNNING);
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails())
			.containsEntry("actors",
					Map.of("starting", 0, "running", 3, "restarting", 0, "stopping", 0, "stopped", 0, "failed", 0))
			.doesNotContainKey("parked");
	}

	@Test
	void isUpThoughActorsAreParkedThatNobodyRequires() {
		ActorNode parked = Theaters.node("spare").parked(false).failed("secret words").build();
		this.directory.roots(parked);
		Health health = health(RuntimeStatus.RUNNING);
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsEntry("parked", List.of(parked.id().toString()));
		assertThat(health.toString()).doesNotContain("secret");
	}

	@Test
	void isDegradedWhenARequiredActorIsParkedAndTakesNobodyOutOfRotation() {
		ActorNode desk = Theaters.node("desk").parked(true).failed("secret words").build();
		this.directory.roots(desk);
		Health health = health(RuntimeStatus.RUNNING);
		assertThat(health.getStatus()).isEqualTo(new Status("DEGRADED"));
		assertThat(health.getDetails()).containsEntry("parked", List.of(desk.id().toString()));
		assertThat(health.toString()).doesNotContain("secret");
		assertThat(StatusAggregator.getDefault().getAggregateStatus(Status.UP, health.getStatus()))
			.isEqualTo(Status.UP);
		assertThat(HttpCodeStatusMapper.getDefault().getStatusCode(health.getStatus())).isEqualTo(200);
	}

	/** As management.endpoint.health.status.order and .http-mapping set it up. */
	@Test
	void takesTheApplicationOutOfRotationWhereItIsToldTo() {
		StatusAggregator aggregator = StatusAggregator.of("down", "out-of-service", "degraded", "up");
		Status whole = aggregator.getAggregateStatus(Status.UP, TheaterHealthIndicator.DEGRADED);
		assertThat(whole).isEqualTo(TheaterHealthIndicator.DEGRADED);
		assertThat(HttpCodeStatusMapper.of(Map.of("degraded", 503)).getStatusCode(whole)).isEqualTo(503);
	}

	@Test
	void namesTheFirstTenThatAreParked() {
		List<ActorNode> parked = IntStream.range(0, 12)
			.mapToObj((i) -> Theaters.node("spare-" + i).parked(false).build())
			.toList();
		this.directory.roots(parked.toArray(ActorNode[]::new));
		assertThat(health(RuntimeStatus.RUNNING).getDetails()).containsEntry("parked",
				parked.stream().limit(10).map((node) -> node.id().toString()).toList());
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "RUNNING")
	void isOutOfServiceWhenTheRuntimeDoesNotRun(RuntimeStatus status) {
		assertThat(health(status).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
	}

	@Test
	void isThereUnlessSwitchedOffOrReplaced() {
		ApplicationContextRunner runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TheaterHealthContributorAutoConfiguration.class))
			.withBean(TheaterRuntime.class, () -> Theaters.runtime(RuntimeStatus.RUNNING))
			.withBean(FakeDirectory.class, () -> this.directory);
		runner.run((context) -> assertThat(context).hasSingleBean(TheaterHealthIndicator.class));
		runner.withPropertyValues("management.health.theater.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(TheaterHealthIndicator.class));
		runner.withPropertyValues("management.health.defaults.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(TheaterHealthIndicator.class));
		runner.withBean("theaterHealthIndicator", HealthIndicator.class, () -> () -> Health.up().build())
			.run((context) -> assertThat(context).doesNotHaveBean(TheaterHealthIndicator.class)
				.hasSingleBean(HealthIndicator.class));
	}

	private Health health(RuntimeStatus status) {
		return new TheaterHealthIndicator(Theaters.runtime(status), this.directory).health();
	}

}
