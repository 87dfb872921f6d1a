package dev.theater.component;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.theater.component.type.ComponentException;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ValueType;
import dev.theater.component.wasm.WasmEngine;
import dev.theater.component.wit.Wit;
import dev.theater.component.wit.WitException;
import dev.theater.component.wit.WitInterface;
import dev.theater.component.wit.WitWorld;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The WIT of components, against what wasm-tools says (src/test/resources/wit/README.md).
 */
class ComponentWitTests {

	private static final WasmEngine ENGINE = WasmEngine.of(WasmEngine.Mode.INTERPRETER);

	static Stream<String> shared() {
		return SharedActors.NAMES.stream();
	}

	@ParameterizedTest
	@MethodSource("shared")
	void printsSharedActorsAsWasmToolsDoes(String name) {
		assertSameAsGolden(name, SharedActors.component(name));
	}

	static Stream<String> own() {
		return own(SharedActors.root()).keySet().stream();
	}

	private static Map<String, Path> own(Path root) {
		Map<String, Path> files = new TreeMap<>();
		Path examples = root.resolve("theater-example-actors/src/main/resources/actors");
		for (String name : List.of("counter", "desk", "echo", "flaky")) {
			files.put("example-" + name, examples.resolve(name + ".wasm"));
		}
		Path guests = root.resolve("theater-core/src/test/resources/guests");
		files.put("puppet", guests.resolve("puppet.wasm"));
		for (String name : List.of("missing-export", "unknown-function", "unknown-import", "wrong-export",
				"wrong-import")) {
			files.put(name, guests.resolve("refused").resolve(name + ".wasm"));
		}
		return files;
	}

	@ParameterizedTest
	@MethodSource("own")
	void printsTheProjectsGuestsAsWasmToolsDoes(String name) throws IOException {
		assertSameAsGolden(name, Files.readAllBytes(Objects.requireNonNull(own(SharedActors.root()).get(name))));
	}

	@Test
	void printsAllKindsOfItemsAsWasmToolsDoes() {
		assertSameAsGolden("zoo", resource("zoo.wasm"));
	}

	/**
	 * Valid components of the standard's own tests, where they lie beside the project.
	 */
	@Test
	void printsWhatCanBeReadAgainOfTheStandardsComponents() throws IOException {
		Path folder = SharedActors.folder().resolveSibling("component-spec");
		Assumptions.assumeTrue(Files.isDirectory(folder), "no " + folder);
		int read = 0;
		for (Path file : wasm(folder)) {
			Component component = loaded(file);
			if (component != null && !component.wit().contains("// ")) {
				try {
					assertReadsAgain(component, component.wit());
				}
				catch (WitException ex) {
					throw new AssertionError(file + ":\n" + component.wit(), ex);
				}
				read++;
			}
		}
		assertThat(read).isGreaterThan(50);
	}

	private static List<Path> wasm(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().endsWith(".wasm")).sorted().toList();
		}
	}

	/** Null where it is not to be loaded. */
	private static Component loaded(Path file) throws IOException {
		try {
			return Component.load(ENGINE, Files.readAllBytes(file));
		}
		catch (ComponentException ex) {
			return null;
		}
	}

	@Test
	void printsOnceAndKeepsIt() {
		Component component = Component.load(ENGINE, resource("zoo.wasm"));
		assertThat(component.wit()).isSameAs(component.wit());
	}

	private static void assertSameAsGolden(String name, byte[] bytes) {
		Component component = Component.load(ENGINE, bytes);
		String text = component.wit();
		assertThat(text).isEqualTo(new String(resource("golden/" + name + ".wit"), StandardCharsets.UTF_8));
		assertReadsAgain(component, text);
	}

	/** What is read from the text is what the component has. */
	static void assertReadsAgain(Component component, String text) {
		WitWorld world = Wit.parse(text, "printed.wit").world("root:component/root");
		component.imports().forEach((each) -> {
			if (each.kind() != ItemKind.TYPE) {
				assertSame(world.imports().get(each.name()), each.types(), each.functions());
			}
		});
		component.exports()
			.forEach((each) -> assertSame(world.exports().get(each.name()), each.types(), each.functions()));
	}

	private static void assertSame(WitWorld.Item item, Map<String, ValueType> types,
			Map<String, FunctionType> functions) {
		switch (item) {
			case WitWorld.Item.Function function -> assertThat(functions.values()).containsExactly(function.type());
			case WitWorld.Item.Interface read -> {
				WitInterface type = read.type();
				assertThat(type.types()).containsAllEntriesOf(types);
				assertThat(type.functions()).containsAllEntriesOf(functions);
				assertThat(type.types().size() + type.functions().size())
					.isGreaterThanOrEqualTo(types.size() + functions.size());
			}
		}
	}

	@ParameterizedTest
	@MethodSource("shared")
	void printsWhatACoreModuleUsesOfItsWorld(String name) {
		Wit wit = Wit.builder().folder(SharedActors.folder().resolve("wit")).build();
		HostInterface[] hosts = TheaterSimple.interfaces((context, function, type, arguments) -> null)
			.stream()
			.map((each) -> from(wit, each.name()))
			.toArray(HostInterface[]::new);
		World world = World.from(wit, "theater:simple/full-actor", hosts);
		Component module = Component.load(ENGINE, SharedActors.coreModule(name), world);
		String text = module.wit();
		assertReadsAgain(module, text);
		Component component = Component.load(ENGINE, SharedActors.component(name));
		Wit ofModule = Wit.parse(text, "module.wit");
		Wit ofComponent = Wit.parse(component.wit(), "component.wit");
		for (String each : ofModule.interfaces()) {
			assertThat(ofModule.interfaceOf(each).functions()).as(each)
				.isEqualTo(ofComponent.interfaceOf(each).functions());
			assertThat(ofComponent.interfaceOf(each).types()).as(each)
				.containsAllEntriesOf(ofModule.interfaceOf(each).types());
		}
	}

	@Test
	void printsACoreModuleOfAWorldThatKnowsNoNames() {
		List<HostInterface> hosts = TheaterSimple.interfaces((context, function, type, arguments) -> null);
		World world = TheaterSimple.world(hosts);
		Component module = Component.load(ENGINE, SharedActors.coreModule("supervisor-parent"), world);
		assertReadsAgain(module, module.wit());
		assertThat(module.wit())
			.contains("get-child-events: func(child-id: string)" + " -> result<list<chain-event>, string>;")
			.contains("record handle-child-error-params {");
	}

	private static HostInterface from(Wit wit, String name) {
		HostInterface.WitBuilder builder = HostInterface.from(wit, name);
		wit.interfaceOf(name).functions().keySet().forEach((each) -> builder.function(each, (context, a) -> null));
		return builder.build();
	}

	static byte[] resource(String name) {
		try (InputStream in = ComponentWitTests.class.getResourceAsStream("/wit/" + name)) {
			return Objects.requireNonNull(in, name).readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
