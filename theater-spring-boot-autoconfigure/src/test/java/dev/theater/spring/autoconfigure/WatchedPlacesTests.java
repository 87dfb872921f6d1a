package dev.theater.spring.autoconfigure;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

class WatchedPlacesTests {

	@Test
	void findsADirectoryThatIsNamedFromTheWorkingDirectory() {
		assertThat(of("file:src/main/resources/actors/").directories())
			.containsExactly(Path.of("src/main/resources/actors").toAbsolutePath());
	}

	@Test
	void findsADirectoryWithoutASlashAtItsEnd() {
		assertThat(of("file:some where/actors").directories())
			.containsExactly(Path.of("some where/actors").toAbsolutePath());
	}

	@Test
	void findsADirectoryByItsWholePath() {
		assertThat(of("file:/srv/actors/").directories()).containsExactly(Path.of("/srv/actors").toAbsolutePath());
	}

	@Test
	void leavesOutWhatIsNoDirectory() {
		WatchedPlaces places = of("jar:file:/srv/actors.jar!/actors/", "https://example.com/actors/");
		assertThat(places.directories()).isEmpty();
		assertThat(places.others()).containsExactly("jar:file:/srv/actors.jar!/actors/", "https://example.com/actors/");
	}

	private static WatchedPlaces of(String... locations) {
		return WatchedPlaces.of(List.of(locations), new DefaultResourceLoader());
	}

}
