package dev.theater.spring.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.devtools.restart.classloader.RestartClassLoader;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.AntPathMatcher;

import static org.assertj.core.api.Assertions.assertThat;

/** Files of actors do not make the developer tools restart the application. */
class RestartExclusionTests {

	private final MockEnvironment environment = new MockEnvironment();

	private final SpringApplication restarted = new SpringApplication(
			new DefaultResourceLoader(new RestartClassLoader(getClass().getClassLoader())));

	private String excluded() {
		new RestartExclusion().postProcessEnvironment(this.environment, this.restarted);
		return this.environment.getProperty(RestartExclusion.PROPERTY, "");
	}

	private static boolean matches(String patterns, String file) {
		AntPathMatcher matcher = new AntPathMatcher();
		for (String pattern : patterns.split(",")) {
			if (matcher.match(pattern, file)) {
				return true;
			}
		}
		return false;
	}

	@Test
	void excludesManifestsComponentsAndStates() {
		String patterns = excluded();
		assertThat(matches(patterns, "actors/worker.toml")).isTrue();
		assertThat(matches(patterns, "actors/sub/worker.wasm")).isTrue();
		assertThat(matches(patterns, "actors/state/worker.json")).isTrue();
		assertThat(matches(patterns, "actors/Worker.class")).isFalse();
		assertThat(matches(patterns, "application.properties")).isFalse();
	}

	@Test
	void excludesTheConfiguredPlacesAndKeepsWhatIsExcludedAlready() {
		this.environment.withProperty(RestartExclusion.PROPERTY, "docs/**")
			.withProperty("theater.manifest-locations", "file:elsewhere/,classpath:/my/guests,classpath:/");
		assertThat(excluded()).startsWith("docs/**,actors/**/*.toml")
			.contains("my/guests/**/*.wasm")
			.doesNotContain("elsewhere", ",/", ",**");
	}

	@Test
	void leavesTheToolsAloneWhereNothingIsReloaded() {
		this.environment.setProperty("theater.reload", "false");
		assertThat(excluded()).isEmpty();
	}

	@Test
	void leavesApplicationsAloneThatNobodyRestarts() {
		this.environment.setProperty("theater.reload", "true");
		new RestartExclusion().postProcessEnvironment(this.environment, new SpringApplication(getClass()));
		assertThat(this.environment.getProperty(RestartExclusion.PROPERTY)).isNull();
	}

}
