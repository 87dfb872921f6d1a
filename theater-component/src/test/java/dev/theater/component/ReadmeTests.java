package dev.theater.component;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The example of README.md is compiled as it stands there, and run. */
class ReadmeTests {

	private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

	@Test
	void theExampleCompilesAndRuns(@TempDir Path folder) throws Exception {
		Path source = folder.resolve("Greeter.java");
		Files.writeString(source, example());
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		assertThat(compiler.run(null, null, null, "-d", folder.toString(), "-cp", System.getProperty("java.class.path"),
				"-proc:none", "-Xlint:all", "-Werror", source.toString()))
			.isZero();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { folder.toUri().toURL() },
				getClass().getClassLoader())) {
			var greet = loader.loadClass("Greeter").getMethod("greet", byte[].class, String.class);
			assertThat(greet.invoke(null, TestComponents.bytes("greeter"), "Ada")).isEqualTo("Good morning, Ada");
			assertThat(greet.invoke(null, TestComponents.bytes("greeter"), "")).isEqualTo("error: nobody to greet");
		}
	}

	private static String example() throws IOException {
		Path here = Path.of("").toAbsolutePath();
		Path module = here.endsWith("theater-component") ? here : here.resolve("theater-component");
		Matcher matcher = EXAMPLE.matcher(Files.readString(module.resolve("README.md")));
		assertThat(matcher.find()).isTrue();
		return matcher.group(1);
	}

}
