package dev.theater.spring.autoconfigure;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.RuntimeStatus;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.spring.FakeDirectory;
import dev.theater.spring.Theaters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.devtools.restart.classloader.RestartClassLoader;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.anySet;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

/** When files are watched, which, and that nobody waits for it. */
@ExtendWith(OutputCaptureExtension.class)
class TheaterReloadConfigurationTests {

	private static final String THREAD = "theater-reload";

	@TempDir
	Path directory;

	private final FakeDirectory actors = new FakeDirectory();

	private ApplicationContextRunner contexts;

	@BeforeEach
	void contexts() {
		this.contexts = contexts(this.actors);
	}

	private ApplicationContextRunner contexts(ActorDirectory actors) {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(TheaterAutoConfiguration.class))
			.withBean(TheaterRuntime.class, () -> Theaters.runtime(RuntimeStatus.NEW))
			.withBean(ActorDirectory.class, () -> actors)
			.withPropertyValues("theater.manifest-locations=file:" + this.directory, "theater.reload-poll-interval=1h");
	}

	private static long threads() {
		return Thread.getAllStackTraces().keySet().stream().filter((thread) -> thread.getName().equals(THREAD)).count();
	}

	// ---- when

	@Test
	void isOffByDefault() {
		this.contexts.run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(ReloadWatch.class);
			assertThat(threads()).isZero();
		});
	}

	@Test
	void isOnWhereThePropertySaysSo() {
		this.contexts.withPropertyValues("theater.reload=true").run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(ReloadWatch.class);
			assertThat(threads()).isOne();
		});
		await().until(() -> threads() == 0);
	}

	@Test
	void isOnWhereTheDeveloperToolsRestartTheApplication() {
		this.contexts.withClassLoader(new RestartClassLoader(getClass().getClassLoader()))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(ReloadWatch.class));
	}

	@Test
	void isOffWhereThePropertySaysSoWhateverTheDeveloperToolsDo() {
		this.contexts.withClassLoader(new RestartClassLoader(getClass().getClassLoader()))
			.withPropertyValues("theater.reload=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ReloadWatch.class));
	}

	@Test
	void isOffWhereThereAreNoActors() {
		this.contexts.withPropertyValues("theater.reload=true", "theater.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ReloadWatch.class));
	}

	@Test
	void refusesTimesThatAreNone() {
		this.contexts.withPropertyValues("theater.reload=true", "theater.reload-poll-interval=0s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("theater.reload-poll-interval is 0s; it must be longer than zero"));
		this.contexts.withPropertyValues("theater.reload=true", "theater.reload-quiet-period=-1ms")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("theater.reload-quiet-period is -1ms"));
		this.contexts.withPropertyValues("theater.reload=sometimes")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("sometimes"));
	}

	// ---- what

	@Test
	void reloadsWhatHasChangedSinceBeforeTheStart() throws IOException {
		Files.writeString(this.directory.resolve("worker.toml"), "one");
		this.contexts.withPropertyValues("theater.reload=true").run((context) -> {
			ReloadWatch watch = context.getBean(ReloadWatch.class);
			watch.look();
			assertThat(this.actors.done).isEmpty();
			Files.writeString(this.directory.resolve("worker.toml"), "two");
			watch.look();
			watch.look();
			watch.look();
			assertThat(this.actors.done).containsExactly("reload [worker.toml]");
		});
	}

	@Test
	void goesOnAfterAReloadThatFails(CapturedOutput output) {
		ActorDirectory failing = mock(ActorDirectory.class);
		willThrow(new IllegalStateException("no more")).given(failing).reload(anySet());
		contexts(failing).withPropertyValues("theater.reload=true").run((context) -> {
			ReloadWatch watch = context.getBean(ReloadWatch.class);
			Files.writeString(this.directory.resolve("worker.toml"), "two");
			watch.look();
			watch.look();
			assertThat(output).contains("Actors could not be reloaded").contains("no more");
			assertThat(watch.isRunning()).isTrue();
		});
	}

	@Test
	void looksAgainAndAgain() {
		this.contexts
			.withPropertyValues("theater.reload=true", "theater.reload-poll-interval=5ms",
					"theater.reload-quiet-period=5ms")
			.run((context) -> {
				Files.writeString(this.directory.resolve("worker.toml"), "one");
				await().untilAsserted(() -> assertThat(this.actors.done).containsExactly("reload [worker.toml]"));
				Files.writeString(this.directory.resolve("other.toml"), "two");
				await().untilAsserted(() -> assertThat(this.actors.done).hasSize(2));
			});
	}

	@Test
	void theEndDoesNotWaitForIt() {
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch reloading = new CountDownLatch(1);
		ActorDirectory slow = mock(ActorDirectory.class);
		willAnswer((call) -> {
			reloading.countDown();
			release.await();
			return null;
		}).given(slow).reload(anySet());
		contexts(slow)
			.withPropertyValues("theater.reload=true", "theater.reload-poll-interval=5ms",
					"theater.reload-quiet-period=5ms")
			.run((context) -> {
				Files.writeString(this.directory.resolve("worker.toml"), "one");
				reloading.await();
			});
		assertThat(release.getCount()).as("the context is closed, and it still reloads").isOne();
		release.countDown();
		await().until(() -> threads() == 0);
	}

	// ---- where

	@Test
	void watchesDirectoriesOfTheClassPathAndSaysWhatItDoesNotWatch(CapturedOutput output) throws Exception {
		Path classes = Files.createDirectories(this.directory.resolve("classes/actors")).getParent();
		Path jar = this.directory.resolve("some-actors.jar");
		try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
			out.putNextEntry(new JarEntry("actors/"));
			out.putNextEntry(new JarEntry("actors/worker.toml"));
		}
		try (URLClassLoader loader = new URLClassLoader(new URL[] { classes.toUri().toURL(), jar.toUri().toURL() },
				new FilteredClassLoader("none"))) {
			this.contexts.withClassLoader(loader)
				.withPropertyValues("theater.reload=true", "theater.manifest-locations=classpath:/actors/")
				.run((context) -> {
					Files.writeString(classes.resolve("actors/worker.toml"), "one");
					ReloadWatch watch = context.getBean(ReloadWatch.class);
					watch.look();
					watch.look();
					assertThat(this.actors.done).containsExactly("reload [worker.toml]");
				});
		}
		assertThat(output).contains("Actors are reloaded when files change in ")
			.contains(classes.resolve("actors").toString())
			.containsPattern("; what is in .*jar:file:.*some-actors.jar!/actors/.* stays as it is");
	}

	@Test
	void saysThatThereIsNothingToWatch(CapturedOutput output) {
		this.contexts.withPropertyValues("theater.reload=true", "theater.manifest-locations=classpath:/nowhere/")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(ReloadWatch.class).isRunning()).isFalse();
				assertThat(threads()).isZero();
			});
		assertThat(output).contains("Actors are not reloaded: theater.manifest-locations has no directory; add one");
	}

}
