package dev.theater.component;

import java.io.ByteArrayOutputStream;

import dev.theater.component.validation.InvalidComponentException;
import dev.theater.component.validation.ValidationRule;
import dev.theater.component.wasm.ModuleWriter;
import dev.theater.component.wasm.WasmEngine;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What all modules of a component may have together, wherever in it they are. */
class ComponentLimitsTests {

	private static final WasmEngine ENGINE = WasmEngine.of(WasmEngine.Mode.INTERPRETER);

	private static final int MODULE = 1;

	private static final int COMPONENT = 4;

	private static byte[] component(byte[]... sections) {
		ByteArrayOutputStream component = new ByteArrayOutputStream();
		component.writeBytes(new byte[] { 0, 'a', 's', 'm', 0x0d, 0, 1, 0 });
		for (byte[] section : sections) {
			component.writeBytes(section);
		}
		return component.toByteArray();
	}

	private static byte[] section(int id, byte[] content) {
		ByteArrayOutputStream section = new ByteArrayOutputStream();
		section.write(id);
		int left = content.length;
		while (left >>> 7 != 0) {
			section.write(left & 0x7f | 0x80);
			left >>>= 7;
		}
		section.write(left);
		section.writeBytes(content);
		return section.toByteArray();
	}

	private static byte[] nops(int instructions) {
		return section(MODULE, ModuleWriter.nops(instructions));
	}

	/** Twice as many instructions, and one more. */
	private static byte[] elements(int count) {
		return section(MODULE, ModuleWriter.elements(count));
	}

	private static byte[] empty(int functions) {
		return section(MODULE, ModuleWriter.empty(functions));
	}

	private static byte[] nested(byte[]... sections) {
		return section(COMPONENT, component(sections));
	}

	private static void refused(byte[] component, String what) {
		assertThatExceptionOfType(InvalidComponentException.class).isThrownBy(() -> Component.load(ENGINE, component))
			.withMessageContaining(what + " are supported in all modules of a component")
			.satisfies((refusal) -> assertThat(refusal.rule()).isEqualTo(ValidationRule.LIMIT));
	}

	@Test
	void instructionsOfModulesInNestedComponentsCountTogether() {
		assertThat(Component
			.load(ENGINE, component(elements(999_999), nested(nops(1), nested(elements(999_999))), nops(1)))
			.exports()).isEmpty();
		refused(component(nops(1), nested(nested(nops(1)), elements(1)), nops(3_999_996)),
				"4000001 instructions or more, at most 4000000");
	}

	@Test
	void functionsOfModulesInNestedComponentsCountTogether() {
		assertThat(Component.load(ENGINE, component(empty(10_000), nested(nested(empty(20_000)), empty(10_000))))
			.exports()).isEmpty();
		refused(component(empty(20_000), nested(nested(empty(20_000)), empty(1))), "40001 functions, at most 40000");
	}

	/** A module is parsed once, however often it is instantiated. */
	@Test
	void whatIsInstantiatedOftenCountsOnce() {
		byte[] instances = new byte[1 + 3 * 64];
		instances[0] = 64;
		// each: instantiate module 0 without arguments
		byte[] section = section(2, instances);
		assertThat(Component.load(ENGINE, component(empty(15_000), section)).exports()).isEmpty();
	}

	/** A component that is loaded begins at nothing. */
	@Test
	void anotherComponentCountsForItself() {
		byte[] component = component(empty(20_000), empty(20_000));
		assertThat(Component.load(ENGINE, component).exports()).isEmpty();
		assertThat(Component.load(ENGINE, component).exports()).isEmpty();
	}

}
