package dev.theater.spring.startup;

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

	private String start(String... options) throws IOException, InterruptedException {
		String entries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter(this.left)
			.collect(Collectors.joining(File.pathSeparator));
		List<String> command = new ArrayList<>(List.of(this.java.resolve("bin/java").toString()));
		command.addAll(List.of(options));
		command.addAll(List.of("-cp", this.directory + File.pathSeparator + entries, "com.example.Application",
				"--spring.main.banner-mode=off", "--spring.main.web-application-type=none"));
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
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		assertThat(compiler.run(null, null, null, "--release", "17", "-proc:none", "-d", this.directory.toString(),
				source.toString()))
			.isZero();
	}

}
