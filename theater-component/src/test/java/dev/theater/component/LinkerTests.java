package dev.theater.component;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ListType;
import dev.theater.component.type.OptionType;
import dev.theater.component.type.RecordType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.validation.ComponentType;
import dev.theater.component.validation.CoreModuleType;
import dev.theater.component.validation.InstanceType;
import dev.theater.component.validation.ItemType;
import dev.theater.component.validation.TypeDefinition;
import dev.theater.component.wasm.WasmEngine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.theater.component.type.RecordType.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What a linker finds wrong between a component and a host, and how it says so. */
class LinkerTests {

	private static final List<HostInterface> ALL = TheaterSimple.interfaces((context, name, type, arguments) -> null);

	private static final FunctionType NOTHING = FunctionType.of(null);

	private static Component supervisor;

	@BeforeAll
	static void load() {
		supervisor = Component.load(WasmEngine.of(WasmEngine.Mode.INTERPRETER),
				SharedActors.component("supervisor-parent"));
	}

	@Test
	void showsWhatAComponentImportsAndExports() {
		assertThat(supervisor.imports()).extracting(ComponentImport::name)
			.containsExactly("theater:simple/types", "theater:simple/runtime", "theater:simple/supervisor",
					"theater:simple/message-server-host");
		assertThat(supervisor.imports().get(1).functions()).containsKeys("log", "get-chain", "shutdown");
		assertThat(supervisor.exports()).extracting(ComponentExport::kind).containsOnly(ItemKind.INTERFACE);
		assertThat(supervisor.exportedFunction("theater:simple/actor", "init"))
			.contains(TheaterSimple.exports().get("actor").get("init"));
		assertThat(supervisor.exportedFunction("theater:simple/actor", "exit")).isEmpty();
		assertThat(supervisor.exportedFunction("theater:simple/nope", "init")).isEmpty();
	}

	@Test
	void namesAnInterfaceThatIsNotOffered() {
		Linker linker = new Linker().with(without("supervisor"));
		assertThatExceptionOfType(LinkException.class).isThrownBy(() -> linker.link(supervisor))
			.withMessage("the component does not fit this host: 1 mismatch\n  theater:simple/supervisor: is not offered"
					+ " by the host; offered are: theater:simple/types, theater:simple/runtime,"
					+ " theater:simple/message-server-host; register a HostInterface of this name or grant it to the"
					+ " component");
	}

	@Test
	void namesAFunctionThatTheHostDoesNotHave() {
		Linker linker = new Linker().with(without("runtime"))
			.with(HostInterface.builder("theater:simple/runtime")
				.type("chain", TheaterSimple.CHAIN)
				.function("log", function("runtime", "log"), (context, arguments) -> null)
				.function("get-chain", function("runtime", "get-chain"), (context, arguments) -> null)
				.build());
		assertThatExceptionOfType(LinkException.class).isThrownBy(() -> linker.link(supervisor))
			.satisfies((ex) -> assertThat(ex.mismatches())
				.containsExactly(new LinkException.Mismatch("theater:simple/runtime.shutdown",
						"the component imports func(data: option<list<u8>>) -> result<_, string>; the host's"
								+ " theater:simple/runtime has no such function, only: log, get-chain")));
	}

	@Test
	void printsBothTypesOfAFunctionThatDiffers() {
		FunctionType other = FunctionType.of(null, FunctionType.param("message", PrimitiveType.STRING));
		Linker linker = new Linker().with(without("runtime"))
			.with(HostInterface.builder("theater:simple/runtime")
				.type("chain", TheaterSimple.CHAIN)
				.function("log", other, (context, arguments) -> null)
				.function("get-chain", function("runtime", "get-chain"), (context, arguments) -> null)
				.function("shutdown", function("runtime", "shutdown"), (context, arguments) -> null)
				.build());
		assertThatExceptionOfType(LinkException.class).isThrownBy(() -> linker.link(supervisor))
			.withMessageContaining("theater:simple/runtime.log: the component imports func(msg: string); the host"
					+ " offers func(message: string)");
	}

	@Test
	void saysWhereTwoTypesOfOneNameDiffer() {
		RecordType event = RecordType.of(field("event-type", PrimitiveType.STRING),
				field("parent", new OptionType(PrimitiveType.U64)), field("data", PrimitiveType.STRING));
		RecordType metaEvent = RecordType.of(field("hash", PrimitiveType.U64), field("event", event));
		RecordType chain = RecordType.of(field("events", new ListType(metaEvent)));
		Linker linker = new Linker().with(without("runtime"))
			.with(HostInterface.builder("theater:simple/runtime")
				.type("chain", chain)
				.function("log", function("runtime", "log"), (context, arguments) -> null)
				.function("get-chain", FunctionType.of(chain), (context, arguments) -> null)
				.function("shutdown", function("runtime", "shutdown"), (context, arguments) -> null)
				.build());
		assertThatExceptionOfType(LinkException.class).isThrownBy(() -> linker.link(supervisor))
			.satisfies((ex) -> assertThat(ex.mismatches())
				.contains(new LinkException.Mismatch("theater:simple/runtime.get-chain",
						"the component imports func() -> chain; the host offers func() -> chain; they differ in"
								+ " result.events[].event.data: list<u8> and string")))
			.satisfies((ex) -> assertThat(ex.mismatches()).hasSize(2)
				.allSatisfy((each) -> assertThat(each.problem()).endsWith("event.data: list<u8> and string")));
	}

	@Test
	void comparesTypesWithoutFunctions() {
		Linker linker = new Linker().with(without("types"))
			.with(HostInterface.builder("theater:simple/types")
				.type("actor-id", PrimitiveType.U32)
				.type("channel-id", PrimitiveType.STRING)
				.build());
		assertThatExceptionOfType(LinkException.class).isThrownBy(() -> linker.link(supervisor))
			.withMessageContaining("theater:simple/types.chain-event: the component imports the type record { hash:")
			.withMessageContaining("declares no such type, only: actor-id, channel-id")
			.withMessageContaining(
					"theater:simple/types.actor-id: the component imports the type string; the host declares u32");
	}

	@Test
	void collectsAllMismatches() {
		assertThatExceptionOfType(LinkException.class).isThrownBy(() -> new Linker().link(supervisor))
			.satisfies((ex) -> assertThat(ex.mismatches()).hasSize(4))
			.withMessageStartingWith("the component does not fit this host: 4 mismatches\n")
			.withMessageContaining("offered are: none");
	}

	@Test
	void refusesOtherImportsThanInterfacesByName() {
		Map<String, ItemType> imports = new LinkedHashMap<>();
		imports.put("c", new ItemType.Component(new ComponentType(Map.of(), Map.of())));
		imports.put("m", new ItemType.CoreModule(new CoreModuleType(List.of(), Map.of())));
		imports.put("f", new ItemType.Function(new TypeDefinition.Function(NOTHING, List.of())));
		imports.put("url=<https://example.org/a>", new ItemType.Instance(new InstanceType(Map.of())));
		imports.put("unlocked-dep=<a:b>", new ItemType.Instance(new InstanceType(Map.of())));
		imports.put("t", new ItemType.Type(TypeDefinition.Value.of(PrimitiveType.U8)));
		assertThatExceptionOfType(LinkException.class)
			.isThrownBy(() -> new ImportCheck(Map.of(), Map.of()).check(imports))
			.satisfies((ex) -> assertThat(ex.mismatches()).extracting(LinkException.Mismatch::path)
				.containsExactly("c", "m", "f", "url=<https://example.org/a>", "unlocked-dep=<a:b>"))
			.withMessageContaining("imports of components are not supported")
			.withMessageContaining("imports of core modules are not supported")
			.withMessageContaining("f: the component imports the function by itself, func(); functions that the host"
					+ " offers so are: none");
	}

	@ParameterizedTest
	@CsvSource({ "a:b/c,a:b/c,true", "a:b/c@1.0.0,a:b/c@1.0.0,true", "a:b/c@1.0.0,a:b/c@1.9.3,true",
			"a:b/c@1.0.0,a:b/c@2.0.0,false", "a:b/c@0.2.0,a:b/c@0.2.7,true", "a:b/c@0.2.0,a:b/c@0.3.0,false",
			"a:b/c@0.0.1,a:b/c@0.0.2,false", "a:b/c@0.0.1,a:b/c@0.0.1+b,true", "a:b/c@1.0.0-rc.1,a:b/c@1.0.0,false",
			"a:b/c@1.0.0-rc.1,a:b/c@1.0.0-rc.2,false", "a:b/c,a:b/c@1.0.0,false", "a:b/c@1.0.0,a:b/c,false",
			"a:b/c@1.0.0,a:b/d@1.0.0,false", "a:b/c@0.2.0,a:b/c@2.0.0,false", "a:b/c@0.0.0,a:b/c@0.0.0,true" })
	void matchesVersions(String wanted, String offered, boolean fits) {
		HostInterface host = HostInterface.builder(offered).build();
		Map<String, ItemType> imports = Map.of(wanted, new ItemType.Instance(new InstanceType(Map.of())));
		ImportCheck check = new ImportCheck(Map.of(offered, host), Map.of());
		if (fits) {
			assertThat(check.check(imports)).containsEntry(wanted, host);
		}
		else {
			assertThatExceptionOfType(LinkException.class).isThrownBy(() -> check.check(imports));
		}
	}

	@Test
	void prefersTheExactVersionAndImportsTwoAtOnce() {
		HostInterface old = HostInterface.builder("a:b/c@1.0.0").build();
		HostInterface modern = HostInterface.builder("a:b/c@1.5.0").build();
		HostInterface next = HostInterface.builder("a:b/c@2.0.0").build();
		Map<String, HostInterface> offered = new LinkedHashMap<>();
		List.of(old, modern, next).forEach((each) -> offered.put(each.name(), each));
		Map<String, ItemType> imports = new LinkedHashMap<>();
		imports.put("a:b/c@1.5.0", new ItemType.Instance(new InstanceType(Map.of())));
		imports.put("a:b/c@2.1.0", new ItemType.Instance(new InstanceType(Map.of())));
		assertThat(new ImportCheck(offered, Map.of()).check(imports)).containsEntry("a:b/c@1.5.0", modern)
			.containsEntry("a:b/c@2.1.0", next);
	}

	@Test
	void refusesInterfacesTwice() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Linker().with(ALL).with(ALL.getFirst()))
			.withMessageContaining("theater:simple/types is offered twice");
	}

	@Test
	void refusesInterfacesThatAreNotWellFormed() {
		assertThatIllegalArgumentException().isThrownBy(() -> HostInterface.builder("theater:runtime"))
			.withMessageContaining("\"theater:runtime\" is not the name of an interface");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> HostInterface.builder("a:b/c").function("Get_it", NOTHING, (context, arguments) -> null))
			.withMessageContaining("\"Get_it\"");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> HostInterface.builder("a:b/c")
				.type("x", PrimitiveType.U8)
				.function("X", NOTHING, (context, arguments) -> null))
			.withMessageContaining("twice");
	}

	private static List<HostInterface> without(String name) {
		List<HostInterface> some = new ArrayList<>(ALL);
		some.removeIf((each) -> each.name().equals("theater:simple/" + name));
		return some;
	}

	private static FunctionType function(String interfaceName, String function) {
		return ALL.stream()
			.filter((each) -> each.name().equals("theater:simple/" + interfaceName))
			.findFirst()
			.orElseThrow()
			.functions()
			.get(function);
	}

}
