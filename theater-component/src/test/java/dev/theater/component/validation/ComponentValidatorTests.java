package dev.theater.component.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.theater.component.binary.ComponentAst;
import dev.theater.component.binary.CoreDeclaration;
import dev.theater.component.binary.CoreDefType;
import dev.theater.component.binary.CoreDesc;
import dev.theater.component.binary.DefType;
import dev.theater.component.binary.Definition;
import dev.theater.component.binary.ExternDesc;
import dev.theater.component.binary.Sort;
import dev.theater.component.binary.SortIndex;
import dev.theater.component.binary.TypeReference;
import dev.theater.component.type.ListType;
import dev.theater.component.type.PrimitiveType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ComponentValidatorTests extends ValidatorFixture {

	@Test
	void refusesIndicesThatPointNowhere() {
		add(new Definition.Type(next(), new DefType.ListOf(new TypeReference.Index(0, next()))));
		refused(ValidationRule.INDEX, "type 0 is used where none is defined");
		this.definitions.clear();
		add(new Definition.CoreInstantiate(next(), 3, List.of()));
		refused(ValidationRule.INDEX, "core module 3");
		this.definitions.clear();
		add(export("a", Sort.INSTANCE, 0));
		refused(ValidationRule.INDEX, "instance 0");
		this.definitions.clear();
		add(new Definition.OuterAlias(next(), Sort.TYPE, 1, 0));
		refused(ValidationRule.ALIAS, "1 scopes outwards where there are only 0");
	}

	@Test
	void refusesTypesOfTheWrongSort() {
		add(new Definition.Type(next(), TEXT_TO_TEXT));
		add(new Definition.Type(next(), new DefType.ListOf(new TypeReference.Index(0, next()))));
		refused(ValidationRule.SORT, "type 0 is not a value type");
		this.definitions.removeLast();
		add(new Definition.Import(next(), "a", new ExternDesc.Instance(0)));
		refused(ValidationRule.SORT, "type 0 is not an instance type");
	}

	@Test
	void refusesTypesThatTheTypesThemselvesRefuse() {
		add(new Definition.Type(next(), new DefType.RecordOf(List.of())));
		refused(ValidationRule.TYPE, "a record without any field");
		this.definitions.clear();
		add(new Definition.Type(next(), new DefType.Enumeration(List.of("a", "A"))));
		refused(ValidationRule.TYPE, "differ in case only");
		this.definitions.clear();
		add(new Definition.Type(next(), new DefType.Flags(List.of("not_a_label"))));
		refused(ValidationRule.TYPE, "not_a_label");
	}

	@Test
	void refusesATypeWhoseTreeIsHuge() {
		add(new Definition.Type(next(), new DefType.ListOf(STRING)));
		for (int i = 0; i < 27; i++) {
			TypeReference last = new TypeReference.Index(i, next());
			add(new Definition.Type(next(), new DefType.Tuple(List.of(last, last))));
		}
		refused(ValidationRule.TYPE, "effective size");
	}

	@Test
	void refusesInstanceTypesWhoseTreeIsHuge() {
		add(new Definition.Type(next(), new DefType.Instance(List.of())));
		for (int i = 0; i < 27; i++) {
			List<Definition> exports = new ArrayList<>();
			exports.add(new Definition.OuterAlias(next(), Sort.TYPE, 1, i));
			exports.add(new Definition.ExportDeclaration(next(), "a", new ExternDesc.Instance(0)));
			exports.add(new Definition.ExportDeclaration(next(), "b", new ExternDesc.Instance(0)));
			add(new Definition.Type(next(), new DefType.Instance(exports)));
		}
		refused(ValidationRule.TYPE, "effective size");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "a-b", "ns:pkg/iface", "ns:pkg/iface@1.2.3", "ns:pkg/iface@0.0.1-rc.1+build.5" })
	void takesNames(String name) {
		importNamed(name);
		assertThat(validate().type().imports()).containsOnlyKeys(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a_b", "1a", "ns:pkg", "ns/iface", "ns:pkg/", ":pkg/iface", "ns:pkg/iface@",
			"ns:pkg/iface@1", "ns:pkg/iface@01.0.0", "ns:pkg/iface@1.0.0-", "Ns:pkg/iface", "a b", "ns:pkg/a/b" })
	void refusesNamesThatDoNotFollowTheGrammar(String name) {
		importNamed(name);
		refused(ValidationRule.NAME, "\"" + name + "\"");
	}

	@Test
	void refusesNamesTwice() {
		importNamed("a-b");
		add(new Definition.Import(next(), "A-b", new ExternDesc.Instance(0)));
		refused(ValidationRule.UNIQUE_NAMES, "\"A-b\" where there already is \"a-b\"");
		this.definitions.removeLast();
		add(export("x", Sort.INSTANCE, 0));
		add(export("x", Sort.INSTANCE, 0));
		refused(ValidationRule.UNIQUE_NAMES, "the export \"x\"");
	}

	@Test
	void instantiatesComponentsWithFittingArguments() {
		nestedThatImportsAFunction();
		importTextFunction();
		add(new Definition.Instantiate(next(), 0, List.of(named("f", Sort.FUNCTION, 0))));
		add(new Definition.ExportAlias(next(), Sort.FUNCTION, 0, "g"));
		add(export("h", Sort.FUNCTION, 1));
		assertThat(validate().type().exports()).containsOnlyKeys("h");
	}

	@Test
	void refusesArgumentsThatAreMissingWrongOrTwice() {
		nestedThatImportsAFunction();
		importTextFunction();
		add(new Definition.Instantiate(next(), 0, List.of()));
		refused(ValidationRule.INSTANTIATION, "component 0 cannot be instantiated: no argument \"f\"");
		this.definitions.removeLast();
		add(new Definition.Instantiate(next(), 0, List.of(named("f", Sort.TYPE, 0))));
		refused(ValidationRule.INSTANTIATION, "a type where a func is needed");
		this.definitions.removeLast();
		add(new Definition.Instantiate(next(), 0, List.of(named("f", Sort.FUNCTION, 0), named("f", Sort.FUNCTION, 0))));
		refused(ValidationRule.INSTANTIATION, "\"f\" twice");
		this.definitions.removeLast();
		add(new Definition.Type(next(), function(STRING, null)));
		add(new Definition.Import(next(), "other", new ExternDesc.Function(1)));
		add(new Definition.Instantiate(next(), 0, List.of(named("f", Sort.FUNCTION, 1))));
		refused(ValidationRule.INSTANTIATION, "func(a: string) where func(a: string) -> string is needed");
	}

	@Test
	void refusesAliasesOfExportsThatDoNotExist() {
		add(new Definition.Type(next(), new DefType.Instance(List.of())));
		add(new Definition.Import(next(), "i", new ExternDesc.Instance(0)));
		add(new Definition.ExportAlias(next(), Sort.FUNCTION, 0, "f"));
		refused(ValidationRule.ALIAS, "instance 0 has no func export \"f\"");
		this.definitions.clear();
		withModule();
		add(new Definition.CoreExportAlias(next(), Sort.CORE_TABLE, 0, "memory"));
		refused(ValidationRule.ALIAS, "no core table export \"memory\"");
	}

	@Test
	void refusesExportsOfATypeThatTheyDoNotHave() {
		importTextFunction();
		add(new Definition.Type(next(), function(null, null)));
		add(new Definition.Export(next(), "g", new SortIndex(Sort.FUNCTION, 0), new ExternDesc.Function(1)));
		refused(ValidationRule.EXPORT, "func(a: string) -> string where func() is needed");
		this.definitions.removeLast();
		add(new Definition.Export(next(), "g", new SortIndex(Sort.FUNCTION, 0), new ExternDesc.Function(0)));
		assertThat(validate().type().exports()).containsOnlyKeys("g");
	}

	@Test
	void refusesExportsOfCoreItems() {
		withModule();
		add(export("m", Sort.CORE_MEMORY, 0));
		refused(ValidationRule.SORT, "a core memory where");
	}

	@Test
	void givesModuleTypesATypeSpaceOfTheirOwn() {
		add(new Definition.CoreType(next(), new CoreDefType.Function(core(1, 1))));
		add(new Definition.CoreType(next(), new CoreDefType.Module(List.of(new CoreDeclaration.OuterType(next(), 1, 0),
				new CoreDeclaration.Export(next(), "f", new CoreDesc.Function(0))))));
		add(new Definition.Import(next(), "m", new ExternDesc.CoreModule(1)));
		assertThat(validate().type().imports().get("m"))
			.isEqualTo(new ItemType.CoreModule(new CoreModuleType(List.of(), Map.of("f", core(1, 1)))));
		add(new Definition.CoreType(next(),
				new CoreDefType.Module(List.of(new CoreDeclaration.Export(next(), "f", new CoreDesc.Function(0))))));
		refused(ValidationRule.INDEX, "core type 0");
	}

	@Test
	void refusesModuleTypesInsideModuleTypes() {
		add(new Definition.CoreType(next(),
				new CoreDefType.Module(List.of(new CoreDeclaration.Type(next(), new CoreDefType.Module(List.of()))))));
		refused(ValidationRule.TYPE, "inside a core module type");
	}

	@Test
	void resolvesOuterAliasesFromNestedComponentsAndTypes() {
		add(new Definition.Type(next(), new DefType.ListOf(STRING)));
		List<Definition> inner = new ArrayList<>();
		inner.add(new Definition.OuterAlias(next(), Sort.TYPE, 1, 0));
		inner.add(export("t", Sort.TYPE, 0));
		add(new Definition.NestedComponent(next(), new ComponentAst(next(), inner)));
		add(new Definition.Instantiate(next(), 0, List.of()));
		add(new Definition.ExportAlias(next(), Sort.TYPE, 0, "t"));
		add(export("u", Sort.TYPE, 1));
		assertThat(validate().type().exports().get("u")).isInstanceOfSatisfying(ItemType.Type.class,
				(type) -> assertThat(type.definition()).isInstanceOfSatisfying(TypeDefinition.Value.class,
						(value) -> assertThat(value.type()).isEqualTo(new ListType(PrimitiveType.STRING))));
	}

}
