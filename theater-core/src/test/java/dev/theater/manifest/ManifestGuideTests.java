package dev.theater.manifest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.theater.actor.EventBounds;
import dev.theater.actor.LogBounds;
import dev.theater.supervisor.ActorLimits;
import dev.theater.supervisor.Lifecycle;
import dev.theater.supervisor.SupervisionPolicy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What docs/guide/manifest.md shows can be typed in as it stands. */
class ManifestGuideTests {

	private static final Pattern TOML = Pattern.compile("```toml\n(.*?)```", Pattern.DOTALL);

	private static List<Manifest> examples() throws IOException {
		ManifestReader reader = new ManifestReader(SupervisionPolicy.DEFAULT);
		return TOML.matcher(Files.readString(Path.of("..", "docs", "guide", "manifest.md")))
			.results()
			.map((MatchResult match) -> reader.read(match.group(1), "guide.toml"))
			.toList();
	}

	@Test
	void itsExamplesAreManifests() throws IOException {
		assertThat(examples()).extracting(Manifest::name).containsExactly("worker", "desk");
	}

	@Test
	void itsLargeExampleShowsTheDefaults() throws IOException {
		Manifest desk = examples().getLast();
		assertThat(desk.supervision()).contains(SupervisionPolicy.DEFAULT);
		assertThat(desk.limits().over(new ActorLimits(1, 1, 1, 1, 1, 1, new EventBounds(1, 1), new LogBounds(1, 1, 1))))
			.isEqualTo(ActorLimits.DEFAULT);
		assertThat(desk.lifecycle().over(Lifecycle.DEFAULT)).isEqualTo(Lifecycle.DEFAULT);
		assertThat(desk.lifecycle().restart()).isNotNull();
		assertThat(desk.lifecycle().callTimeout()).isNotNull();
	}

}
