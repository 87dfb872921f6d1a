package dev.theater.spring.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.theater.spring.GuidePage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that Spring processed ahead of time, in JVMs of its own: as near to a
 * native image as can be tried without GraalVM.
 */
@Timeout(600)
class AheadOfTimeTests {

	private static final String ROOT = "theater.actors.tally.manifest=counter.toml";

	private static final String AOT = "-Dspring.aot.enabled=true";

	/** What native images set, so that Spring takes this for one. */
	private static final String IMAGE = "-Dorg.graalvm.nativeimage.imagecode=runtime";

	@TempDir
	static Path directory;

	private static ForeignStart application;

	@BeforeAll
	static void process() {
		application = new ForeignStart(directory).processAheadOfTime("--" + ROOT,
				"--spring.main.web-application-type=none");
	}

	@Test
	void startsAnActorInTheInterpreter() {
		assertThat(application.run(AOT, "-D" + ROOT, "-Dtheater.engine.mode=interpreter"))
			.contains("Starting AOT-processed Application")
			.contains("Theater is running (engine interpreter, store memory) with root actor tally")
			.contains("Started Application");
	}

	@Test
	void takesTheInterpreterInANativeImageByItself() {
		assertThat(application.run(IMAGE, "-D" + ROOT)).contains("Starting AOT-processed Application")
			.containsOnlyOnce("Actors are interpreted, since this is a native image")
			.contains("Theater is running (engine interpreter, store memory) with root actor tally");
	}

	@Test
	void explainsThatThereIsNoCompilerInANativeImage() {
		assertThat(application.run(IMAGE, "-D" + ROOT, "-Dtheater.engine.mode=compiler"))
			.contains("APPLICATION FAILED TO START")
			.contains("theater.engine.mode is compiler; it must be interpreter, or left out, in a native image")
			.contains("Set in \"theater.engine.mode\" from property source \"systemProperties\"")
			.doesNotContain("\tat ");
	}

	@Test
	void explainsAMistakeAsWell() {
		assertThat(application.run(IMAGE, "-Dtheater.actors.tally.manifest=conter.toml"))
			.contains(
					"manifest 'conter.toml' does not exist; looked in classpath:/actors/; did you mean 'counter.toml'?")
			.contains("theater.actors.tally.required=false")
			.doesNotContain("\tat ");
	}

	@Test
	void tellsTheNativeImageOfItsFiles() throws IOException {
		try (Stream<Path> files = Files.walk(application.aotResources())) {
			String metadata = files.filter((file) -> file.getFileName().toString().equals("reachability-metadata.json"))
				.map(AheadOfTimeTests::text)
				.collect(Collectors.joining());
			assertThat(metadata.replace("\\/", "/")).contains("\"actors/**\"", "\"dev/theater/component/wasm/*.wasm\"",
					"dev.theater.spring.autoconfigure.TheaterProperties$Limits");
		}
	}

	@Test
	void areWhatTheGuideSays() throws IOException {
		assertThat(new GuidePage("native.md").text())
			.contains("\n    Actors are interpreted, since this is a native image\n")
			.contains(
					"\n    theater.engine.mode is compiler; it must be interpreter, or left out, in a native image, which "
							+ "cannot define classes\n")
			.contains("`actors/**`");
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
