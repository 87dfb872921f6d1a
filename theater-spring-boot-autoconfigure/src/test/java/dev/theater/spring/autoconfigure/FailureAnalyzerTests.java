package dev.theater.spring.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.theater.manifest.ManifestException;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.SupervisorException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ApplicationContextException;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class FailureAnalyzerTests {

	@Test
	void explainsARequiredRootActorThatCannotStart() {
		FailureAnalysis analysis = new RootActorFailureAnalyzer()
			.analyze(failedStart(new HandlerErrorException(Reason.INIT_FAILED, "init of desk said \u001b[31mno")));
		assertThat(analysis.getDescription()).contains("    init of desk said ?[31mno");
		assertThat(analysis.getAction()).contains("theater.actors.<name>.required=false");
	}

	@Test
	void tellsTheCausesOfACauseOnce() {
		HandlerErrorException inner = new HandlerErrorException(Reason.LOAD, "no such import",
				new IllegalStateException("theater:simple/clock is not offered", new Error("no such import")));
		FailureAnalysis analysis = new RootActorFailureAnalyzer().analyze(failedStart(inner));
		assertThat(analysis.getDescription()).contains("Caused by: theater:simple/clock is not offered")
			.containsOnlyOnce("no such import");
	}

	@Test
	void explainsARequiredRootActorsManifest() {
		Throwable failure = failedStart(new HandlerErrorException(Reason.LOAD, "root actor 'desk' cannot start",
				ManifestException.unreadable("desk.toml", "is not there", null)));
		FailureAnalysis analysis = new RootActorFailureAnalyzer().analyze(failure);
		assertThat(analysis.getDescription()).contains("root actor 'desk' cannot start")
			.contains("Caused by: desk.toml: is not there");
		assertThat(analysis.getAction()).contains("Correct 'desk.toml'")
			.contains("theater.manifest-locations")
			.contains("theater.actors.<name>.required=false");
	}

	@Test
	void saysOnceWhatIsWrong() {
		HandlerErrorException inner = new HandlerErrorException(Reason.LOAD, "deks.toml does not exist");
		HandlerErrorException outer = new HandlerErrorException(Reason.LOAD,
				"root actor 'desk' cannot start: " + inner.getMessage(), inner);
		assertThat(new RootActorFailureAnalyzer().analyze(failedStart(outer)).getDescription())
			.endsWith("    root actor 'desk' cannot start: deks.toml does not exist");
	}

	@Test
	void explainsWhatTheRuntimeCannotBeSetUpWith() {
		FailureAnalysis analysis = new TheaterSetUpFailureAnalyzer().analyze(new IllegalStateException("a bean's",
				new TheaterSetUpException(new IllegalArgumentException("two host handlers are named 'till'"))));
		assertThat(analysis.getDescription()).contains("two host handlers are named 'till'");
		assertThat(analysis.getAction()).contains("bean of type dev.theater.host.HostHandler", "name() must be unique");
	}

	@Test
	void explainsAnyOtherManifest() {
		FailureAnalysis analysis = new ManifestFailureAnalyzer().analyze(new IllegalStateException("a runner's own",
				ManifestException.unreadable("till.toml", "is not there", null)));
		assertThat(analysis.getDescription()).contains("till.toml: is not there");
		assertThat(analysis.getAction()).contains("Correct 'till.toml'").contains("theater.manifest-locations");
	}

	@Test
	void explainsAPropertyAndWhereItIsSet() {
		MockEnvironment environment = new MockEnvironment().withProperty("theater.limits.mailbox", "0");
		ConfigurationPropertySources.attach(environment);
		FailureAnalysis analysis = new PropertyFailureAnalyzer(environment).analyze(new IllegalStateException(
				"a bean's", new PropertyException("theater.limits.mailbox", 0, "it must be 1 or more", null)));
		assertThat(analysis.getDescription()).contains("    theater.limits.mailbox is 0; it must be 1 or more",
				"    Set in \"theater.limits.mailbox\"");
		assertThat(analysis.getAction()).isEqualTo("Change theater.limits.mailbox: it must be 1 or more.");
	}

	@Test
	void explainsAPropertyThatIsSetNowhere() {
		for (String name : new String[] { "theater.limits.mailbox", "no name" }) {
			FailureAnalysis analysis = new PropertyFailureAnalyzer(new MockEnvironment())
				.analyze(new PropertyException(name, "", "it must be set", null));
			assertThat(analysis.getDescription()).doesNotContain("Set in");
		}
	}

	@Test
	void explainsAnActorThatTheApplicationSpawns() {
		FailureAnalysis analysis = new SpawnFailureAnalyzer()
			.analyze(new IllegalStateException("a runner's", new HandlerErrorException(Reason.LOAD, "no such thing")));
		assertThat(analysis.getDescription()).endsWith("    no such thing");
	}

	@ParameterizedTest
	@EnumSource(value = Reason.class, mode = Mode.EXCLUDE, names = { "LOAD", "INIT_FAILED", "TIMEOUT", "LIMIT" })
	void leavesMisuseOfTheSupervisorToItsStackTrace(Reason reason) {
		assertThat(new SpawnFailureAnalyzer().analyze(new HandlerErrorException(reason, "no"))).isNull();
	}

	@Test
	void explainsAnAsmOfAnotherVersion() {
		FailureAnalysis analysis = new EngineFailureAnalyzer()
			.analyze(new EngineException(new IllegalStateException("module cannot be compiled",
					new NoSuchMethodError("'void org.objectweb.asm.X.y()'"))));
		assertThat(analysis.getDescription()).contains("NoSuchMethodError", "org.objectweb.asm.X.y()");
		assertThat(analysis.getAction()).contains("org.ow2.asm:asm", "theater.engine.mode=interpreter");
	}

	@Test
	void namesTheVersionOfAsmThatTheBuildHas() throws IOException {
		assertThat(Files.readString(Path.of("..", "pom.xml")))
			.contains("<asm.version>" + EngineFailureAnalyzer.ASM_VERSION + "</asm.version>");
	}

	@Test
	void explainsAnOldJavaOfOurClassesAlone() {
		JavaVersionFailureAnalyzer analyzer = new JavaVersionFailureAnalyzer();
		assertThat(analyzer.analyze(new UnsupportedClassVersionError("com/example/Till has been compiled"))).isNull();
		assertThat(analyzer.analyze(new UnsupportedClassVersionError())).isNull();
		FailureAnalysis analysis = analyzer.analyze(new IllegalStateException(
				new UnsupportedClassVersionError("dev/theater/spring/autoconfigure/X has been compiled")));
		assertThat(analysis.getDescription()).startsWith("Theater needs Java 21 or newer");
	}

	@Test
	void explainsAnOldJavaInAClassThatItCanLoad() throws IOException {
		try (InputStream in = getClass().getResourceAsStream("JavaVersionFailureAnalyzer.class")) {
			assertThat(in).isNotNull();
			assertThat(in.readNBytes(8)[7]).as("class file version of Java 17").isEqualTo((byte) 61);
		}
	}

	@Test
	void leavesOtherFailuresToOthers() {
		IllegalStateException other = new IllegalStateException("something else");
		IllegalArgumentException argument = new IllegalArgumentException("something else");
		assertThat(new RootActorFailureAnalyzer().analyze(other)).isNull();
		assertThat(new ManifestFailureAnalyzer().analyze(other)).isNull();
		assertThat(new SpawnFailureAnalyzer().analyze(other)).isNull();
		assertThat(new TheaterSetUpFailureAnalyzer().analyze(argument)).isNull();
		assertThat(new PropertyFailureAnalyzer(new MockEnvironment()).analyze(argument)).isNull();
		assertThat(new EngineFailureAnalyzer().analyze(new NoClassDefFoundError("com/example/Till"))).isNull();
	}

	@Test
	void areFoundByBoot() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, ArgumentResolver.of(Environment.class, new MockEnvironment()),
					(type, name, failure) -> assertThat(name).doesNotStartWith("dev.theater.")))
			.hasAtLeastOneElementOfType(RootActorFailureAnalyzer.class)
			.hasAtLeastOneElementOfType(SpawnFailureAnalyzer.class)
			.hasAtLeastOneElementOfType(ManifestFailureAnalyzer.class)
			.hasAtLeastOneElementOfType(PropertyFailureAnalyzer.class)
			.hasAtLeastOneElementOfType(TheaterSetUpFailureAnalyzer.class)
			.hasAtLeastOneElementOfType(EngineFailureAnalyzer.class)
			.hasAtLeastOneElementOfType(JavaVersionFailureAnalyzer.class);
	}

	private static Throwable failedStart(HandlerErrorException cause) {
		return new ApplicationContextException("Failed to start bean 'theaterLifecycle'",
				new RootActorStartException(cause));
	}

}
