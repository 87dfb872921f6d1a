package dev.theater.sample;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.theater.manifest.ChildEntry;
import dev.theater.manifest.HandlerGrant;
import dev.theater.manifest.Manifest;
import dev.theater.manifest.ManifestLocation;
import dev.theater.manifest.ManifestResolver;
import dev.theater.manifest.ResolvedManifest;
import dev.theater.supervisor.RestartIntensity;
import dev.theater.supervisor.RestartStrategy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The example actors' manifests as the runtime reads them; the module that has them
 * depends on nothing.
 */
class ExampleManifestsTest {

	private final ManifestResolver manifests = new ManifestResolver(
			List.of(ManifestLocation.classpath("actors/", getClass().getClassLoader())));

	@ParameterizedTest
	@ValueSource(strings = { "counter", "echo", "flaky", "desk" })
	void isReadAndHasItsComponent(String actor) {
		ResolvedManifest resolved = this.manifests.resolve(actor + ".toml");
		assertThat(resolved.manifest().name()).isEqualTo(actor);
		assertThat(resolved.manifest().handlers()).extracting(HandlerGrant::type).contains("runtime", "message-server");
		assertThat(resolved.read(resolved.manifest().component())).isPresent();
	}

	@Test
	void theDeskSupervisesItsChildrenOneForOne() {
		Manifest desk = this.manifests.resolve("desk.toml").manifest();
		assertThat(desk.supervision()).hasValueSatisfying((policy) -> {
			assertThat(policy.strategy()).isEqualTo(RestartStrategy.ONE_FOR_ONE);
			assertThat(policy.intensity()).isEqualTo(new RestartIntensity(3, Duration.ofSeconds(5)));
		});
		assertThat(desk.children()).extracting(ChildEntry::manifest)
			.containsExactly("counter.toml", "counter.toml", "flaky.toml");
		assertThat(desk.handler("supervisor")).isPresent();
	}

	@Test
	void aLoopOfTheFlakyOneEndsSoon() {
		assertThat(this.manifests.resolve("flaky.toml").manifest().lifecycle().callTimeout())
			.isEqualTo(Duration.ofSeconds(2));
	}

}
