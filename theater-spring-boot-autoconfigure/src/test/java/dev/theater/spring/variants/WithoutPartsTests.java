package dev.theater.spring.variants;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.loader.tools.Layouts;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Actors at work, in a process of its own, on a class path that lacks a part that others
 * have, and out of one jar.
 */
@Timeout(180)
class WithoutPartsTests {

	/** What tests alone need; a jar in a jar is not made larger by it. */
	private static final Pattern OF_TESTS = Pattern
		.compile("byte-buddy|guava|mockito|netty|reactor|selenium|spring-security|webflux|xmlunit|surefire|maven");

	private static final List<String> WORKING = List.of("incarnation 2", "count 1");

	@TempDir
	private Path directory;

	@Test
	void worksWithoutActuator() throws Exception {
		assertThat(withoutJars("actuator|spring-boot-health")).containsAll(WORKING)
			.contains("/ask?path=desk/flaky&message=get 200", "/actuator/theater 404", "/actuator/theaterui 404",
					"/actuator/health 404");
	}

	@Test
	void worksWithoutMicrometer() throws Exception {
		// Spring MVC itself needs micrometer-observation
		assertThat(withoutJars("spring-boot-micrometer|micrometer-core|micrometer-jakarta")).containsAll(WORKING)
			.contains("/ask?path=desk/flaky&message=get 200", "/actuator/theater 200", "/actuator/theaterui 200",
					"/actuator/theaterui?part=settings 200", "/actuator/health 200", "/actuator/metrics 404");
	}

	/** Such an application ends where nothing but the runtime's threads keep it. */
	@Test
	void worksWithoutWebAndKeepsNoJvmAlive() throws Exception {
		assertThat(withoutJars("spring-web|spring-boot-web|spring-boot-servlet|tomcat|netty|reactor"))
			.containsAll(WORKING)
			.noneMatch((line) -> line.startsWith("/"));
	}

	@Test
	void worksOutOfAJarOfJars() throws Exception {
		Path jar = jarOfJars();
		assertThat(run("-jar", jar.toString())).containsAll(WORKING)
			.contains("/ask?path=desk/flaky&message=get 200", "/actuator/theater 200", "/actuator/theaterui 200",
					"/actuator/theaterui?part=settings 200", "/actuator/health 200", "/actuator/metrics 200");
	}

	private static Stream<Path> classPath() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of);
	}

	private static List<String> withoutJars(String missing) throws Exception {
		Predicate<Path> leftOut = (path) -> path.toString().endsWith(".jar")
				&& Pattern.compile(missing).matcher(path.getFileName().toString()).find();
		assertThat(classPath()).as("jars that %s leaves out", missing).anyMatch(leftOut);
		String rest = String.join(File.pathSeparator,
				classPath().filter(leftOut.negate()).map(Path::toString).toList());
		return run("-cp", rest, PartsApplication.class.getName());
	}

	/** What the application prints. */
	private static List<String> run(String... arguments) throws Exception {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		// the start of such a process is its work
		command.add("-XX:TieredStopAtLevel=1");
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		try {
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor()).as(output).isZero();
			return output.lines().toList();
		}
		finally {
			process.destroyForcibly();
		}
	}

	// ---- a jar of jars, as Boot's plugins make it

	private Path jarOfJars() throws IOException {
		Path own = Path.of("target", "test-classes").toAbsolutePath();
		Path jar = this.directory.resolve("app.jar");
		Repackager repackager = new Repackager(pack(own).toFile());
		repackager.setLayout(new Layouts.Jar());
		repackager.setMainClass(PartsApplication.class.getName());
		List<Path> libraries = classPath().filter((path) -> !path.equals(own))
			.filter((path) -> !OF_TESTS.matcher(path.getFileName().toString()).find())
			.toList();
		repackager.repackage(jar.toFile(), (callback) -> {
			for (Path library : libraries) {
				File file = (Files.isDirectory(library) ? pack(library) : library).toFile();
				callback.library(new Library(file.getName(), file, LibraryScope.COMPILE, null, false, false, true));
			}
		});
		return jar;
	}

	/** A jar of a module that was not packed yet: modules' tests run before that. */
	private Path pack(Path classes) throws IOException {
		Path module = classes.getParent().getParent();
		Path jar = this.directory.resolve(module.getFileName() + "-" + classes.getFileName() + ".jar");
		try (OutputStream out = Files.newOutputStream(jar);
				JarOutputStream entries = new JarOutputStream(out);
				Stream<Path> files = Files.walk(classes)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				entries.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
				Files.copy(file, entries);
			}
		}
		return jar;
	}

}
