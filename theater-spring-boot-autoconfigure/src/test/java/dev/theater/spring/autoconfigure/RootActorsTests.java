package dev.theater.spring.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.theater.runtime.RuntimeSettings.RootActor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RootActorsTests {

	private final RootActors roots = new RootActors(new DefaultResourceLoader());

	@Test
	void startsThoseOfLowerOrderFirstAndKeepsTheOrderOfDeclarationOtherwise() {
		Map<String, TheaterProperties.Actor> actors = new LinkedHashMap<>();
		actors.put("zebra", actor(0));
		actors.put("last", actor(5));
		actors.put("ant", actor(0));
		actors.put("first", actor(-5));
		assertThat(this.roots.from(actors)).extracting(RootActor::name)
			.containsExactly("first", "zebra", "ant", "last");
	}

	@Test
	void leavesOutWhatIsSwitchedOff() {
		assertThat(this.roots.from(Map.of("desk", new TheaterProperties.Actor(null, null, null, 0, false, true))))
			.isEmpty();
	}

	@Test
	void namesManifestAndActor() {
		RootActor root = single(new TheaterProperties.Actor("shop/desk.toml", null, null, 0, true, false));
		assertThat(root.required()).isFalse();
		assertThat(root.spec().manifestName()).contains("shop/desk.toml");
		assertThat(root.spec().name()).contains("desk");
		assertThat(root.spec().init()).isEmpty();
	}

	@Test
	void takesTheInitialStateFromTheProperty() {
		RootActor root = single(new TheaterProperties.Actor("desk.toml", "größe", null, 0, true, true));
		assertThat(root.spec().init())
			.hasValueSatisfying((init) -> assertThat(init).isEqualTo("größe".getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void readsTheInitialStateFromItsLocation() {
		RootActors roots = new RootActors(new DefaultResourceLoader() {
			@Override
			public Resource getResource(String location) {
				assertThat(location).isEqualTo("classpath:desk.json");
				return new ByteArrayResource(new byte[] { 1, 0, 2 });
			}
		});
		RootActor root = roots
			.from(Map.of("desk", new TheaterProperties.Actor("desk.toml", null, "classpath:desk.json", 0, true, true)))
			.getFirst();
		assertThat(root.spec().init()).hasValueSatisfying((init) -> assertThat(init).containsExactly(1, 0, 2));
	}

	@ParameterizedTest
	@ValueSource(strings = { "classpath:none.json", "classpath:", "file:/", "nowhere:x" })
	void refusesAnInitialStateThatIsNotThere(String location) {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> single(new TheaterProperties.Actor("desk.toml", null, location, 0, true, true)))
			.satisfies((refusal) -> {
				assertThat(refusal.getName()).isEqualTo("theater.actors.desk.init-location");
				assertThat(refusal.getValue()).isEqualTo(location);
				assertThat(refusal.getReason()).contains("such as classpath:desk.json");
			});
	}

	private RootActor single(TheaterProperties.Actor actor) {
		List<RootActor> actors = this.roots.from(Map.of("desk", actor));
		assertThat(actors).hasSize(1);
		return actors.getFirst();
	}

	private static TheaterProperties.Actor actor(int order) {
		return new TheaterProperties.Actor("some.toml", null, null, order, true, true);
	}

}
