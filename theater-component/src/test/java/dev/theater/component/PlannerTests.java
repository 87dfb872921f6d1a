package dev.theater.component;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import dev.theater.component.binary.ComponentAst;
import dev.theater.component.binary.CoreModuleBytes;
import dev.theater.component.binary.DefType;
import dev.theater.component.binary.Definition;
import dev.theater.component.binary.ExternDesc;
import dev.theater.component.binary.NamedIndex;
import dev.theater.component.binary.Sort;
import dev.theater.component.binary.SortIndex;
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

	private static final CoreModuleBytes WITH_FUNCTION = module(
			"010401600000" + "03020100" + "0705010166" + "0000" + "0a040102000b");

	@Test
	void unrollsNestedComponents() {
		Plan plan = plan(doubling(3, EMPTY));
		assertThat(plan.coreInstances()).isEqualTo(8);
		assertThat(plan.componentInstances()).isEqualTo(15);
	}

	@Test
	void refusesTooManyCoreInstances() {
		assertThat(plan(instances(64, EMPTY)).coreInstances()).isEqualTo(64);
		assertRefused(instances(65, EMPTY), "an instance would have 65 core instances or more; at most 64 are allowed");
	}

	@Test
	void refusesTooManyMemories() {
		assertThat(plan(instances(8, WITH_MEMORY)).coreInstances()).isEqualTo(8);
		assertRefused(instances(9, WITH_MEMORY), "an instance would have 9 memories or more; at most 8 are allowed");
	}

	@Test
	void refusesTooManyTables() {
		assertThat(plan(instances(16, WITH_TABLE)).coreInstances()).isEqualTo(16);
		assertRefused(instances(17, WITH_TABLE), "an instance would have 17 tables or more; at most 16 are allowed");
	}

	@Test
	void refusesASmallComponentThatUnrollsIntoMillions() {
		assertRefused(doubling(30, EMPTY), "65 core instances or more; at most 64");
		assertRefused(doubling(30, null), "1000 component instances");
	}

	@Test
	void knowsCallsIntoEnclosedInstances() {
		List<Definition> outer = new ArrayList<>(exporting());
		outer.addAll(lowering(0));
		assertThat(lowers(plan(new ComponentAst(0, outer)))).extracting(Plan.Step.Lower::recursive)
			.containsExactly(true);
	}

	@Test
	void letsInstancesBesideEachOtherCall() {
		List<Definition> outer = new ArrayList<>(exporting());
		List<Definition> caller = new ArrayList<>(List.of(new Definition.Type(0, new DefType.Function(List.of(), null)),
				new Definition.Import(0, "f", new ExternDesc.Function(0))));
		caller.addAll(lowering(0));
		outer.add(new Definition.NestedComponent(0, new ComponentAst(0, caller)));
		outer.add(new Definition.Instantiate(0, 1, List.of(new NamedIndex("f", new SortIndex(Sort.FUNCTION, 0), 0))));
		assertThat(lowers(plan(new ComponentAst(0, outer)))).extracting(Plan.Step.Lower::recursive)
			.containsExactly(false);
	}

	@Test
	void refusesASmallComponentThatLiftsMillions() {
		assertThat(plan(lifting(80, 900)).lifted()).isEqualTo(72_000);
		assertRefused(lifting(100, 900), "more than 8388608 bytes for its lifted and lowered functions");
	}

	@Test
	void countsNamesOfBundlesAndArguments() {
		assertThat(plan(bundling(90, 10_000)).componentInstances()).isEqualTo(91);
		assertRefused(bundling(110, 10_000), "more than 1000000 definitions and names in them");
	}

	@Test
	void countsWhatModulesDeclare() {
		// 10,000 globals of 56 bytes, 14 or 15 times
		StringBuilder globals = new StringBuilder("06" + "d28603" + "904e");
		globals.append("7f0041000b".repeat(10_000));
		CoreModuleBytes module = module(globals.toString());
		assertThat(plan(instances(14, module)).coreInstances()).isEqualTo(14);
		assertRefused(instances(15, module), "exports, globals, tags, functions and segments");
	}

	/**
	 * A component, instantiated very often, with functions of the component around it.
	 */
	private static ComponentAst lifting(int instances, int functions) {
		List<Definition> inner = new ArrayList<>(List.of(new Definition.CoreModule(0, WITH_FUNCTION),
				new Definition.Type(0, new DefType.Function(List.of(), null)),
				new Definition.Import(0, "f", new ExternDesc.Function(0)), new Definition.Lower(0, 0, List.of())));
		for (int i = 0; i < functions; i++) {
			inner.add(new Definition.Lift(0, 0, List.of(), 0));
		}
		return repeated(instances, inner);
	}

	/** A component, instantiated very often, with an instance of very many names. */
	private static ComponentAst bundling(int instances, int names) {
		List<NamedIndex> exports = new ArrayList<>();
		for (int i = 0; i < names; i++) {
			exports.add(new NamedIndex("n" + i, new SortIndex(Sort.FUNCTION, 0), 0));
		}
		return repeated(instances, List.of(new Definition.Type(0, new DefType.Function(List.of(), null)),
				new Definition.Import(0, "f", new ExternDesc.Function(0)), new Definition.Bundle(0, exports)));
	}

	private static ComponentAst repeated(int instances, List<Definition> inner) {
		List<Definition> outer = new ArrayList<>(List.of(new Definition.Type(0, new DefType.Function(List.of(), null)),
				new Definition.Import(0, "f", new ExternDesc.Function(0)),
				new Definition.NestedComponent(0, new ComponentAst(0, inner))));
		for (int i = 0; i < instances; i++) {
			outer.add(
					new Definition.Instantiate(0, 0, List.of(new NamedIndex("f", new SortIndex(Sort.FUNCTION, 0), 0))));
		}
		return new ComponentAst(0, outer);
	}

	/** An instance 0 of a component that lifts a function, aliased as function 0. */
	private static List<Definition> exporting() {
		List<Definition> inner = List.of(new Definition.CoreModule(0, WITH_FUNCTION),
				new Definition.CoreInstantiate(0, 0, List.of()),
				new Definition.CoreExportAlias(0, Sort.CORE_FUNCTION, 0, "f"),
				new Definition.Type(0, new DefType.Function(List.of(), null)), new Definition.Lift(0, 0, List.of(), 0),
				new Definition.Export(0, "f", new SortIndex(Sort.FUNCTION, 0), null));
		return List.of(new Definition.NestedComponent(0, new ComponentAst(0, inner)),
				new Definition.Instantiate(0, 0, List.of()), new Definition.ExportAlias(0, Sort.FUNCTION, 0, "f"));
	}

	private static List<Definition> lowering(long function) {
		return List.of(new Definition.Lower(0, function, List.of()));
	}

	private static List<Plan.Step.Lower> lowers(Plan plan) {
		return plan.steps()
			.stream()
			.filter(Plan.Step.Lower.class::isInstance)
			.map(Plan.Step.Lower.class::cast)
			.toList();
	}

	@Test
	void refusesInstancesNestedTooDeep() {
		assertThat(plan(nested(32)).componentInstances()).isEqualTo(32);
		assertRefused(nested(33), "component instances nested deeper than 32 levels; at most 32 are allowed");
	}

	@Test
	void countsBeforeAnythingExists() {
		// 31 levels of two instances each of a module with a memory of 4 GiB
		assertRefused(doubling(30, module("05050100808004")), "memories or more");
	}

	private static ComponentAst nested(int levels) {
		ComponentAst component = new ComponentAst(0, List.of());
		for (int i = 1; i < levels; i++) {
			component = new ComponentAst(0,
					List.of(new Definition.NestedComponent(0, component), new Definition.Instantiate(0, 0, List.of())));
		}
		return component;
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
