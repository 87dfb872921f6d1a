package dev.theater.sample;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever the README shows is done here as it stands there. */
class ReadmeTest {

	private static final String README = "README.md";

	private static final String FIVE_STEPS = "Your own application in five steps";

	private static final String ACTORS = "theater-example-actors/src/main/resources/actors/";

	private static final String MAIN_CLASS = """
			package com.example;

			import org.springframework.boot.autoconfigure.SpringBootApplication;

			@SpringBootApplication
			public class Application {
			}
			""";

	private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");

	@Test
	void theWalkThroughACrashPrintsWhatTheReadmeShows() throws Exception {
		List<CurlWalk.Step> steps = CurlWalk.steps(Page.read(README).block("A crash and a recovery", "console"));
		assertThat(steps).hasSizeGreaterThan(5);
		try (ConfigurableApplicationContext sample = SpringApplication.run(SampleApplication.class,
				"--server.port=0")) {
			new CurlWalk(port(sample)).walk(steps);
		}
	}

	@Test
	void theFiveStepsMakeAnApplicationThatPrintsWhatTheReadmeShows(@TempDir Path folder) throws Exception {
		Page readme = Page.read(README);
		compile(folder, readme.block(FIVE_STEPS, "java"));
		Files.writeString(folder.resolve("application.yaml"), readme.block(FIVE_STEPS, "yaml"));
		List<CurlWalk.Step> steps = CurlWalk.steps(readme.block(FIVE_STEPS, "console"));
		assertThat(steps).hasSizeGreaterThanOrEqualTo(2);
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader classes = new URLClassLoader(new URL[] { folder.toUri().toURL() }, before)) {
			Thread.currentThread().setContextClassLoader(classes);
			try (ConfigurableApplicationContext application = start(classes, folder)) {
				new CurlWalk(port(application)).walk(steps);
			}
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	@Test
	void theDependenciesAreThoseOfTheSampleInTheVersionBuiltHere() throws Exception {
		String pom = Files.readString(Page.repository().resolve("sample-app/pom.xml"));
		String shown = Page.read(README).block(FIVE_STEPS, "xml");
		List<String> artifacts = ARTIFACT.matcher(shown).results().map((artifact) -> artifact.group(1)).toList();
		assertThat(artifacts).contains("theater-spring-boot-starter")
			.allSatisfy((artifact) -> assertThat(pom).contains("<artifactId>" + artifact + "</artifactId>"));
		Matcher version = Pattern.compile("<version>([^<]+)</version>").matcher(pom);
		assertThat(version.find()).isTrue();
		assertThat(shown).contains("<version>" + version.group(1) + "</version>");
	}

	@Test
	void theManifestIsThatOfTheDeskInParts() throws Exception {
		String desk = Files.readString(Page.repository().resolve(ACTORS + "desk.toml"));
		assertThat(Page.read(README).block("The manifest", "toml").strip().split("\n\n")).hasSize(4)
			.allSatisfy((part) -> assertThat(desk).contains(part + "\n"));
	}

	@Test
	void linksLeadToFilesThatExist() throws Exception {
		assertThat(Page.read(README).links()).isNotEmpty().allSatisfy((link) -> assertThat(link).exists());
	}

	@Test
	void isShortEnoughToBeRead() throws Exception {
		assertThat(Page.read(README).lines()).hasSizeLessThanOrEqualTo(150);
	}

	private static void compile(Path folder, String snippet) throws Exception {
		Matcher name = Pattern.compile("class (\\w+)").matcher(snippet);
		assertThat(name.find()).isTrue();
		Path source = Files.writeString(folder.resolve(name.group(1) + ".java"), snippet);
		Path main = Files.writeString(folder.resolve("Application.java"), MAIN_CLASS);
		JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
		int result = javac.run(null, null, null, "-proc:none", "-parameters", "-classpath",
				System.getProperty("java.class.path") + File.pathSeparator + folder, "-d", folder.toString(),
				source.toString(), main.toString());
		assertThat(result).as("javac takes the README's class").isZero();
	}

	private static ConfigurableApplicationContext start(ClassLoader classes, Path folder) throws Exception {
		return new SpringApplicationBuilder(classes.loadClass("com.example.Application"))
			.resourceLoader(new DefaultResourceLoader(classes))
			.run("--server.port=0", "--spring.config.location=" + folder.resolve("application.yaml").toUri());
	}

	private static int port(ConfigurableApplicationContext context) {
		return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

}
