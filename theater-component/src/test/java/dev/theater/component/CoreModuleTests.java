package dev.theater.component;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import dev.theater.component.type.FunctionType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.ResultValue;
import dev.theater.component.type.TupleValue;
import dev.theater.component.type.UnsupportedFeatureException;
import dev.theater.component.validation.InvalidComponentException;
import dev.theater.component.validation.ValidationRule;
import dev.theater.component.wasm.WasmEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CoreModuleTests {

	private static final WasmEngine ENGINE = WasmEngine.of(WasmEngine.Mode.INTERPRETER);

	/** A module whose initialiser adds one to what {@code t:t/i#get} returns. */
	private static final byte[] INITIALIZED = HexFormat.of()
		.parseHex("0061736d01000000" + "0108026000006000017f" + "0303020001" + "0606017f0141000b" + "071b02"
				+ "0b5f696e697469616c697a650000" + "09743a742f69236765740001" + "0a1002" + "09002300410" + "16a24000b"
				+ "040023000b");

	private final List<Object> logged = new ArrayList<>();

	private final List<HostInterface> interfaces = TheaterSimple.interfaces((context, name, type, arguments) -> {
		this.logged.add(arguments[0]);
		return null;
	});

	private final World world = TheaterSimple.world(this.interfaces);

	@ParameterizedTest
	@EnumSource(WasmEngine.Mode.class)
	void runsAModuleWithTheNewerNames(WasmEngine.Mode mode) {
		Component component = Component.load(WasmEngine.of(mode), modern(SharedActors.coreModule("counter")),
				this.world);
		ComponentInstance instance = new Linker().with(this.interfaces)
			.link(component)
			.instantiate(InstanceOptions.DEFAULTS);
		Object result = instance.function("theater:simple/actor", "init")
			.orElseThrow()
			.call(Optional.of(new byte[] { '4' }), TupleValue.of("c"));
		assertThat(result).isEqualTo(ResultValue.ok(TupleValue.of(Optional.of(new byte[] { '4' }))));
		assertThat(this.logged).containsExactly("counter c starts at 4");
	}

	@ParameterizedTest
	@EnumSource(WasmEngine.Mode.class)
	void initialisesAModuleOnceBeforeAnyExport(WasmEngine.Mode mode) {
		World world = World.builder().export("t:t/i", "get", FunctionType.of(PrimitiveType.U32)).build();
		LinkedComponent linked = new Linker().link(Component.load(WasmEngine.of(mode), INITIALIZED, world));
		for (int i = 0; i < 2; i++) {
			ExportedFunction get = linked.instantiate(InstanceOptions.DEFAULTS).function("t:t/i", "get").orElseThrow();
			assertThat(get.call()).isEqualTo(1L);
			assertThat(get.call()).isEqualTo(1L);
		}
	}

	@Test
	void refusesAWorldWithNamesThatAreNone() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> World.builder().export("actor", "init", FunctionType.of(null)))
			.withMessage("\"actor\" is not the name of an interface, such as \"theater:simple/actor\"");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> World.builder().export("theater:simple/actor", "Init_", FunctionType.of(null)))
			.withMessageContaining("\"Init_\" in theater:simple/actor is not a label");
	}

	@Test
	void refusesAModuleWithoutAWorld() {
		byte[] echo = SharedActors.coreModule("echo");
		assertThatExceptionOfType(InvalidComponentException.class).isThrownBy(() -> Component.load(ENGINE, echo))
			.withMessageContaining("load it with the world");
	}

	@Test
	void takesAComponentWithAWorldAsItIs() {
		assertThat(Component.load(ENGINE, SharedActors.component("echo"), World.builder().build()).exports())
			.hasSize(2);
	}

	@Test
	void refusesToMixTheFamiliesOfNames() {
		byte[] echo = SharedActors.coreModule("echo");
		byte[] mixed = RenamedModule.rename(echo, (name) -> name,
				(name) -> name.equals("memory") ? "cm32p2_memory" : name);
		assertInvalidNames(mixed, "mixes two families");
		byte[] imports = RenamedModule.rename(echo, (name) -> "cm32p2|" + name, (name) -> name);
		assertInvalidNames(imports, "mixes two families");
	}

	@Test
	void namesAllImportsAndExportsThatTheWorldDoesNotHave() {
		byte[] basic = SharedActors.coreModule("basic");
		byte[] echo = SharedActors.coreModule("echo");
		World world = World.builder()
			.imports(this.interfaces.subList(0, 1))
			.export("theater:simple/actor", "start", FunctionType.of(null))
			.build();
		assertThatExceptionOfType(LinkException.class).isThrownBy(() -> Component.load(ENGINE, basic, world))
			.withMessageContaining("theater:simple/actor.init: the module exports it; the world that it is loaded with"
					+ " has no such function, only: start");
		assertThatExceptionOfType(LinkException.class).isThrownBy(() -> Component.load(ENGINE, echo, world))
			.withMessageContaining("theater:simple/runtime: is not offered by the host")
			.withMessageContaining("theater:simple/message-server-client.handle-send")
			.withMessageContaining("has no such interface, only: theater:simple/actor");
	}

	@Test
	void comparesTheModulesCoreTypesWithTheWorld() {
		byte[] basic = SharedActors.coreModule("basic");
		byte[] echo = SharedActors.coreModule("echo");
		FunctionType other = FunctionType.of(null, FunctionType.param("n", PrimitiveType.S64));
		World exports = World.builder().export("theater:simple/actor", "init", other).build();
		assertThatExceptionOfType(LinkException.class).isThrownBy(() -> Component.load(ENGINE, basic, exports))
			.withMessageContaining(
					"(func (param i32 i32 i32 i32 i32) (result i32)); func(n: s64) needs (func (param i64))");
		World imports = TheaterSimple.world(List.of(HostInterface.builder("theater:simple/runtime")
			.function("log", other, (context, arguments) -> null)
			.build(), this.interfaces.get(2)));
		assertThatExceptionOfType(LinkException.class).isThrownBy(() -> Component.load(ENGINE, echo, imports))
			.withMessageContaining("theater:simple/runtime.log: the module imports (func (param i32 i32))");
	}

	@Test
	void refusesImportsThatAreOfNoInterface() {
		byte[] wasi = RenamedModule.rename(SharedActors.coreModule("chatty"), (name) -> "wasi_snapshot_preview1",
				(name) -> name);
		assertThatExceptionOfType(LinkException.class).isThrownBy(() -> Component.load(ENGINE, wasi, this.world))
			.withMessageContaining("\"wasi_snapshot_preview1\" \"log\": a core import that is not of an interface");
		byte[] resources = RenamedModule.rename(SharedActors.coreModule("chatty"), (name) -> "[export]" + name,
				(name) -> name);
		assertThatExceptionOfType(UnsupportedFeatureException.class)
			.isThrownBy(() -> Component.load(ENGINE, resources, this.world))
			.withMessageContaining("[export]theater:simple/runtime");
	}

	private void assertInvalidNames(byte[] module, String message) {
		assertThatExceptionOfType(InvalidComponentException.class)
			.isThrownBy(() -> Component.load(ENGINE, module, this.world))
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.rule()).isEqualTo(ValidationRule.CANONICAL_NAMES));
	}

	private static byte[] modern(byte[] module) {
		return RenamedModule.rename(module, (name) -> "cm32p2|" + name, CoreModuleTests::modernExport);
	}

	private static String modernExport(String name) {
		if (name.startsWith("cabi_post_")) {
			return modernExport(name.substring("cabi_post_".length())) + "_post";
		}
		return switch (name) {
			case "memory" -> "cm32p2_memory";
			case "cabi_realloc" -> "cm32p2_realloc";
			default -> "cm32p2|" + name.replace('#', '|');
		};
	}

}
