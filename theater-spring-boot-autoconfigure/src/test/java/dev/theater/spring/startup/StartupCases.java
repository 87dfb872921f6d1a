package dev.theater.spring.startup;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Everything that keeps an application from starting, by family. */
final class StartupCases {

	private static final String ALL = FailedStart.ALL;

	private StartupCases() {
	}

	/**
	 * @param title its heading
	 * @param text a sentence or two on all of it
	 */
	record Family(String title, String text, List<Case> cases) {
	}

	/**
	 * One mistake, made in this JVM or in another.
	 *
	 * @param title what is wrong, in a few words
	 * @param shown what the user wrote; empty if the title says it
	 * @param foreign gives the output of another JVM for an empty folder, and null where
	 * this machine cannot; null if the mistake is made in this one
	 */
	record Case(String title, String shown, Consumer<FailedStart> mistake, Function<Path, String> foreign) {
	}

	static List<Family> all() {
		return List.of(manifests(), components(), capabilities(), limits(), firstCalls(), properties(), beans(),
				environment());
	}

	private static Case mistake(String title, Consumer<FailedStart> mistake) {
		return new Case(title, "", mistake, null);
	}

	private static Case property(String title, String... lines) {
		return new Case(title, String.join("\n", lines), (app) -> List.of(lines).forEach(app::property), null);
	}

	/** A root actor with a property like this. */
	private static Case desk(String title, String property) {
		return new Case(title, property, (app) -> app.desk(ALL).property(property), null);
	}

	/**
	 * A root actor with this in its manifest, after {@code name} and {@code component}.
	 */
	private static Case toml(String title, String more) {
		return new Case(title, more, (app) -> app.desk(more), null);
	}

	/** The same, all handlers granted. */
	private static Case granted(String title, String more) {
		return new Case(title, more, (app) -> app.desk(more + ALL), null);
	}

	/** A root actor whose component is one of the core's hostile and refused guests. */
	private static Case guest(String title, String guest) {
		return mistake(title, (app) -> app.desk(guest, ALL));
	}

	private static Family manifests() {
		return new Family("Manifests",
				"A manifest that is named by a property, by another manifest or by the application's code is not there, "
						+ "may not be read, or says what it must not; all that is wrong with its text is told at once.",
				List.of(desk("No such manifest", "theater.actors.desk.manifest=dsk.toml"),
						desk("A name that leads out", "theater.actors.desk.manifest=../desk.toml"),
						desk("Not the name of a manifest", "theater.actors.desk.manifest=desk.wasm"),
						mistake("A directory",
								(app) -> app.property("theater.actors.desk.manifest=desk.toml")
									.file("desk.toml/notes.txt", "")),
						mistake("A link that leads out",
								(app) -> app.desk("")
									.link("out.toml", "../../desk.toml")
									.property("theater.actors.desk.manifest=out.toml")),
						mistake("Not readable",
								(app) -> app.desk("")
									.link("loop.toml", "loop.toml")
									.property("theater.actors.desk.manifest=loop.toml")),
						mistake("Not UTF-8", (app) -> app.desk("").file("desk.toml", new byte[] { (byte) 0xff })),
						toml("Not TOML", "[limits\nmemory = \"1MB\"\n"),
						toml("An unknown key", "[lifecycle]\nrestrat = \"permanent\"\n"),
						toml("A wrong value", "[supervision]\nstrategy = \"one-for-some\"\n"),
						toml("Several mistakes", "[lifecycle]\ncall_timeout = \"soon\"\n[limits]\nmemory = -1\n"),
						mistake("No component is named", (app) -> app.desk("").file("desk.toml", "name = \"desk\"\n")),
						mistake("A component outside the location",
								(app) -> app.desk("")
									.file("desk.toml", "name = \"desk\"\ncomponent = \"../desk.wasm\"\n")),
						toml("An initial state that is not there", "init_state = \"state/desk.json\"\n"),
						granted("A child's manifest that is not there", "[[child]]\nmanifest = \"wroker.toml\"\n"),
						mistake("A mistake in a child's manifest", (app) -> app.worker("colour = \"red\"\n")),
						mistake("Children in a circle",
								(app) -> app.worker(ALL + "[[child]]\nmanifest = \"desk.toml\"\n")),
						mistake("A manifest that the application spawns",
								(app) -> app.with(StartupBeans.SpawningRunner.class)),
						mistake("A manifest that the application reads",
								(app) -> app.with(StartupBeans.ReadingBean.class))));
	}

	private static Family components() {
		return new Family("Components",
				"The file that `component` names is not there, is no WebAssembly that this host "
						+ "runs, or is not an actor that fits the host's interfaces.",
				List.of(mistake("No such file",
						(app) -> app.desk("").file("desk.toml", "name = \"desk\"\ncomponent = \"dsk.wasm\"\n")),
						mistake("Not WebAssembly", (app) -> app.desk("").file("desk.wasm", "#!/bin/sh\n")),
						mistake("Malformed: cut off",
								(app) -> app.desk("")
									.file("desk.wasm", Arrays.copyOf(FailedStart.guest("puppet"), 20_000))),
						guest("Invalid", "hostile/components/realloc-of-another-type"),
						guest("An unsupported feature", "hostile/bytes/two-memories"),
						guest("GC types", "hostile/bytes/gc-types"),
						mistake("A file that is too large", (app) -> app.desk("").resize("desk.wasm", 65L << 20)),
						guest("A component that is too large", "hostile/components/memory-bomb"),
						guest("Not an actor", "refused/missing-export"),
						guest("An export of another type", "refused/wrong-export"),
						guest("An import that nobody offers", "refused/unknown-import"),
						guest("A function that its interface does not have", "refused/unknown-function"),
						guest("An import of another type", "refused/wrong-import"),
						guest("An import of WASI", "refused/core-unknown-import")));
	}

	private static Family capabilities() {
		return new Family("Capabilities",
				"The manifest grants too little for what the component imports, or what nobody can grant. That a child "
						+ "would have more than its parent is no error at start: the guest that spawns it is told, and "
						+ "the log.",
				List.of(toml("Imports that are not granted", "[[handler]]\ntype = \"runtime\"\n"),
						toml("No such handler", "[[handler]]\ntype = \"filesytem\"\n"),
						toml("An unknown key of a grant", "[[handler]]\ntype = \"supervisor\"\ninline = true\n"),
						toml("A wrong value of a grant's key",
								"[[handler]]\ntype = \"supervisor\"\ninline_manifests = \"yes\"\n")));
	}

	private static Family limits() {
		return new Family("Limits",
				"A manifest wants more than the application's ceilings allow, or the actor needs more "
						+ "than it may have.",
				List.of(granted("Above a ceiling", "[limits]\nmemory = \"1GB\"\n"),
						granted("A time above a ceiling", "[lifecycle]\ninit_timeout = \"10m\"\n"),
						new Case("An initial state that is too large", "[limits]\nmax_state = \"4B\"\n",
								(app) -> app.desk("[limits]\nmax_state = \"4B\"\n" + ALL)
									.property("theater.actors.desk.init=more than that"),
								null),
						guest("More memory than the limit", "hostile/memory/declares-four-gigabytes"),
						new Case("A tree that is too deep", "theater.limits.max-depth=1",
								(app) -> app.worker(ALL).property("theater.limits.max-depth=1"), null),
						new Case("Too many actors", "theater.limits.max-actors=1",
								(app) -> app.worker(ALL).property("theater.limits.max-actors=1"), null)));
	}

	private static Family firstCalls() {
		return new Family("Init",
				"The component was loaded, and its `init` or that of one of its static children failed.", List
					.of(desk("An error that init answers", "theater.actors.desk.init=init=err no such desk"),
							desk("A trap", "theater.actors.desk.init=init=trap"),
							new Case("A timeout", "[lifecycle]\ninit_timeout = \"100ms\"\n",
									(app) -> app.desk("[lifecycle]\ninit_timeout = \"100ms\"\n" + ALL)
										.property("theater.actors.desk.init=init=hang"),
									null),
							new Case("A child's init", "[[child]]\nmanifest = \"worker.toml\"\ninit = \"init=trap\"\n",
									(app) -> app.worker(ALL)
										.file("desk.toml", "name = \"desk\"\ncomponent = \"desk.wasm\"\n" + ALL
												+ "[[child]]\nmanifest = \"worker.toml\"\ninit = \"init=trap\"\n"),
									null)));
	}

	private static Family properties() {
		return new Family("Properties", "A property has a value that cannot be used; where it is set is told as far as "
				+ "Spring Boot knows. A misspelt property is no error: Spring Boot ignores names that it does not know, "
				+ "and the default holds. The line `Theater is running …` names engine, store and root actors, so that it "
				+ "shows; editors underline what is not in the metadata.",
				List.of(property("Out of range", "theater.limits.max-depth=0"),
						property("Not a size", "theater.limits.memory=64 sheep"),
						property("Not a duration", "theater.request-timeout=soon"),
						property("Not one of the values", "theater.engine.mode=jit"),
						property("A contradiction", "theater.dispatcher.threads=8", "theater.dispatcher.max-threads=8"),
						property("Two initial states", "theater.actors.desk.manifest=desk.toml",
								"theater.actors.desk.init=1", "theater.actors.desk.init-location=classpath:desk.json"),
						property("An initial state that is not there", "theater.actors.desk.manifest=desk.toml",
								"theater.actors.desk.init-location=classpath:desk.json"),
						property("A root actor without a manifest", "theater.actors.desk.order=1"),
						property("A name that no actor may have", "theater.actors[a/b].manifest=desk.toml"),
						property("A store that there is not", "theater.store.type=jdbc"),
						property("A location that is none", "theater.manifest-locations=classpath:/../actors/"),
						property("A cache directory that cannot be made",
								"theater.engine.cache-directory=/dev/null/theater"),
						new Case("The compiler in a native image", "theater.engine.mode=compiler",
								(app) -> app.nativeImage().property("theater.engine.mode=compiler"), null)));
	}

	private static Family beans() {
		return new Family("Beans",
				"A bean of the application does not fit into the runtime, or fails while an actor " + "starts.",
				List.of(mistake("Two handlers of one name", (app) -> app.with(StartupBeans.TwoTills.class)),
						mistake("A handler with the name of a built-in one",
								(app) -> app.with(StartupBeans.OwnRuntime.class)),
						mistake("A store that cannot be used",
								(app) -> app.desk(ALL).with(StartupBeans.BrokenStore.class))));
	}

	private static Family environment() {
		return new Family("Java and libraries", "The JVM or the class path is not what theater needs. Code that is "
				+ "compiled against theater with an older JDK fails before: `class file has wrong version 65.0, should be "
				+ "61.0`.",
				List.of(foreign("Java 17",
						(place) -> ForeignStart.java17()
							.map((home) -> new ForeignStart(place).java(home)
								.run()
								.replace(home.toString(), "/usr/lib/jvm/java-17")
								.replaceAll("Java 17\\.[0-9.]+", "Java 17.0.1"))
							.orElse(null)),
						foreign("No ASM", (place) -> new ForeignStart(place).without("/ow2/asm/").run()),
						foreign("No compiler of the engine's",
								(place) -> new ForeignStart(place).without("/chicory/compiler/").run())));
	}

	private static Case foreign(String title, Function<Path, String> output) {
		return new Case(title, "", (app) -> {
		}, output);
	}

}
