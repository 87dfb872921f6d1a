package dev.theater.spring.startup;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import static org.assertj.core.api.Assertions.assertThat;

/** An application that is started in a JVM of its own, with another JDK or class path. */
final class ForeignStart {

	private static final String APPLICATION = """
			package com.example;

			import org.springframework.boot.SpringApplication;
			import org.springframework.boot.autoconfigure.SpringBootApplication;

			@SpringBootApplication
			public class Application {

				public static void main(String[] args) {
					SpringApplication.run(Application.class, args).close();
				}

			}
			""";

	private final Path directory;

	private Path java = Path.of(System.getProperty("java.home"));

	private Predicate<String> left = (entry) -> !entry.contains("test-classes");

	ForeignStart(Path directory) {
		this.directory = directory;
	}

	/** The home of an older JDK, if this machine has one. */
	static Optional<Path> java17() {
		return Stream.of("/usr/lib/jvm/java-17-openjdk-amd64", String.valueOf(System.getenv("JAVA17_HOME")))
			.map(Path::of)
			.filter((home) -> Files.isExecutable(home.resolve("bin/java")))
			.findFirst();
	}

	ForeignStart java(Path home) {
		this.java = home;
		return this;
	}

	/** Takes all from the class path whose path has this in it. */
	ForeignStart without(String part) {
		this.left = this.left.and((entry) -> !entry.contains(part));
		return this;
	}

	/** All that it says until it ends. */
	String run(String... options) {
		try {
			compile();
			return start(options);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Lets Spring process the application ahead of time, as its build plugins do, and
	 * compiles what comes of it. Started with {@code -Dspring.aot.enabled=true}, it then
	 * uses that.
	 * @param arguments of the application, with {@code --}
	 */
	ForeignStart processAheadOfTime(String... arguments) {
		try {
			compile();
			Path sources = this.directory.resolve("aot-sources");
			List<String> command = new ArrayList<>(List.of("org.springframework.boot.SpringApplicationAotProcessor",
					"com.example.Application", sources.toString(), aotResources().toString(), aotClasses().toString(),
					"com.example", "application"));
			command.addAll(List.of(arguments));
			String said = java(List.of(), command);
			try (Stream<Path> files = Files.walk(sources)) {
				compile("21", files.filter((file) -> file.toString().endsWith(".java")).toList(), aotClasses(), said);
			}
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Where the processing ahead of time has put what a native image is told. */
	Path aotResources() {
		return this.directory.resolve("aot-resources");
	}

	private Path aotClasses() {
		return this.directory.resolve("aot-classes");
	}

	private String start(String... options) throws IOException, InterruptedException {
		return java(List.of(options), List.of("com.example.Application", "--spring.main.banner-mode=off",
				"--spring.main.web-application-type=none"));
	}

	private String classPath() {
		return this.directory + File.pathSeparator + aotClasses() + File.pathSeparator
				+ Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
					.filter(this.left)
					.collect(Collectors.joining(File.pathSeparator));
	}

	private String java(List<String> options, List<String> mainClassAndArguments)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(this.java.resolve("bin/java").toString()));
		command.addAll(options);
		command.addAll(List.of("-cp", classPath()));
		command.addAll(mainClassAndArguments);
		Path output = this.directory.resolve("output.txt");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		try {
			assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("it ends").isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		return Files.readString(output, StandardCharsets.UTF_8);
	}

	/** For Java 17, which Spring Boot allows. */
	private void compile() throws IOException {
		Path source = Files.createDirectories(this.directory.resolve("com/example")).resolve("Application.java");
		Files.writeString(source, APPLICATION);
		compile("17", List.of(source), this.directory, "");
	}

	private void compile(String release, List<Path> sources, Path to, String before) {
		assertThat(sources).as(before).isNotEmpty();
		List<String> arguments = new ArrayList<>(
				List.of("--release", release, "-nowarn", "-proc:none", "-cp", classPath(), "-d", to.toString()));
		sources.forEach((source) -> arguments.add(source.toString()));
		ByteArrayOutputStream errors = new ByteArrayOutputStream();
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		assertThat(compiler.run(null, errors, errors, arguments.toArray(String[]::new)))
			.as(() -> errors.toString(StandardCharsets.UTF_8))
			.isZero();
	}

}
