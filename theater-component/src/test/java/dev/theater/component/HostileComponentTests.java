package dev.theater.component;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import dev.theater.component.type.FunctionType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.validation.InvalidComponentException;
import dev.theater.component.validation.ValidationRule;
import dev.theater.component.wasm.WasmEngine;
import dev.theater.component.wasm.WasmTrap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Components that were made to break the host, and a valid one that is as twisted. */
class HostileComponentTests {

	@ParameterizedTest
	@CsvSource({ "nested-instance-import, a instance inside", "module-in-instance-import, a core module inside",
			"component-in-instance-import, a component inside" })
	void refusesToLinkWhatOnlyOtherComponentsCouldGive(String name, String problem) {
		Component component = TestComponents.load(WasmEngine.Mode.INTERPRETER, name);
		assertThat(component.wit()).contains("a:b");
		assertThat(component.imports()).hasSize(1);
		Linker linker = new Linker().with(HostInterface.builder("a:b/c").build());
		assertThatExceptionOfType(LinkException.class).isThrownBy(() -> linker.link(component))
			.withMessageContaining(problem);
		assertThatExceptionOfType(LinkException.class).isThrownBy(() -> new Linker().link(component))
			.withMessageContaining("a:b/c: is not offered by the host");
	}

	@ParameterizedTest
	@EnumSource(WasmEngine.Mode.class)
	void refusesAModuleThatExportsANameTwice(WasmEngine.Mode mode) {
		assertThatExceptionOfType(InvalidComponentException.class)
			.isThrownBy(() -> Component.load(WasmEngine.of(mode), TestComponents.bytes("export-twice")))
			.withMessageContaining("export")
			.withMessageContaining("\"f\"");
	}

	@ParameterizedTest
	@EnumSource(WasmEngine.Mode.class)
	void boundsWhatIsKeptForCallsThroughSharedTables(WasmEngine.Mode mode) {
		ComponentInstance instance = new Linker().link(TestComponents.load(mode, "shared-table"))
			.instantiate(InstanceOptions.DEFAULTS);
		for (int i = 0; i < 25; i++) {
			instance.requireFunction("f" + i).call();
			instance.requireFunction("f" + i).call();
		}
		assertThatExceptionOfType(TrapException.class).isThrownBy(() -> instance.requireFunction("f25").call())
			.withMessageContaining("at most 10000 are allowed")
			.satisfies((trap) -> assertThat(trap.reason()).isEqualTo(WasmTrap.Reason.LIMIT));
		assertThat(instance.hasTrapped()).isTrue();
	}

	@ParameterizedTest
	@EnumSource(WasmEngine.Mode.class)
	void runsAComponentThatAnotherExportsWithItsSurroundings(WasmEngine.Mode mode) {
		ComponentInstance instance = new Linker().link(TestComponents.load(mode, "closures"))
			.instantiate(InstanceOptions.DEFAULTS);
		assertThat(instance.requireFunction("c").call()).isEqualTo(1L);
		assertThat(instance.requireFunction("n").call()).isEqualTo(2L);
		assertThat(instance.requireFunction("s1").call()).isEqualTo(301L);
		assertThat(instance.requireFunction("s2").call()).isEqualTo(40201L);
	}

	@Test
	void saysAHundredMismatchesAndThatThereAreMore() {
		byte[] file = component(300, (i) -> "f" + (100 + i));
		Component component = Component.load(WasmEngine.of(WasmEngine.Mode.INTERPRETER), file);
		assertThat(component.imports()).hasSize(300);
		assertThatExceptionOfType(LinkException.class).isThrownBy(() -> new Linker().link(component))
			.satisfies((ex) -> assertThat(ex.mismatches()).hasSize(101))
			.withMessageContaining("f199: ")
			.withMessageContaining("and more: comparing stopped after the first 100 mismatches");
		assertThatExceptionOfType(LinkException.class)
			.isThrownBy(
					() -> new Linker().withFunction("f100", FunctionType.of(PrimitiveType.U8), (context, none) -> null)
						.link(Component.load(WasmEngine.of(WasmEngine.Mode.INTERPRETER),
								component(2, (i) -> "f" + (100 + i)))))
			.satisfies((ex) -> assertThat(ex.mismatches()).hasSize(2));
	}

	@Test
	void refusesMoreModulesThanCanBeOfUse() {
		WasmEngine engine = WasmEngine.of(WasmEngine.Mode.INTERPRETER);
		assertThat(Component.load(engine, modules(256)).imports()).isEmpty();
		assertThatExceptionOfType(InvalidComponentException.class)
			.isThrownBy(() -> Component.load(engine, modules(257)))
			.withMessageContaining("more than 256 core modules")
			.satisfies((ex) -> assertThat(ex.rule()).isEqualTo(ValidationRule.LIMIT));
	}

	/** Imports functions without parameters and results; names of four characters. */
	private static byte[] component(int count, IntFunction<String> names) {
		List<Integer> bytes = preamble();
		bytes.addAll(List.of(7, 5, 1, 0x40, 0, 1, 0));
		List<Integer> imports = new ArrayList<>(List.of(count & 0x7f | 0x80, count >> 7));
		for (int i = 0; i < count; i++) {
			String name = names.apply(i);
			imports.addAll(List.of(0, name.length()));
			name.chars().forEach(imports::add);
			imports.addAll(List.of(1, 0));
		}
		bytes.addAll(List.of(10, imports.size() & 0x7f | 0x80, imports.size() >> 7));
		bytes.addAll(imports);
		return array(bytes);
	}

	/** Empty modules, with a custom section each. */
	private static byte[] modules(int count) {
		List<Integer> bytes = preamble();
		for (int i = 0; i < count; i++) {
			bytes.addAll(List.of(1, 13, 0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0, 3, 0, i & 0xff, i >> 8));
		}
		return array(bytes);
	}

	private static List<Integer> preamble() {
		return new ArrayList<>(List.of(0, 0x61, 0x73, 0x6d, 13, 0, 1, 0));
	}

	private static byte[] array(List<Integer> bytes) {
		byte[] array = new byte[bytes.size()];
		for (int i = 0; i < array.length; i++) {
			array[i] = bytes.get(i).byteValue();
		}
		return array;
	}

}
