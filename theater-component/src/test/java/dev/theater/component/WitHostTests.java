package dev.theater.component;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.theater.component.type.FunctionType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.RecordType;
import dev.theater.component.type.TupleType;
import dev.theater.component.type.TupleValue;
import dev.theater.component.type.ValueType;
import dev.theater.component.wasm.WasmEngine;
import dev.theater.component.wit.Wit;
import dev.theater.component.wit.WitException;
import org.junit.jupiter.api.Test;

import static dev.theater.component.type.FunctionType.param;
import static dev.theater.component.type.RecordType.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Host interfaces and worlds that are taken from WIT texts. */
class WitHostTests {

	private static final HostFunction NOTHING = (context, arguments) -> null;

	private static final Wit WIT = Wit.parse("""
			package a:b@1.0.0;
			interface types { record event { text: string } }
			interface host {
				use types.{event};
				type id = string;
				log: func(msg: string);
				last: func(of: id) -> event;
			}
			interface guest { use types.{event}; run: func(e: event); }
			world app { import host; export guest; }
			world plain { import host; import now: func() -> u64; export inner: interface { f: func(); } }
			interface bad { resource r; }
			""", "host.wit");

	private static final ValueType EVENT = RecordType.of(field("text", PrimitiveType.STRING));

	private final List<String> lines = new CopyOnWriteArrayList<>();

	@Test
	void runsTheExampleOfTheReadme() {
		HostFunction log = (context, arguments) -> {
			this.lines.add((String) arguments[0]);
			return null;
		};
		// README begins
		Wit wit = Wit.parse("""
				package theater:simple;
				interface types { record event { event-type: string, parent: option<u64>, data: list<u8> }
					type channel-id = string;
					record channel-accept { accepted: bool, message: option<list<u8>> } }
				interface runtime { log: func(msg: string); }
				""", "theater.wit");
		HostInterface runtime = HostInterface.from(wit, "theater:simple/runtime").function("log", log).build();
		HostInterface types = HostInterface.from(wit, "theater:simple/types").build();
		// README ends
		Component component = Component.load(WasmEngine.of(WasmEngine.Mode.INTERPRETER),
				SharedActors.component("counter"));
		ComponentInstance instance = new Linker().with(runtime, types)
			.link(component)
			.instantiate(InstanceOptions.DEFAULTS);
		instance.function("theater:simple/actor", "init").orElseThrow().call(Optional.empty(), TupleValue.of("c"));
		assertThat(this.lines).containsExactly("counter c starts at 0");
	}

	@Test
	void theReadmeShowsTheExample() throws IOException {
		Path module = SharedActors.root().resolve("theater-component");
		String readme = Files.readString(module.resolve("README.md"));
		String shown = readme.substring(readme.indexOf("## Interfaces from WIT text\n```java\n") + 36);
		String test = Files.readString(module.resolve("src/test/java/dev/theater/component/WitHostTests.java"));
		String run = test.substring(test.indexOf("// README begins\n") + 17, test.indexOf("// README ends"));
		assertThat(shown.substring(0, shown.indexOf("```")).replaceAll("\\s+", " ").strip())
			.isEqualTo(run.replaceAll("\\s+", " ").strip());
	}

	@Test
	void takesTypesAndFunctionTypesFromTheText() {
		HostInterface host = host();
		assertThat(host.name()).isEqualTo("a:b/host@1.0.0");
		assertThat(host.types()).containsOnlyKeys("event", "id").containsEntry("event", EVENT);
		assertThat(host.functions()).containsOnlyKeys("log", "last")
			.containsEntry("last", FunctionType.of(EVENT, param("of", PrimitiveType.STRING)));
	}

	@Test
	void saysAllFunctionsThatAreMissingAndUnknown() {
		HostInterface.WitBuilder builder = HostInterface.from(WIT, "a:b/host@1.0.0")
			.function("lgo", NOTHING)
			.function("delete-everything", NOTHING);
		assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage("""
				the functions of a:b/host@1.0.0 are not those of its text:
				  missing is log: func(msg: string)
				  missing is last: func(of: id) -> event
				  unknown is "lgo"; did you mean 'log'?
				  unknown is "delete-everything"; known are: log, last""");
	}

	@Test
	void refusesAFunctionTwice() {
		HostInterface.WitBuilder builder = HostInterface.from(WIT, "a:b/host@1.0.0").function("log", NOTHING);
		assertThatIllegalArgumentException().isThrownBy(() -> builder.function("log", NOTHING))
			.withMessage("the function \"log\" twice for a:b/host@1.0.0");
	}

	@Test
	void refusesInterfacesThatTheTextDoesNotHaveOrThatAreUnsupported() {
		assertThatExceptionOfType(WitException.class).isThrownBy(() -> HostInterface.from(WIT, "a:b/host"))
			.withMessage("no interface 'a:b/host' in these WIT texts; known are: a:b/types@1.0.0, a:b/host@1.0.0,"
					+ " a:b/guest@1.0.0, a:b/bad@1.0.0");
		assertThatExceptionOfType(WitException.class).isThrownBy(() -> HostInterface.from(WIT, "a:b/bad@1.0.0"))
			.withMessage("host.wit:12:26: a:b/bad@1.0.0 uses resources, which this host does not support");
	}

	@Test
	void printsAnInterfaceAsItsTextSaysIt() {
		assertThat(host().wit()).isEqualTo("""
				package a:b@1.0.0;

				interface host {
				  use types.{event};

				  type id = string;

				  log: func(msg: string);

				  last: func(of: id) -> event;
				}
				""");
	}

	@Test
	void printsADeclaredInterfaceWithTheNamesThatItHas() {
		HostInterface host = HostInterface.builder("a:b/host")
			.type("event", EVENT)
			.type("happening", EVENT)
			.type("id", PrimitiveType.STRING)
			.function("last", FunctionType.of(EVENT, param("of", PrimitiveType.STRING)), NOTHING)
			.function("all", FunctionType.of(TupleType.of(RecordType.of(field("events", EVENT)), PrimitiveType.U8)),
					NOTHING)
			.build();
		assertThat(host.wit()).isEqualTo("""
				package a:b;

				interface host {
				  record event {
				    text: string,
				  }

				  type happening = event;

				  type id = string;

				  record all-result {
				    events: event,
				  }

				  last: func(of: string) -> event;

				  all: func() -> tuple<all-result, u8>;
				}
				""");
		assertThat(Wit.parse(host.wit(), "again.wit").interfaceOf("a:b/host").functions()).isEqualTo(host.functions());
	}

	@Test
	void takesAWorldFromTheText() {
		HostInterface other = HostInterface.builder("a:b/other").build();
		World world = World.from(WIT, "a:b/app@1.0.0", host(), other);
		assertThat(world.imports()).containsOnlyKeys("a:b/host@1.0.0");
		assertThat(world.exports()).containsOnlyKeys("a:b/guest@1.0.0");
		assertThat(world.exports().get("a:b/guest@1.0.0")).containsEntry("run",
				FunctionType.of(null, param("e", EVENT)));
	}

	@Test
	void refusesAWorldWhoseInterfacesAreMissingOrOthers() {
		HostInterface other = HostInterface.builder("a:b/host@1.0.0")
			.function("log", FunctionType.of(null, param("msg", PrimitiveType.U8)), NOTHING)
			.build();
		assertThatIllegalArgumentException().isThrownBy(() -> World.from(WIT, "a:b/app@1.0.0", other))
			.withMessage(
					"""
							the world a:b/app@1.0.0 does not fit:
							  a:b/host@1.0.0.log is func(msg: string) in the text; the host offers func(msg: u8)
							  a:b/host@1.0.0.last is func(of: string) -> record { text: string } in the text; the host offers none""");
		assertThatIllegalArgumentException().isThrownBy(() -> World.from(WIT, "a:b/app@1.0.0")).withMessage("""
				the world a:b/app@1.0.0 does not fit:
				  it imports a:b/host@1.0.0, which is not among the interfaces: none""");
	}

	@Test
	void refusesAWorldThatACoreModuleCannotHave() {
		assertThatIllegalArgumentException().isThrownBy(() -> World.from(WIT, "a:b/plain@1.0.0", host()))
			.withMessage(
					"""
							the world a:b/plain@1.0.0 does not fit:
							  it imports now outside of named interfaces; a core module cannot, make a component of it (wasm-tools component new)
							  it exports inner outside of named interfaces; a core module cannot, make a component of it (wasm-tools component new)""");
		assertThatExceptionOfType(WitException.class).isThrownBy(() -> World.from(WIT, "a:b/ap@1.0.0"))
			.withMessage("no world 'a:b/ap@1.0.0' in these WIT texts; did you mean 'a:b/app@1.0.0'?");
	}

	private static HostInterface host() {
		return HostInterface.from(WIT, "a:b/host@1.0.0").function("log", NOTHING).function("last", NOTHING).build();
	}

}
