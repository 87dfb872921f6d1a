package dev.theater.spring.startup;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import dev.theater.chain.EventStore;
import dev.theater.host.HostFunctions;
import dev.theater.host.HostHandler;
import dev.theater.supervisor.SupervisorService;

import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

/** Everything that keeps an application from starting, by family. */
final class StartupCases {

	private StartupCases() {
	}

	/**
	 * @param title its heading
	 * @param text sentences on all of it
	 */
	record Family(String title, String text, List<Case> cases) {
	}

	/**
	 * @param title what is wrong, in a few words
	 * @param example what the user wrote; empty if there is nothing to show
	 */
	record Case(String title, String example, Consumer<FailedStart> mistake) {
	}

	static List<Family> all() {
		return List.of(manifests(), components(), capabilities(), limits(), starts(), properties(), beans());
	}

	private static Family manifests() {
		return new Family("Manifests", "", List.of(
				new Case("No such manifest", "",
						(app) -> app.desk("").property("theater.actors.desk.manifest=dsk.toml")),
				new Case("Not a name below a location", "",
						(app) -> app.desk("").property("theater.actors.desk.manifest=../desk.toml")),
				new Case("Not the name of a manifest", "",
						(app) -> app.desk("").property("theater.actors.desk.manifest=desk.wasm")),
				new Case("A directory", "", (app) -> app.property("theater.actors.desk.manifest=desk.toml").file("desk.toml/x", "")),
				new Case("A link that leads out", "", (app) -> link(app.desk(""), "out.toml", "../../application.properties")),
				new Case("Not readable", "", (app) -> link(app.desk(""), "loop.toml", "loop.toml")),
				new Case("Not UTF-8", "", (app) -> app.desk("").file("desk.toml", new byte[] { (byte) 0xff })),
				new Case("Not TOML", "", (app) -> app.desk("[limits\nmemory = \"1MB\"\n")),
				new Case("An unknown key", "", (app) -> app.desk("[lifecycle]\nrestrat = \"permanent\"\n")),
				new Case("A wrong value", "", (app) -> app.desk("[supervision]\nstrategy = \"one-for-some\"\n")),
				new Case("Several mistakes", "", (app) -> app.desk("[lifecycle]\ncall_timeout = \"soon\"\n[limits]\nmemory = -1\n")),
				new Case("No component", "", (app) -> app.desk("").file("desk.toml", "name = \"desk\"\n")),
				new Case("A component outside the location", "", (app) -> app.desk("").file("desk.toml", "name = \"desk\"\ncomponent = \"../desk.wasm\"\n")),
				new Case("A child's manifest does not exist", "", (app) -> app.desk(FailedStart.ALL + "[[child]]\nmanifest = \"worker.toml\"\n")),
				new Case("A mistake in a child's manifest", "", (app) -> app.desk(FailedStart.ALL + "[[child]]\nmanifest = \"worker.toml\"\n")
					.file("worker.toml", "name = \"worker\"\ncomponent = \"desk.wasm\"\ncolour = \"red\"\n")),
				new Case("Children in a circle", "", (app) -> app.desk(FailedStart.ALL + "[[child]]\nmanifest = \"worker.toml\"\n")
					.file("worker.toml", "name = \"worker\"\ncomponent = \"desk.wasm\"\n" + FailedStart.ALL + "[[child]]\nmanifest = \"desk.toml\"\n"))));
	}

	private static Family components() {
		return new Family("Components", "", List.of(
				new Case("No such file", "", (app) -> app.desk("").file("desk.toml", "name = \"desk\"\ncomponent = \"dsk.wasm\"\n")),
				new Case("Not WebAssembly", "", (app) -> app.desk("").file("desk.wasm", "#!/bin/sh\n")),
				new Case("Damaged", "", (app) -> app.desk("").file("desk.wasm", Arrays.copyOf(FailedStart.guest("puppet"), 20000))),
				new Case("Invalid", "", (app) -> app.desk("hostile/components/realloc-of-another-type", FailedStart.ALL)),
				new Case("Unsupported", "", (app) -> app.desk("hostile/bytes/two-memories", FailedStart.ALL)),
				new Case("GC", "", (app) -> app.desk("hostile/bytes/gc-types", FailedStart.ALL)),
				new Case("Too large", "", (app) -> {
					app.desk("");
					try (RandomAccessFile file = new RandomAccessFile(app.actors().resolve("desk.wasm").toFile(), "rw")) {
						file.setLength(65L << 20);
					}
					catch (IOException ex) {
						throw new UncheckedIOException(ex);
					}
				}),
				new Case("Too much", "", (app) -> app.desk("hostile/components/memory-bomb", FailedStart.ALL)),
				new Case("Not an actor", "", (app) -> app.desk("refused/missing-export", FailedStart.ALL)),
				new Case("An export of another type", "", (app) -> app.desk("refused/wrong-export", FailedStart.ALL)),
				new Case("An import that nobody offers", "", (app) -> app.desk("refused/unknown-import", FailedStart.ALL)),
				new Case("A function that its interface does not have", "", (app) -> app.desk("refused/unknown-function", FailedStart.ALL)),
				new Case("An import of another type", "", (app) -> app.desk("refused/wrong-import", FailedStart.ALL)),
				new Case("WASI", "", (app) -> app.desk("refused/core-unknown-import", FailedStart.ALL))));
	}

	private static Family capabilities() {
		return new Family("Capabilities", "", List.of(
				new Case("Not granted", "", (app) -> app.desk("[[handler]]\ntype = \"runtime\"\n")),
				new Case("No such handler", "", (app) -> app.desk(FailedStart.ALL + "[[handler]]\ntype = \"filesytem\"\n")),
				new Case("Unknown key of a grant", "", (app) -> app.desk("[[handler]]\ntype = \"supervisor\"\ninline = true\n")),
				new Case("Wrong value of a grant's key", "", (app) -> app.desk("[[handler]]\ntype = \"supervisor\"\ninline_manifests = \"yes\"\n"))));
	}

	private static Family limits() {
		return new Family("Limits", "", List.of(
				new Case("Above a ceiling", "", (app) -> app.desk(FailedStart.ALL + "[limits]\nmemory = \"1GB\"\n")),
				new Case("A time above a ceiling", "", (app) -> app.desk(FailedStart.ALL + "[lifecycle]\ninit_timeout = \"10m\"\n")),
				new Case("Initial state", "", (app) -> app.desk(FailedStart.ALL + "[limits]\nmax_state = \"4B\"\n").property("theater.actors.desk.init=a long one")),
				new Case("Memory", "", (app) -> app.desk("hostile/memory/declares-too-much", FailedStart.ALL)),
				new Case("Depth", "", (app) -> app.desk(FailedStart.ALL + "[[child]]\nmanifest = \"worker.toml\"\n")
					.file("worker.toml", "name = \"worker\"\ncomponent = \"desk.wasm\"\n" + FailedStart.ALL).property("theater.limits.max-depth=1")),
				new Case("Actors", "", (app) -> app.desk(FailedStart.ALL).property("theater.actors.other.manifest=desk.toml").property("theater.limits.max-actors=1"))));
	}

	private static Family starts() {
		return new Family("First calls", "", List.of(
				new Case("init answers with an error", "", (app) -> app.desk(FailedStart.ALL).property("theater.actors.desk.init=init=err no such desk")),
				new Case("init traps", "", (app) -> app.desk(FailedStart.ALL).property("theater.actors.desk.init=init=trap")),
				new Case("init does not end", "", (app) -> app.desk(FailedStart.ALL + "[lifecycle]\ninit_timeout = \"100ms\"\n").property("theater.actors.desk.init=init=hang")),
				new Case("A child's init fails", "", (app) -> app.desk(FailedStart.ALL + "[[child]]\nmanifest = \"worker.toml\"\ninit = \"init=trap\"\n")
					.file("worker.toml", "name = \"worker\"\ncomponent = \"desk.wasm\"\n" + FailedStart.ALL)),
				new Case("spawn of a runner", "", (app) -> app.with(Runner.class))));
	}

	private static Family properties() {
		return new Family("Properties", "", List.of(
				property("Out of range", "theater.limits.max-depth=0"),
				property("Not convertible", "theater.limits.memory=64 sheep"),
				property("Not convertible", "theater.request-timeout=soon"),
				property("Enum", "theater.engine.mode=jit"),
				property("Enum", "theater.supervision.strategy=one-for-some"),
				property("Contradiction", "theater.dispatcher.threads=8", "theater.dispatcher.max-threads=8"),
				property("Contradiction", "theater.actors.desk.manifest=desk.toml", "theater.actors.desk.init=1", "theater.actors.desk.init-location=classpath:desk.json"),
				property("Misspelt below an actor", "theater.actors.desk.manifset=desk.toml"),
				property("name", "theater.actors[a/b].manifest=desk.toml"),
				property("long name", "theater.actors." + "x".repeat(101) + ".manifest=desk.toml"),
				property("store", "theater.store.type=jdbc"),
				property("location", "theater.manifest-locations=classpath:/../actors/"),
				property("location", "theater.manifest-locations=https://example.com/actors/", "theater.actors.desk.manifest=desk.toml"),
				property("init location", "theater.actors.desk.manifest=desk.toml", "theater.actors.desk.init-location=classpath:desk.json"),
				property("cache", "theater.engine.cache-directory=/dev/null/theater"),
				property("show values", "management.endpoint.theater.show-values=sometimes", "management.endpoints.jmx.exposure.include=theater")));
	}

	private static Case property(String title, String... lines) {
		return new Case(title, String.join("\n", lines), (app) -> List.of(lines).forEach(app::property));
	}

	private static Family beans() {
		return new Family("Beans", "", List.of(new Case("Two handlers of one name", "", (app) -> app.with(TwoTills.class)),
				new Case("A handler with the name of a built-in", "", (app) -> app.with(Runtime2.class)),
				new Case("A store that fails", "", (app) -> app.desk(FailedStart.ALL).with(BrokenStore.class))));
	}

	private static void link(FailedStart app, String name, String target) {
		try {
			Files.createSymbolicLink(app.actors().resolve(name), Path.of(target));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		app.property("theater.actors.desk.manifest=" + name);
	}

	@Configuration(proxyBeanMethods = false)
	static class Runner {

		@Bean
		ApplicationRunner runner(SupervisorService supervisor) {
			return (args) -> supervisor.spawn("worker.toml");
		}

	}

	record Till(String name) implements HostHandler {

		@Override
		public void setUpHostFunctions(HostFunctions functions) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoTills {

		@Bean
		HostHandler till() {
			return new Till("till");
		}

		@Bean
		HostHandler other() {
			return new Till("till");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Runtime2 {

		@Bean
		HostHandler mine() {
			return new Till("runtime");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BrokenStore {

		@Bean
		EventStore store() {
			EventStore store = mock(EventStore.class);
			given(store.name()).willReturn("till-db");
			willThrow(new IllegalStateException("no connection to db:5432")).given(store).commit(any());
			return store;
		}

	}

}
