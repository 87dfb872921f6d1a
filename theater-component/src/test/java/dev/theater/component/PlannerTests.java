package dev.theater.component;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import dev.theater.component.binary.ComponentAst;
import dev.theater.component.binary.CoreModuleBytes;
import dev.theater.component.binary.Definition;
import dev.theater.component.binary.Sort;
import dev.theater.component.validation.ComponentValidator;
import dev.theater.component.validation.InvalidComponentException;
import dev.theater.component.validation.ValidationRule;
import dev.theater.component.wasm.WasmEngine;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PlannerTests {

	private static final CoreModuleBytes EMPTY = module("");

	private static final CoreModuleBytes WITH_MEMORY = module("0503010001");

	private static final CoreModuleBytes WITH_TABLE = module("040401700001");

	@Test
	void unrollsNestedComponents() {
		Plan plan = plan(doubling(3, EMPTY));
		assertThat(plan.coreInstances()).isEqualTo(8);
		assertThat(plan.componentInstances()).isEqualTo(15);
	}

	@Test
	void refusesTooManyCoreInstances() {
		assertThat(plan(instances(64, EMPTY)).coreInstances()).isEqualTo(64);
		assertRefused(instances(65, EMPTY), "64 core instances");
	}

	@Test
	void refusesTooManyMemories() {
		assertThat(plan(instances(8, WITH_MEMORY)).coreInstances()).isEqualTo(8);
		assertRefused(instances(9, WITH_MEMORY), "8 memories");
	}

	@Test
	void refusesTooManyTables() {
		assertThat(plan(instances(16, WITH_TABLE)).coreInstances()).isEqualTo(16);
		assertRefused(instances(17, WITH_TABLE), "16 tables");
	}

	@Test
	void refusesASmallComponentThatUnrollsIntoMillions() {
		assertRefused(doubling(30, EMPTY), "64 core instances");
		assertRefused(doubling(30, null), "1000 component instances");
	}

	@Test
	void refusesInstancesNestedTooDeep() {
		ComponentAst component = new ComponentAst(0, List.of());
		for (int i = 0; i < 32; i++) {
			component = new ComponentAst(0,
					List.of(new Definition.NestedComponent(0, component), new Definition.Instantiate(0, 0, List.of())));
		}
		assertRefused(component, "deeper than 32");
	}

	/** A component of n levels, each of which instantiates the one below twice. */
	private static ComponentAst doubling(int levels, CoreModuleBytes module) {
		List<Definition> leaf = new ArrayList<>();
		if (module != null) {
			leaf.add(new Definition.CoreModule(0, module));
			leaf.add(new Definition.CoreInstantiate(0, 0, List.of()));
		}
		ComponentAst component = new ComponentAst(0, leaf);
		for (int i = 0; i < levels; i++) {
			component = new ComponentAst(0, List.of(new Definition.NestedComponent(0, component),
					new Definition.Instantiate(0, 0, List.of()), new Definition.Instantiate(0, 0, List.of())));
		}
		return component;
	}

	private static ComponentAst instances(int count, CoreModuleBytes module) {
		List<Definition> definitions = new ArrayList<>(
				List.of(new Definition.CoreModule(0, module), new Definition.OuterAlias(0, Sort.CORE_MODULE, 0, 0)));
		for (int i = 0; i < count; i++) {
			definitions.add(new Definition.CoreInstantiate(0, i % 2, List.of()));
		}
		return new ComponentAst(0, definitions);
	}

	private static void assertRefused(ComponentAst component, String message) {
		assertThatExceptionOfType(InvalidComponentException.class).isThrownBy(() -> plan(component))
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.rule()).isEqualTo(ValidationRule.LIMIT));
	}

	private static Plan plan(ComponentAst component) {
		ModuleLoader loader = new ModuleLoader(WasmEngine.of(WasmEngine.Mode.INTERPRETER));
		return Planner.plan(new ComponentValidator(loader).validate(component), loader.modules());
	}

	private static CoreModuleBytes module(String sections) {
		return CoreModuleBytes.of(HexFormat.of().parseHex("0061736d01000000" + sections));
	}

}
