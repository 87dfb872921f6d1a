package dev.theater.spring.integration;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application on a class path that really lacks jars: nothing but such a class path
 * shows whether a class was loaded that is not there.
 */
@Timeout(180)
class WithoutJarsIntegrationTests {

	@Test
	void findsAllBeansOnTheWholeClassPath() throws Exception {
		assertThat(run("nothing-is-left-out")).contains("theaterEndpoint", "theaterHealthIndicator", "theaterMetrics",
				"theaterObservations");
	}

	/**
	 * Spring MVC itself needs micrometer-observation, so that only goes together with it.
	 */
	@ParameterizedTest
	@CsvSource({ "actuator, spring-boot-actuator, theaterEndpoint",
			"health, spring-boot-health, theaterHealthIndicator",
			"micrometer, spring-boot-micrometer|micrometer-core|micrometer-jakarta, theaterMetrics theaterObservations",
			"web, spring-web|spring-boot-web|spring-boot-servlet|tomcat, theaterWebEndpointPossible",
			"all, actuator|spring-boot-health|micrometer|spring-web|spring-boot-web|spring-boot-servlet|tomcat, "
					+ "theaterEndpoint theaterHealthIndicator theaterMetrics theaterObservations" })
	void runsWithout(String what, String jars, String beans) throws Exception {
		assertThat(run(jars)).as("without " + what)
			.contains("theaterRuntime", "theaterSupervisor", "theaterDirectory", "theaterMessaging", "desk is RUNNING")
			.doesNotContain(beans.split(" "));
	}

	/**
	 * Starts a desk without the jars that have one of these in their names, and answers
	 * with the beans. In a process of its own, since Tomcat settles down once per JVM.
	 */
	private static List<String> run(String missing) throws Exception {
		Pattern leftOut = Pattern.compile(missing);
		String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((path) -> !path.endsWith(".jar") || !leftOut.matcher(new File(path).getName()).find())
			.collect(Collectors.joining(File.pathSeparator));
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				classPath, PlainApplication.class.getName())
			.redirectErrorStream(true)
			.start();
		try {
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor()).as(output).isZero();
			Matcher beans = Pattern.compile("^beans: (.*)$", Pattern.MULTILINE).matcher(output);
			assertThat(beans.find()).as(output).isTrue();
			return List.of(beans.group(1).split(","));
		}
		finally {
			process.destroyForcibly();
		}
	}

}
